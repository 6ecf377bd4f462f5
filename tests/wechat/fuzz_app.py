"""The callback called in-process, so that ten thousand bodies take a minute and not an hour."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from urllib.parse import urlencode

from fastapi import FastAPI

from bot.messages import Incoming
from bot.settings import Settings
from bot.simulator.platform import Account
from bot.simulator.platform.account import sign
from bot.wechat.callback import callback_router


@dataclass
class Callback:
    mode: str
    account: Account
    received: list[Incoming] = field(default_factory=list)

    def __post_init__(self) -> None:
        section = {
            "app_id": self.account.app_id,
            "token": self.account.token,
            "encoding_aes_key": self.account.encoding_aes_key,
            "mode": self.mode,
        }
        self._app = FastAPI()
        self._app.include_router(callback_router(Settings(wechat=section), self._handle))
        self._loop = asyncio.new_event_loop()

    def _handle(self, incoming: Incoming) -> str:
        self.received.append(incoming)
        return f"收到 {incoming.text} ]]>" * 40

    def close(self) -> None:
        self._loop.close()

    def post(self, query: dict[str, str], body: bytes) -> tuple[int, bytes]:
        return self._loop.run_until_complete(self._call(query, body))

    async def _call(self, query: dict[str, str], body: bytes) -> tuple[int, bytes]:
        sent: list[dict[str, object]] = []
        scope = {
            "type": "http",
            "method": "POST",
            "path": "/wechat",
            "raw_path": b"/wechat",
            "query_string": urlencode(query, errors="replace").encode(),
            "headers": [],
            "http_version": "1.1",
            "scheme": "http",
            "root_path": "",
            "server": ("127.0.0.1", 80),
            "client": ("127.0.0.1", 1),
        }

        async def receive() -> dict[str, object]:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(event: dict[str, object]) -> None:
            sent.append(event)

        await self._app(scope, receive, send)
        return sent[0]["status"], b"".join(event.get("body", b"") for event in sent[1:])

    def signed(self, stamp: str = "1767225600", nonce: str = "7") -> dict[str, str]:
        return {"timestamp": stamp, "nonce": nonce, "signature": sign(self.account.token, stamp, nonce)}

    def sealed(self, text: str) -> tuple[dict[str, str], bytes]:
        sealed = self.account.seal(text)
        query = self.signed()
        query["msg_signature"] = sign(self.account.token, query["timestamp"], query["nonce"], sealed)
        query["encrypt_type"] = "aes"
        return query, f"<xml><ToUserName>gh_1</ToUserName><Encrypt>{sealed}</Encrypt></xml>".encode()
