"""The township and the server process that ``bench/callback.py`` measures."""

from __future__ import annotations

import asyncio
import json
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from bench.callback_load import Run, closed_loop, message
from bot.clock import system_clock
from bot.settings import Settings
from bot.simulator.platform import Account, new_aes_key
from bot.store.database import Database
from bot.store.tables import contact, person, station, township

ROOT = Path(__file__).parents[1]
CONNECTIONS = 32  # with half as many the server waits for the disk a tenth of the time

Conversations = list[list[str]]


def fill(settings: Settings, deputies: int) -> None:
    """A township whose deputies have all bound their phones and read the notice."""
    database = Database(settings.database_url)
    database.migrate()
    now = system_clock() - timedelta(days=1)
    people = [
        {"id": f"p{n}", "township_id": "t", "role": "deputy", "name": f"代表{n}", "created_at": now}
        for n in range(deputies)
    ]
    seen = {"bound_at": now, "first_seen_at": now, "last_seen_at": now, "notice_shown_at": now}
    seen["notice_version"] = settings.privacy.notice_version
    contacts = [
        {"channel": "wechat", "sender": sender(n), "person_id": f"p{n}", **seen} for n in range(deputies)
    ]
    with database.write() as connection:
        connection.execute(insert(township).values(id="t", name="示例镇"))
        connection.execute(insert(station).values(id="s", township_id="t", code="A07", name="东街联络站"))
        connection.execute(insert(person), people)
        connection.execute(insert(contact), contacts)
    database.close()


def sender(number: int) -> str:
    return f"oBench{number:022d}"


@contextmanager
def server(which: str, settings_file: Path) -> Iterator[tuple[int, int]]:
    """Port and process id of the running server."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "bench.callback_apps", which, str(port), str(settings_file)]
    process = subprocess.Popen(command, cwd=ROOT)
    try:
        for _ in range(600):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5).close()
                break
            except OSError:
                time.sleep(0.1)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait(20)


class Bench:
    def __init__(self, folder: Path, deputies: int, data: Path | None, **sections: Any) -> None:
        """``sections``: further settings."""
        self.account = Account("wxbench", "secret", "benchtoken", new_aes_key(), "safe")
        self.deputies = deputies
        wechat = {"app_id": "wxbench", "app_secret": "secret", "token": "benchtoken"}
        wechat |= {"encoding_aes_key": self.account.encoding_aes_key, "api_base": "http://127.0.0.1:9"}
        values: dict[str, Any] = {"data_dir": str(data or folder), "wechat": wechat, **sections}
        values["database"] = {"url": f"sqlite:///{folder / 'bench.db'}"}
        self.file = folder / "settings.json"
        self.file.write_text(json.dumps(values), "utf-8")
        fill(Settings(**values), deputies)

    def sealed(self, texts: Sequence[Sequence[str]], first: int = 0) -> list[list[bytes]]:
        """Conversation n is deputy ``first`` + n's."""
        return [
            [message(self.account, sender(n % self.deputies), text) for text in said]
            for n, said in enumerate(texts, first)
        ]

    def measure(self, port: int, texts: Conversations, first: int = 0, connections: int = CONNECTIONS) -> Run:
        return asyncio.run(closed_loop(port, self.sealed(texts, first), connections))
