"""``GET/POST /wechat``: a thin shell around a turn, as a bare ASGI application.

Nothing is ever answered with a 5xx: the platform would post it twice more and then tell the person that the
account is out of service (facts §2). What is not the platform's gets a 403; what we cannot read gets
``success``. No framework stands before it: for a message that takes a millisecond, its layers and request
objects were a fifth of the work.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable
from urllib.parse import parse_qsl

from fastapi import APIRouter
from starlette.types import Receive, Scope, Send

from bot.messages import Incoming, Kind
from bot.settings import Settings
from bot.wechat import render
from bot.wechat.envelope import Envelope, Forged, Opened, Unreadable
from bot.wechat.parse import read_incoming
from bot.wechat.turns import Turns

log = logging.getLogger(__name__)

SUCCESS = b"success"  # "no reply": stops the platform's resends
UNANSWERABLE = (Kind.NOTICE, Kind.UNFOLLOW)
PLAIN, XML = b"text/plain; charset=utf-8", b"application/xml"
Headers = Iterable[tuple[bytes, bytes]]


class TooLarge(Exception):
    pass


class Gone(Exception):
    """Whoever asked has hung up."""


def callback_router(
    settings: Settings,
    handle: Callable[[Incoming], str],
    *,
    late: Callable[[Incoming, str], None] | None = None,
    short_text: Callable[[Incoming], str | None] | None = None,
    turns: Turns | None = None,
) -> APIRouter:
    """``handle`` gives the first page, or "" when no answer is owed; it does its own idempotence by the key.

    ``late``, when given, gets the text of a turn that finished after the platform had stopped waiting;
    ``short_text`` is asked what to say when it stops.
    """
    return callback(settings, turns or Turns(handle, late, short_text=short_text)).router("/wechat")


def callback(settings: Settings, turns: Turns, headers: Headers = ()) -> Shell:
    """The official account's endpoint; ``headers`` go with each of its answers."""
    return Shell("wechat", Envelope.of(settings.wechat), settings, turns, headers)


class Shell:
    """One channel's endpoint, an ASGI application. ``channel`` is what its messages are marked with."""

    def __init__(
        self, channel: str, envelope: Envelope, settings: Settings, turns: Turns, headers: Headers = ()
    ) -> None:
        self._channel = channel
        self._envelope = envelope
        self._max_bytes = settings.limits.body_bytes
        self._turns = turns
        self._headers = [(b"x-content-type-options", b"nosniff")]
        self._headers += [each for each in headers if each[0] != b"x-content-type-options"]

    def router(self, path: str) -> APIRouter:
        """For an application that puts its own layers before it."""
        router = APIRouter()
        router.add_route(path, self, methods=["GET", "POST"], include_in_schema=False)  # type: ignore[arg-type]
        return router

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        query = _query(scope["query_string"].decode("latin-1"))
        if scope["method"] == "POST":
            status, body, kind = await self._receive(query, receive)
        elif scope["method"] in ("GET", "HEAD"):
            status, body, kind = self._verify(query)
        else:
            status, body, kind = 405, b"", PLAIN
        length = str(len(body)).encode()
        headers = [(b"content-type", kind), (b"content-length", length), *self._headers]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body if scope["method"] != "HEAD" else b""})

    def _verify(self, query: dict[str, str]) -> tuple[int, bytes, bytes]:
        try:
            return 200, self._envelope.echo(query).encode(), PLAIN
        except (Forged, Unreadable):
            return 403, b"", PLAIN

    async def _receive(self, query: dict[str, str], receive: Receive) -> tuple[int, bytes, bytes]:
        try:
            self._envelope.check(query)
            opened = self._envelope.open(query, await _body(receive, self._max_bytes))
            incoming = read_incoming(opened.body, self._channel)
        except Gone:
            return 400, b"", PLAIN
        except Forged as reason:
            log.warning("callback refused: %s", reason)
            return 403, b"", PLAIN
        except TooLarge:
            log.warning("callback refused: body above limits.body_bytes = %d", self._max_bytes)
            return 413, b"", PLAIN
        except Unreadable as reason:
            # An answer all the same: silence would only make the platform send it twice more.
            log.error("callback could not read a signed push (wrong EncodingAESKey or AppID?): %s", reason)
            return 200, SUCCESS, PLAIN
        text = await self._turns.reply(incoming)
        if not text or incoming.kind in UNANSWERABLE:
            return 200, SUCCESS, PLAIN
        return 200, self._answer(incoming, opened, query.get("nonce", ""), text).encode(), XML

    def _answer(self, incoming: Incoming, opened: Opened, nonce: str, text: str) -> str:
        now = int(time.time())
        reply = render.reply_xml(incoming.sender, incoming.account, render.fit(text), now)
        if opened.cipher is not None:
            return self._envelope.seal(reply, opened.cipher, str(now), nonce)
        return reply


def _query(text: str) -> dict[str, str]:
    """The platform's parameters are letters and digits; the library reads those that are escaped."""
    if "%" in text or "+" in text:
        return dict(parse_qsl(text, keep_blank_values=True))
    return {name: value for name, _, value in (pair.partition("=") for pair in text.split("&") if pair)}


async def _body(receive: Receive, max_bytes: int) -> bytes:
    body: bytes = b""
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Gone
        body += message.get("body", b"")
        if len(body) > max_bytes:
            raise TooLarge
        if not message.get("more_body", False):
            return body
