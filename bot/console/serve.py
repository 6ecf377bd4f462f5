"""From a declared route to a Starlette one: session, right, body and token are looked at here."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterable

from anyio import CapacityLimiter, to_thread
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from bot.console import forms, sessions
from bot.console.access import OPEN
from bot.console.desk import Desk, NotAllowed, NotFound
from bot.console.forms import MEGABYTE, TooLarge
from bot.console.rooms import Rooms
from bot.console.routing import FORM_BYTES, DeskRoute
from bot.errors import Refused
from bot.texts import console as texts

log = logging.getLogger(__name__)
COOKIE, DOOR = "renda_desk", "renda_door"
LOG_IN = "/desk/log-in"
MUST_CHANGE = "/desk/account"
FREE_WHILE_MUST_CHANGE = frozenset({MUST_CHANGE, "/desk/account/password", "/desk/log-out"})


PAGE_SHOWN = (200, 400)  # 400: a form that comes back with what was typed
PAGES_AT_ONCE, OPEN_FORMS_AT_ONCE = 12, 2  # of the pool's 40 threads: the rest are the callback's


def starlette_routes(routes: Iterable[DeskRoute], rooms: Rooms) -> list[Route]:
    """However many press at the desk's door, the callback keeps its threads."""
    inside, outside = CapacityLimiter(PAGES_AT_ONCE), CapacityLimiter(OPEN_FORMS_AT_ONCE)
    return [
        _route(each, rooms, outside if each.may is OPEN and each.method == "POST" else inside)
        for each in routes
    ]


def _route(route: DeskRoute, rooms: Rooms, limiter: CapacityLimiter) -> Route:
    async def endpoint(request: Request) -> Response:
        desk = Desk(request, rooms, cookie="", active=route.active)
        try:
            await to_thread.run_sync(_let_in, desk, route, limiter=limiter)
            if route.method == "POST":
                await _read_form(desk, route)
            response: Response = await to_thread.run_sync(_run, desk, route, limiter=limiter)
        except Exception as error:
            response = await to_thread.run_sync(_answer_to, error, desk, route, limiter=limiter)
        finally:
            await desk.form.close()
        return _with_door(response, desk)

    made = Route(route.path, endpoint, methods=[route.method], name=f"{route.method} {route.path}")
    made.desk_route = route  # type: ignore[attr-defined]  # the matrix of rights is read from here
    return made


class _LogIn(Exception):
    """Nobody is logged in, or only half."""

    def __init__(self, path: str = LOG_IN) -> None:
        super().__init__(path)
        self.path = path


def _let_in(desk: Desk, route: DeskRoute) -> None:
    cookies, rooms = desk.request.cookies, desk.rooms
    now = desk.now
    cookie = cookies.get(COOKIE, "")[:200]
    with rooms.database.read() as connection:
        found = sessions.find(connection, cookie, rooms.settings(), now)
    if found is not None:
        session, is_stale = found
        if is_stale:
            with rooms.database.write() as connection:
                sessions.seen(connection, session.digest, now)
        desk.cookie = cookie
        desk.session = session
    if route.may is OPEN:
        if desk.session is None:
            desk.cookie = cookies.get(DOOR, "")[:200] or sessions.new_cookie()
        return
    if desk.session is None:
        raise _LogIn
    if desk.session.waits_for_code:
        raise _LogIn("/desk/log-in/code")
    if not desk.may(route.may):
        raise NotAllowed
    if desk.account.must_change and route.path not in FREE_WHILE_MUST_CHANGE:
        raise _LogIn(MUST_CHANGE)


async def _read_form(desk: Desk, route: DeskRoute) -> None:
    most = desk.settings.console.upload_mb * MEGABYTE if route.upload else FORM_BYTES
    desk.form = await forms.read(desk.request, most)
    forms.check_token(desk.request, desk.form, desk.cookie)


def _run(desk: Desk, route: DeskRoute) -> Response:
    response = route.page(desk, **desk.request.path_params)
    if route.shows and response.status_code in PAGE_SHOWN:
        query = desk.request.url.query
        target = f"{route.shows}:{desk.request.url.path.removeprefix('/desk/')}"
        with desk.database.write() as connection:
            desk.audit(connection, "view", target, query[:500])
    return response


def _answer_to(error: Exception, desk: Desk, route: DeskRoute) -> Response:
    """Each error by what happens next. A refusal of a form goes back to the page it came from."""
    if isinstance(error, _LogIn):
        return _to_log_in(error, desk)
    if isinstance(error, Refused):
        if route.method == "POST" and desk.session is not None and not desk.session.waits_for_code:
            return desk.back("/desk", error.text, "refused")
        return desk.page("message.html", status=400, title="请再看一眼", text=error.text)
    if isinstance(error, NotFound):
        return desk.page("message.html", status=404, title="没有找到", text=texts.NOT_FOUND)
    if isinstance(error, NotAllowed):
        return desk.page("message.html", status=403, title="不能这样做", text=texts.NOT_ALLOWED)
    if isinstance(error, TooLarge):
        megabytes = max(1, error.max_bytes // MEGABYTE)
        text = texts.TOO_LARGE.format(megabytes=megabytes)
        return desk.page("message.html", status=413, title="太大了", text=text)
    if isinstance(error, HTTPException | ClientDisconnect):
        return desk.page("message.html", status=400, title="请再看一眼", text=texts.FORM_STALE)
    number = secrets.token_hex(3)
    log.error("desk fault %s at %s %s", number, route.method, route.path, exc_info=error)
    text = texts.FAULT.format(number=number)
    return desk.page("message.html", status=500, title="出错了", text=text)


def _to_log_in(error: _LogIn, desk: Desk) -> Response:
    """A page that was asked for is gone back to after the log-in; a form that was sent is not repeated."""
    wanted = desk.request.url.path + (f"?{desk.request.url.query}" if desk.request.url.query else "")
    if error.path != LOG_IN or desk.request.method != "GET" or wanted in ("/desk", "/desk/today"):
        return desk.go(error.path)
    return desk.go(LOG_IN, next=wanted)


def set_cookie(response: Response, desk: Desk, name: str, value: str) -> None:
    """Read by no script, sent with no request that another site begins, over https where there is https."""
    secure = desk.settings.server.public_url.startswith("https://") or desk.request.url.scheme == "https"
    response.set_cookie(name, value, path="/desk", httponly=True, samesite="strict", secure=secure)


def log_in_as(desk: Desk, cookie: str, path: str) -> Response:
    response = RedirectResponse(path, 303)
    set_cookie(response, desk, COOKIE, cookie)
    response.delete_cookie(DOOR, path="/desk")
    return response


def _with_door(response: Response, desk: Desk) -> Response:
    if desk.session is None and desk.cookie and desk.request.cookies.get(DOOR) != desk.cookie:
        set_cookie(response, desk, DOOR, desk.cookie)
    return response
