"""Reading a form: capped while it streams, and refused without its token."""

from __future__ import annotations

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.types import Message, Receive

from bot.console.sessions import token_fits
from bot.errors import Refused
from bot.texts import console as texts

TOKEN_FIELD = "token"
TOKEN_HEADER = "x-desk-token"
MEGABYTE = 1024 * 1024
MAX_FIELDS, MAX_FILES = 2000, 20


class TooLarge(Exception):
    """More bytes than the route takes. ``max_bytes`` is what it takes."""

    def __init__(self, max_bytes: int) -> None:
        super().__init__(max_bytes)
        self.max_bytes = max_bytes


async def read(request: Request, max_bytes: int) -> FormData:
    """Raises :class:`TooLarge` at the first byte too many; what came before it is not kept."""
    announced = request.headers.get("content-length", "")
    if announced.isdigit() and int(announced) > max_bytes:
        raise TooLarge(max_bytes)
    capped = Request(request.scope, _capped(request.receive, max_bytes))
    return await capped.form(max_files=MAX_FILES, max_fields=MAX_FIELDS, max_part_size=MEGABYTE)


def check_token(request: Request, form: FormData, cookie: str) -> None:
    """Raises :class:`Refused` for a form that does not come from a page of this session."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise Refused(texts.FORM_STALE)
    given = form.get(TOKEN_FIELD) or request.headers.get(TOKEN_HEADER, "")
    if not isinstance(given, str) or not token_fits(cookie, given):
        raise Refused(texts.FORM_STALE)


def _capped(receive: Receive, max_bytes: int) -> Receive:
    left = max_bytes

    async def receiving() -> Message:
        nonlocal left
        message = await receive()
        left -= len(message.get("body", b""))
        if left < 0:
            raise TooLarge(max_bytes)
        return message

    return receiving
