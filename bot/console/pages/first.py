"""The first account: made by whoever holds the token that the program printed where it was started."""

from __future__ import annotations

from starlette.responses import RedirectResponse, Response

from bot.console import account_changes, accounts
from bot.console.access import CLERK, OPEN, TECHNICIAN
from bot.console.desk import Desk
from bot.console.first_run import PATH
from bot.console.routing import Pages
from bot.errors import Refused
from bot.roster.known import ensure_township
from bot.texts import console as texts

PAGES = Pages()


@PAGES.get(PATH, may=OPEN)
def first(desk: Desk) -> Response:
    token = desk.query.get("token", "")
    if not desk.rooms.first_run.opened_by(token):
        return desk.page("message.html", status=403, title="打不开", text=texts.FIRST_WRONG)
    return _form(desk, token)


@PAGES.post(PATH, may=OPEN)
def make_first(desk: Desk) -> Response:
    opener = desk.field("first_token", most=80)
    if not desk.rooms.first_run.opened_by(opener):
        return desk.page("message.html", status=403, title="打不开", text=texts.FIRST_WRONG)
    name, display_name = desk.field("name", most=40), desk.field("display_name", most=40)
    password, again = str(desk.form.get("password", "")), str(desk.form.get("again", ""))
    try:
        if password != again:
            raise Refused(texts.PASSWORDS_DIFFER)
        _make(desk, name, display_name, password)
    except Refused as refusal:
        return _form(desk, opener, name, display_name, refusal.text, 400)
    return RedirectResponse("/desk/log-in?first=1", 303)


def _make(desk: Desk, name: str, display_name: str, password: str) -> None:
    """A clerk who looks after the accounts too: in a township it is one person."""
    with desk.database.write() as connection:
        here = ensure_township(connection, desk.settings.office.township)
        ids = {here, *(identifier for identifier, _ in accounts.townships(connection))}
        if accounts.exist(connection):  # somebody else was quicker
            raise Refused(texts.FIRST_WRONG)
        account_changes.add(
            connection,
            name=name,
            display_name=display_name,
            roles=(CLERK, TECHNICIAN),
            township_ids=ids,
            password=password,
            by="system",
            now=desk.now,
            must_change=False,
        )


def _form(
    desk: Desk, opener: str, name: str = "", display_name: str = "", error: str = "", status: int = 200
) -> Response:
    shown = {"opener": opener, "name": name, "display_name": display_name, "error": error}
    return desk.page("first.html", status=status, **shown)
