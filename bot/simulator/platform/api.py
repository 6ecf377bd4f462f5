"""The interface side: one ASGI application with the endpoints of facts §8, and faults in front of them."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

if TYPE_CHECKING:
    from bot.simulator.platform.platform import Platform

Answer = dict[str, Any] | Response
Endpoint = Callable[["Platform", "Call"], Answer]


class Call:
    """One request, read: its query, its raw body and, when it is JSON, the object."""

    def __init__(self, query: dict[str, str], body: bytes, form: dict[str, Any]) -> None:
        self.query, self.body, self.form = query, body, form

    def json(self) -> dict[str, Any] | None:
        try:
            value = json.loads(self.body)
        except ValueError:
            return None
        return value if isinstance(value, dict) else None


def error(code: int, message: str = "") -> dict[str, Any]:
    trace = f"{secrets.token_hex(4)}-{secrets.token_hex(4)}-{secrets.token_hex(4)}"
    return {"errcode": code, "errmsg": f"{message or 'error'} rid: {trace}"}


OK = {"errcode": 0, "errmsg": "ok"}


def build_app(platform: Platform) -> ASGIApp:
    from bot.simulator.platform import api_account, api_media, api_messages, api_wecom

    open_to_all = api_account.WITHOUT_TOKEN | api_wecom.WITHOUT_TOKEN

    routes = [
        Route(path, _endpoint(platform, function, path not in open_to_all), methods=[method])
        for module in (api_account, api_messages, api_media, api_wecom)
        for method, path, function in module.ROUTES
    ]
    return _FaultyApp(Starlette(routes=routes), platform)


def _endpoint(platform: Platform, function: Endpoint, needs_token: bool) -> Callable[[Request], Any]:
    async def endpoint(request: Request) -> Response:
        call = await _read(request)
        if needs_token:
            refused = platform.tokens.check(call.query.get("access_token"), platform.now())
            if refused:
                return _json(error(refused, "access_token missing, invalid or expired"))
        answer = await run_in_threadpool(function, platform, call)
        return answer if isinstance(answer, Response) else _json(answer)

    return endpoint


async def _read(request: Request) -> Call:
    query = dict(request.query_params)
    if not request.headers.get("content-type", "").startswith("multipart/"):
        return Call(query, await request.body(), {})
    async with request.form() as form:
        parts = [(name, part) for name, part in form.items() if isinstance(part, UploadFile)]
        return Call(query, b"", {name: (await part.read(), part.content_type) for name, part in parts})


def _json(value: dict[str, Any]) -> Response:
    return Response(json.dumps(value, ensure_ascii=False), media_type="application/json; encoding=utf-8")


class _FaultyApp:
    def __init__(self, inner: ASGIApp, platform: Platform) -> None:
        self._inner, self._platform = inner, platform

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._inner(scope, receive, send)
            return
        path = scope.get("root_path", "")
        route = scope["path"].removeprefix(path) or scope["path"]
        response: ASGIApp = self._inner
        for fault in self._platform.faults.next(route):
            if fault.kind == "latency":
                await asyncio.sleep(fault.value)
            elif fault.kind == "status":
                response = Response("upstream error", status_code=int(fault.value))
            elif fault.kind == "not_json":
                response = Response("<html>login to the hotel's network</html>", media_type="text/html")
            elif fault.kind == "errcode":
                response = _json(error(int(fault.value), fault.message))
            else:
                response = _drop
        await response(scope, receive, send)


async def _drop(_scope: Scope, _receive: Receive, send: Send) -> None:
    """A head that promises a body which never comes: the server closes the connection."""
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"1000")]})
