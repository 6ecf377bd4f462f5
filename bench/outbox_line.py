"""The other end of the line for ``bench.outbox``: a stand-in that answers at once, and a bare client."""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing.connection import Connection as Pipe

import requests

from bot.outbox.send import SENDERS

BARE_CALLS = 2_000  # between any two rounds of sending, so that both meet the same machine
TEXT = "明天(3月10日,星期二)是代表接待日。请您 9:00至11:30 到城东联络站接待群众。来不了请早点告诉专干。"


async def _answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Just enough HTTP for a keep-alive client."""
    try:
        while head := await reader.readuntil(b"\r\n\r\n"):
            length = next(
                (
                    int(line[15:])
                    for line in head.lower().split(b"\r\n")
                    if line.startswith(b"content-length:")
                ),
                0,
            )
            await reader.readexactly(length)
            token = b"/stable_token" in head
            body = b'{"access_token":"T","expires_in":7200}' if token else b'{"errcode":0,"errmsg":"ok"}'
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body))
            await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()


async def _serve(pipe: Pipe) -> None:
    server = await asyncio.start_server(_answer, "127.0.0.1", 0)
    pipe.send(server.sockets[0].getsockname()[1])
    await server.serve_forever()


def _run_server(pipe: Pipe) -> None:
    asyncio.run(_serve(pipe))


@contextmanager
def platform() -> Iterator[str]:
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_run_server, args=(theirs,), daemon=True)
    process.start()
    try:
        yield f"http://127.0.0.1:{ours.recv()}"
    finally:
        process.terminate()
        process.join()


def bare(address: str, kind: type[requests.Session] = requests.Session) -> tuple[float, float]:
    """Seconds a call, on the wall and of this process's CPU."""
    body = json.dumps(
        {"touser": "o1", "msgtype": "text", "text": {"content": TEXT}}, ensure_ascii=False
    ).encode()
    sessions = threading.local()

    def call(_: int) -> None:
        if not hasattr(sessions, "one"):
            sessions.one = kind()
            sessions.one.trust_env = False
        url = f"{address}/cgi-bin/message/custom/send"
        answer = sessions.one.request("post", url, params={"access_token": "T"}, data=body, timeout=8)
        if answer.json()["errcode"]:
            raise RuntimeError("the stand-in refused")

    with ThreadPoolExecutor(SENDERS) as pool:
        list(pool.map(call, range(500)))
        began, cpu = time.perf_counter(), time.process_time()
        list(pool.map(call, range(BARE_CALLS)))
    return (time.perf_counter() - began) / BARE_CALLS, (time.process_time() - cpu) / BARE_CALLS
