"""Somebody at the desk, without a real browser: keeps cookies, finds the form's token, follows forms back."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

import anyio
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response

from bot.console.sessions import form_token
from tests.console.town import PASSWORD

TOKEN = re.compile(r'name="token" value="([0-9a-f]+)"')


class Visitor:
    def __init__(self, app: FastAPI) -> None:
        self.app = app
        self.http = TestClient(app, base_url="http://testserver", follow_redirects=False)
        self.token = ""

    def enter(self, name: str) -> Visitor:
        """Logged in, by a session that was open already."""
        cookie = self.app.state.cookies[name]
        self.http.cookies.set("renda_desk", cookie, path="/desk")
        self.token = form_token(cookie)
        return self

    def get(self, path: str, **query: Any) -> Response:
        """One request; a redirect is shown as it is."""
        answer = self.http.get(path, params=query or None)
        found = TOKEN.search(answer.text)
        if found:
            self.token = found[1]
        return answer

    def read(self, path: str, **query: Any) -> str:
        """The page as text, which must be there."""
        answer = self.get(path, **query)
        assert answer.status_code == 200, (path, answer.status_code, answer.text[:300])
        return html.unescape(answer.text)

    def send(
        self, path: str, fields: dict[str, Any] | None = None, *, token: str | None = None, **more: Any
    ) -> Response:
        """A form, with this session's token unless told otherwise."""
        data = {"token": self.token if token is None else token, **(fields or {})}
        return self.http.post(path, data=data, **more)

    def does(self, path: str, **fields: Any) -> str:
        """Send a form and read the page that it leads to."""
        answer = self.send(path, fields)
        assert answer.status_code == 303, (path, answer.status_code, answer.text[:500])
        while answer.status_code == 303:
            answer = self.get(answer.headers["location"])
        assert answer.status_code == 200, (path, answer.status_code)
        return html.unescape(answer.text)

    def log_in(self, name: str, password: str = PASSWORD) -> Response:
        self.get("/desk/log-in")
        answer = self.send("/desk/log-in", {"name": name, "password": password})
        if answer.status_code == 303 and "code" not in answer.headers["location"]:
            self.get("/desk/account")
        return answer

    def raw(self, path: str, headers: dict[str, str], messages: Iterator[Any]) -> int:
        """The status of a request whose body is given piece by piece, straight to the application."""
        cookies = "; ".join(f"{it.name}={it.value}" for it in self.http.cookies.jar)
        lines = [(b"cookie", cookies.encode()), (b"host", b"testserver")]
        lines += [(name.lower().encode(), value.encode()) for name, value in headers.items()]
        scope = {
            "type": "http",
            "method": "POST",
            "path": path,
            "raw_path": path.encode(),
            "query_string": b"",
            "headers": lines,
            "scheme": "http",
            "http_version": "1.1",
            "server": ("testserver", 80),
            "client": ("testclient", 1),
            "root_path": "",
        }
        sent: list[Any] = []

        async def receive() -> Any:
            return next(messages)

        async def send(message: Any) -> None:
            sent.append(message)

        anyio.run(self.app, scope, receive, send)
        return int(sent[0]["status"])
