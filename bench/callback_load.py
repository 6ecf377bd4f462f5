"""Load on loopback: sealed messages made beforehand, sent over kept connections."""

from __future__ import annotations

import asyncio
import itertools
import secrets
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from bot.simulator.platform import Account
from bot.simulator.platform.account import sign
from bot.simulator.platform.pushes import to_xml

_ids = itertools.count(30_000_000_000_000_000)


@dataclass
class Run:
    """Latencies in seconds, and how long all of it took."""

    seconds: float = 0.0
    latencies: list[float] = field(default_factory=list)
    wrong: int = 0  # not 200, or ``success`` where an answer is owed

    @property
    def per_second(self) -> float:
        return len(self.latencies) / self.seconds

    def percentile(self, share: float) -> float:
        ordered = sorted(self.latencies)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000


def message(account: Account, sender: str, text: str) -> bytes:
    """One whole HTTP request, sealed as in safe mode."""
    created = int(time.time())
    fields = {"ToUserName": account.account_id, "FromUserName": sender, "CreateTime": created}
    sealed = account.seal(to_xml({**fields, "MsgType": "text", "Content": text, "MsgId": next(_ids)}))
    stamp, nonce = str(created), str(secrets.randbelow(10**10))
    query = {"signature": sign(account.token, stamp, nonce), "timestamp": stamp, "nonce": nonce}
    query |= {"encrypt_type": "aes", "msg_signature": sign(account.token, stamp, nonce, sealed)}
    body = to_xml({"ToUserName": account.account_id, "Encrypt": sealed}).encode()
    head = (
        f"POST /wechat?{urlencode(query)} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/xml\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def _answer(reader: asyncio.StreamReader) -> bool:
    head = await reader.readuntil(b"\r\n\r\n")
    length = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
    body = await reader.readexactly(length)
    return head.startswith(b"HTTP/1.1 200") and body.startswith(b"<xml>")


async def closed_loop(port: int, conversations: Sequence[Sequence[bytes]], connections: int) -> Run:
    """As fast as the server answers, over ``connections`` at once."""
    run, waiting = Run(), iter(conversations)

    async def worker() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for conversation in waiting:
            for request in conversation:
                await _timed(run, reader, writer, request, time.perf_counter())
        writer.close()

    started = time.perf_counter()
    await asyncio.gather(*(worker() for _ in range(connections)))
    run.seconds = time.perf_counter() - started
    return run


async def open_loop(port: int, requests: Iterable[bytes], per_second: float, connections: int) -> Run:
    """At a fixed rate, whatever the server does; a late start counts as latency."""
    run, queue = Run(), asyncio.Queue[tuple[float, bytes] | None]()

    async def worker() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        while (due := await queue.get()) is not None:
            await _timed(run, reader, writer, due[1], due[0])
        writer.close()

    workers = [asyncio.create_task(worker()) for _ in range(connections)]
    started = time.perf_counter()
    for number, request in enumerate(requests):
        due = started + number / per_second
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        queue.put_nowait((due, request))
    for _ in workers:
        queue.put_nowait(None)
    await asyncio.gather(*workers)
    run.seconds = time.perf_counter() - started
    return run


async def _timed(
    run: Run, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, request: bytes, since: float
) -> None:
    writer.write(request)
    right = await _answer(reader)
    run.latencies.append(time.perf_counter() - since)
    run.wrong += not right
