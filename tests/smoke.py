"""Starts the real server and talks to it over HTTP as WeChat does: signed and encrypted, restart included.

``python -m tests.smoke``; part of ``make test``. Exits with 1 at the first thing that is wrong.
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import requests

from bot.simulator.platform import Account, Platform, new_aes_key
from bot.simulator.sample import town
from tests.wechat.server import serving

RENDA = [sys.executable, "-m", "bot"]
START_SECONDS = 60
USER = "oSmokeTest000000000000000001"
NAME = "示例赵一"


class Wrong(Exception):
    pass


def expect(what: str, said: str, *parts: str) -> str:
    missing = [part for part in parts if part not in said]
    if missing:
        raise Wrong(f"{what}: expected {missing} in:\n{said}")
    sys.stdout.write(f"smoke: {what} ok\n")
    return said


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def renda(env: dict[str, str], *arguments: str) -> str:
    done = subprocess.run([*RENDA, *arguments], env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Wrong(f"renda {' '.join(arguments)} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


@contextmanager
def server(env: dict[str, str], port: int) -> Iterator[None]:
    process = subprocess.Popen(
        [*RENDA, "serve", "--port", str(port)], env=env, stderr=subprocess.PIPE, text=True
    )
    log = ""
    try:
        _wait_until_healthy(process, port)
        yield
    except Wrong as wrong:
        log = _end(process)
        raise Wrong(f"{wrong}\n--- the server's log\n{log[-3000:]}") from wrong
    finally:
        log = log or _end(process)
        if USER in log:
            raise Wrong("an OpenID stands in the log")


def _end(process: subprocess.Popen[str]) -> str:
    process.terminate()
    return process.communicate(timeout=30)[1]


def _wait_until_healthy(process: subprocess.Popen[str], port: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise Wrong(f"the server ended with {process.returncode}")
        try:
            health = requests.get(f"http://127.0.0.1:{port}/healthz", timeout=5)
            if health.status_code == 200 and health.json()["knowledge"]["ready_fulltext"]:
                return
        except requests.ConnectionError:
            pass
        time.sleep(0.2)
    raise Wrong("the server did not become healthy")


def conversation(platform: Platform, env: dict[str, str], port: int) -> None:
    def says(text: str) -> str:
        return platform.text(USER, text).reply

    with server(env, port):
        expect("follow", platform.follow(USER).reply, "人大履职助手", "个人信息告知")
        expect("ask", says("乡镇人代会一年开几次?"), "《地方组织法》第十四条")
        expect("ask the deadline", says("代表提的建议多久要答复?"), "《代表法》第五十一条", "2025年")
        expect("decline", says("今天中午吃什么"), "不敢乱答")
        code = re.search(rf"{NAME}\D+(\d{{6}})", renda(env, "roster", "codes"))
        expect("bind", says(f"绑定 {NAME} {code.group(1) if code else ''}"), "绑定成功")
        first = expect("check in", says("签到 A01"), "签到成功", "QD-")
        if platform.resend_last(USER).reply != first:
            raise Wrong("a resend got another reply")
        for word in ("五个一", "3", "今天", "东街路口"):
            says(word)
    with server(env, port):
        says("路灯坏了半个月")
        expect("photo", platform.image(USER, b"\xff\xd8\xff\xe0 a photo").reply, "第1张")
        expect("card after a restart", says("好了"), "4. 问题:路灯坏了半个月", "5. 照片:1张")
        expect("five ones", says("确认"), "WG-")
        forged = requests.post(f"http://127.0.0.1:{port}/wechat?signature=0", data=b"<xml/>", timeout=5)
        expect("forged", str(forged.status_code), "403")


def main() -> None:
    port = free_port()
    account = Account("wxsmoke0000000000", "secret", "SmokeToken1", new_aes_key(), "safe")
    platform = Platform(account, f"http://127.0.0.1:{port}/wechat")
    with tempfile.TemporaryDirectory() as folder, serving(platform.api_app) as api:
        env = {
            **os.environ,
            "RENDA_DATA_DIR": folder,
            "RENDA_WECHAT__APP_ID": account.app_id,
            "RENDA_WECHAT__APP_SECRET": account.app_secret,
            "RENDA_WECHAT__TOKEN": account.token,
            "RENDA_WECHAT__ENCODING_AES_KEY": account.encoding_aes_key,
            "RENDA_WECHAT__API_BASE": api,
        }
        renda(env, "roster", "import", str(town.ROSTER))
        conversation(platform, env, port)
        out = Path(folder) / "all.csv"
        renda(env, "ledger", "export", "all", "--out", str(out))
        expect("export", out.read_text(encoding="utf-8-sig"), "QD-", "WG-", "路灯坏了半个月", NAME)


if __name__ == "__main__":
    try:
        main()
    except Wrong as wrong:
        sys.exit(f"smoke: {wrong}")
