"""The two servers that ``bench/callback.py`` compares, on the same stack: a bare wechatpy echo, and ours.

python -m bench.callback_apps echo|renda PORT SETTINGS.json
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import uvicorn
from fastapi import FastAPI, Request, Response
from wechatpy import parse_message
from wechatpy.crypto import WeChatCrypto
from wechatpy.replies import create_reply
from wechatpy.utils import check_signature

from bot.entry.app import create_app
from bot.entry.commands.serve import run
from bot.settings import Settings


def echo_app(settings: Settings) -> FastAPI:
    """What the SDK's own example does, and nothing else: no rows, no thread, no checks."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    section = settings.wechat
    crypto = WeChatCrypto(section.token, section.encoding_aes_key, section.app_id)

    @app.post("/wechat")
    async def receive(request: Request) -> Response:
        query = request.query_params
        check_signature(section.token, query["signature"], query["timestamp"], query["nonce"])
        body = await request.body()
        text = crypto.decrypt_message(body, query["msg_signature"], query["timestamp"], query["nonce"])
        message = parse_message(text)
        reply = create_reply(message.content, message).render()
        return Response(crypto.encrypt_message(reply, query["nonce"]), media_type="application/xml")

    @app.get("/healthz")
    async def health() -> dict[str, str]:
        return {}

    return app


def main() -> None:
    which, port, file = sys.argv[1:4]
    settings = Settings(**json.loads(Path(file).read_text("utf-8")))
    if which == "echo":
        uvicorn.run(
            echo_app(settings), host="127.0.0.1", port=int(port), log_level="warning", access_log=False
        )
    else:  # as ``renda serve`` does
        run(create_app(settings, background=False), settings, "127.0.0.1", int(port))


if __name__ == "__main__":
    main()
