"""``GET/POST /wechat``: a thin shell around ``handle``, which does the work in a thread.

Nothing is ever answered with a 5xx: the platform would post it twice more and then tell the person that the
account is out of service (facts §2). What is not the platform's gets a 403; what we cannot read gets
``success``.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from fastapi import APIRouter, Request, Response
from starlette.requests import ClientDisconnect

from bot.messages import Incoming, Kind
from bot.settings import Settings
from bot.wechat import render
from bot.wechat.envelope import Envelope, Forged, Opened, Unreadable
from bot.wechat.parse import read_incoming
from bot.wechat.turns import Turns

log = logging.getLogger(__name__)

SUCCESS = "success"  # "no reply": stops the platform's resends
UNANSWERABLE = (Kind.NOTICE, Kind.UNFOLLOW)


class TooLarge(Exception):
    pass


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
    shell = Shell(
        "wechat", Envelope.of(settings.wechat), settings, turns or Turns(handle, late, short_text=short_text)
    )
    return shell.router("/wechat")


class Shell:
    """One channel's endpoint. ``channel`` is what its messages are marked with."""

    def __init__(self, channel: str, envelope: Envelope, settings: Settings, turns: Turns) -> None:
        self._channel = channel
        self._envelope = envelope
        self._max_bytes = settings.limits.body_bytes
        self._turns = turns

    def router(self, path: str) -> APIRouter:
        router = APIRouter()
        router.add_route(path, self.verify, methods=["GET"], include_in_schema=False)
        router.add_route(path, self.receive, methods=["POST"], include_in_schema=False)
        return router

    async def verify(self, request: Request) -> Response:
        try:
            return _plain(self._envelope.echo(request.query_params))
        except (Forged, Unreadable):
            return Response(status_code=403)

    async def receive(self, request: Request) -> Response:
        query = request.query_params
        try:
            self._envelope.check(query)
            opened = self._envelope.open(query, await _body(request, self._max_bytes))
            incoming = read_incoming(opened.body, self._channel)
        except ClientDisconnect:
            return Response(status_code=400)
        except Forged as reason:
            log.warning("callback refused: %s", reason)
            return Response(status_code=403)
        except TooLarge:
            log.warning("callback refused: body above limits.body_bytes = %d", self._max_bytes)
            return Response(status_code=413)
        except Unreadable as reason:
            # An answer all the same: silence would only make the platform send it twice more.
            log.error("callback could not read a signed push (wrong EncodingAESKey or AppID?): %s", reason)
            return _plain(SUCCESS)
        text = await self._turns.reply(incoming)
        if not text or incoming.kind in UNANSWERABLE:
            return _plain(SUCCESS)
        return self._answer(incoming, opened, query.get("nonce", ""), text)

    def _answer(self, incoming: Incoming, opened: Opened, nonce: str, text: str) -> Response:
        now = int(time.time())
        reply = render.reply_xml(incoming.sender, incoming.account, render.fit(text), now)
        if opened.cipher is not None:
            reply = self._envelope.seal(reply, opened.cipher, str(now), nonce)
        return Response(reply, media_type="application/xml")


async def _body(request: Request, max_bytes: int) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > max_bytes:
            raise TooLarge
    return bytes(body)


def _plain(text: str) -> Response:
    return Response(text, media_type="text/plain", headers={"X-Content-Type-Options": "nosniff"})
