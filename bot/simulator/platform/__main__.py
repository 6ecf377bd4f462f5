"""Plays WeChat by hand: the interface on a port of this machine, and one line of typing for each message.

python -m bot.simulator.platform --callback http://127.0.0.1:8000/wechat --app-id wxdemo …
"""

from __future__ import annotations

import sys
import threading
from pathlib import Path
from typing import Annotated

import typer
import uvicorn

from bot.simulator.platform import Account, Delivery, Platform
from bot.texts import platform as texts


def main(
    callback: Annotated[str, typer.Option(help="回调地址")] = "http://127.0.0.1:8000/wechat",
    port: Annotated[int, typer.Option(help="接口端口;把 wechat.api_base 指到这里")] = 8081,
    app_id: Annotated[str, typer.Option(help="AppID")] = "wxdemo",
    app_secret: Annotated[str, typer.Option(help="AppSecret")] = "demo-secret",
    token: Annotated[str, typer.Option(help="Token")] = "demotoken",
    aes_key: Annotated[str, typer.Option(help="EncodingAESKey,43 位;明文模式可不填")] = "",
    mode: Annotated[str, typer.Option(help="plain、compatible 或 safe")] = "plain",
) -> None:
    platform = Platform(Account(app_id, app_secret, token, aes_key, mode), callback)
    config = uvicorn.Config(platform.api_app, host="127.0.0.1", port=port, log_level="warning")
    server = uvicorn.Server(config)
    threading.Thread(target=server.run, daemon=True).start()
    _say(texts.started(port, callback))
    for line in sys.stdin:
        _say(_shown(_act(platform, line.strip())))
    server.should_exit = True


def _act(platform: Platform, line: str, user: str = "oHandUser0001") -> Delivery:
    word, _, rest = line.partition(" ")
    if word == "/image":
        return platform.image(user, Path(rest).read_bytes())
    actions = {"/follow": platform.follow, "/scan": platform.scan, "/tap": platform.tap}
    if word in actions:
        return actions[word](user, rest)
    if word == "/unfollow":
        return platform.unfollow(user)
    return platform.resend_last(user) if word == "/resend" else platform.text(user, line)


def _shown(delivery: Delivery) -> str:
    read = [bubble.text for bubble in delivery.seen] or [texts.NOTHING_SEEN]
    return "\n".join([*read, texts.attempts(delivery.attempts, delivery.fault)])


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    typer.run(main)
