"""Log-in, the second step, log-out, the menu as a page, and which township is looked at."""

from __future__ import annotations

from starlette.responses import RedirectResponse, Response

from bot.console import log_in, sessions
from bot.console.access import LOOK, OPEN, SELF
from bot.console.desk import Desk, NotFound
from bot.console.routing import Pages
from bot.console.serve import COOKIE, log_in_as
from bot.errors import Refused
from bot.texts import console as texts

PAGES = Pages()


@PAGES.get("/desk", may=OPEN)
def door(desk: Desk) -> Response:
    return RedirectResponse(_home(desk), 303)


@PAGES.get("/desk/log-in", may=OPEN)
def log_in_page(desk: Desk) -> Response:
    if desk.session is not None and not desk.session.waits_for_code:
        return RedirectResponse(_home(desk), 303)
    return _form(desk, next_path=desk.query.get("next", ""))


@PAGES.post("/desk/log-in", may=OPEN)
def log_in_now(desk: Desk) -> Response:
    name, wanted = desk.field("name", most=100), desk.field("next")
    password = desk.form.get("password", "")
    try:
        given = password if isinstance(password, str) else ""
        cookie = log_in.with_password(desk.database, desk.settings, name, given, desk.now)
    except Refused as refusal:
        return _form(desk, name=name, next_path=wanted, error=refusal.text, status=429)
    if cookie is None:
        return _form(desk, name=name, next_path=wanted, error=texts.LOG_IN_WRONG, status=401)
    return log_in_as(desk, cookie, desk.back("/desk").headers["location"])


@PAGES.get("/desk/log-in/code", may=OPEN)
def code_page(desk: Desk) -> Response:
    if desk.session is None or not desk.session.waits_for_code:
        return RedirectResponse("/desk/log-in", 303)
    return desk.page("log_in_code.html", error="")


@PAGES.post("/desk/log-in/code", may=OPEN)
def code_given(desk: Desk) -> Response:
    if desk.session is None or not desk.session.waits_for_code:
        return RedirectResponse("/desk/log-in", 303)
    whose = desk.session.account.id
    try:
        cookie = log_in.with_code(desk.database, desk.settings, whose, desk.field("code", most=20), desk.now)
    except Refused as refusal:
        return desk.page("log_in_code.html", error=refusal.text, status=429)
    if cookie is None:
        return desk.page("log_in_code.html", error=texts.CODE_WRONG, status=401)
    with desk.database.write() as connection:
        sessions.end(connection, desk.cookie)
    return log_in_as(desk, cookie, "/desk")


@PAGES.post("/desk/log-out", may=SELF)
def log_out(desk: Desk) -> Response:
    with desk.database.write() as connection:
        sessions.end(connection, desk.cookie)
        desk.audit(connection, "log_out", "")
    response = RedirectResponse("/desk/log-in?out=1", 303)
    response.delete_cookie(COOKIE, path="/desk")
    return response


@PAGES.post("/desk/township", may=LOOK)
def look_at_township(desk: Desk) -> Response:
    wanted = desk.field("township", most=24)
    if wanted not in desk.township_ids or desk.session is None:
        raise NotFound
    with desk.database.write() as connection:
        sessions.look_at(connection, desk.session.digest, wanted)
    return desk.back("/desk")


@PAGES.get("/desk/menu", may=SELF)
def menu(desk: Desk) -> Response:
    return desk.page("menu.html")


def _form(desk: Desk, *, name: str = "", next_path: str = "", error: str = "", status: int = 200) -> Response:
    told = texts.LOGGED_OUT if desk.query.get("out") else ""
    told = told or (texts.FIRST_DONE if desk.query.get("first") else "")
    return desk.page("log_in.html", status=status, name=name, next_path=next_path, error=error, told=told)


def _home(desk: Desk) -> str:
    """A technician has no records to look at; everybody else begins with today."""
    if desk.session is not None and not desk.may(LOOK):
        return "/desk/menu"
    return "/desk/today"
