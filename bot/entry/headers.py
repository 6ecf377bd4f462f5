"""Security headers on every answer: what a browser must not do with our pages, and what nobody may keep.

A route that needs something else sets the header itself; only missing ones are added.
"""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Everything comes from ourselves: no page here loads from elsewhere, and none may be framed.
_POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",  # a signed link must not travel to the next page
    "cache-control": "no-store",  # pages and answers name people
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "geolocation=(), camera=(), microphone=()",
}
HTTPS_ONLY = {"strict-transport-security": "max-age=31536000"}


def wanted(*, https: bool) -> list[tuple[bytes, bytes]]:
    """The headers as ASGI sends them."""
    names = {**HEADERS, **(HTTPS_ONLY if https else {})}
    return [(name.encode(), value.encode()) for name, value in names.items()]


class SecurityHeaders:
    """``https``: the office's address outside is https, so a browser should never try anything else."""

    def __init__(self, app: ASGIApp, *, https: bool = False) -> None:
        self._app = app
        self._wanted = wanted(https=https)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = list(message.get("headers", ()))
                names = {name.lower() for name, _ in given}
                message["headers"] = given + [each for each in self._wanted if each[0] not in names]
            await send(message)

        await self._app(scope, receive, with_headers)
