"""How fast reminders are planned and sent, beside the bare HTTP client in the same run.

    python -m bench.outbox [--full | SIZE...]

A stand-in platform runs in a process of its own and answers every call at once. "bare" is ``requests`` with
one session in each of as many threads as the outbox has senders, posting the same body and nothing else;
"own" is the same with our session, which is quicker than ``requests``. "ratio" is by the clock, "CPU" by the
processor time of this process, which a busy machine disturbs less; "of own" is by the clock, against "own".
"again" is a second planning at once, "day" one on the next morning, which looks at every township anew.
``--full``: 1,000, 100,000 and 1,000,000 pushes. Memory is this process's resident set after the first and
after the last round of sending.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import multiprocessing
import resource
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime, timedelta
from multiprocessing.connection import Connection as Pipe
from pathlib import Path
from typing import Any

import requests
from sqlalchemy import func, insert, select

from bot.clock import SHANGHAI
from bot.outbox.send import SENDERS, send_due
from bot.outbox.ways.opened import open_ways
from bot.reminders.plan import plan_all
from bot.settings import Settings
from bot.store.database import Database
from bot.store.tables import contact, person, push, township
from bot.wechat.session import QuickSession

SIZES, FULL_SIZES = (1_000, 10_000), (1_000, 100_000, 1_000_000)
OCCASIONS = 5  # each with an eve and a morning: ten pushes a deputy
TOWNSHIP_DEPUTIES = 1_000
BARE_CALLS = 2_000  # between any two rounds of sending, so that both meet the same machine
START = datetime(2026, 3, 1, 9, tzinfo=SHANGHAI)
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


def settings_for(folder: Path, address: str) -> Settings:
    dates = [(START + timedelta(days=5 * number)).date() for number in range(1, OCCASIONS + 1)]
    rule = {
        "key": "activity_day",
        "title": "代表活动日",
        "repeat": "dates",
        "dates": dates,
        "hours": "9:00至21:00",
    }
    quiet = {"digest": False, "open_items_day": 0, "reception_day": 0, "occasions": [rule]}
    return Settings(
        data_dir=folder,
        wechat={"app_id": "wx1", "app_secret": "s", "api_base": address},
        reminders=quiet,
    )


def fill(database: Database, deputies: int) -> None:
    """Townships of a thousand deputies, all bound."""
    for first in range(0, deputies, TOWNSHIP_DEPUTIES):
        ids = [f"p{number:07d}" for number in range(first, min(first + TOWNSHIP_DEPUTIES, deputies))]
        here = f"t{first:07d}"
        base = {"township_id": here, "role": "deputy", "created_at": START}
        seen = {"channel": "wechat", "first_seen_at": START, "last_seen_at": START}
        with database.write() as connection:
            connection.execute(insert(township).values(id=here, name=here))
            connection.execute(insert(person), [{"id": each, "name": each, **base} for each in ids])
            connection.execute(
                insert(contact), [{"sender": f"o{each}", "person_id": each, **seen} for each in ids]
            )


def timed_plan(database: Database, settings: Settings, now: datetime) -> tuple[float, int]:
    began = time.perf_counter()
    added = plan_all(database, settings, now)
    return time.perf_counter() - began, added


def resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1_048_576


def measure(pushes: int, address: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as name:
        settings = settings_for(Path(name), address)
        database = Database(settings.database_url)
        database.migrate()
        fill(database, pushes // (2 * OCCASIONS))
        first_seconds, added = timed_plan(database, settings, START)
        again_seconds, again = timed_plan(database, settings, START)
        day_seconds, next_day = timed_plan(database, settings, START + timedelta(days=1))
        if added != pushes or again or next_day:
            raise RuntimeError(f"planned {added}, {again} and {next_day} instead of {pushes} and 0")
        limits, own = [bare(address)], [bare(address, QuickSession)]
        ways = open_ways(settings)
        with database.read() as connection:
            moments = list(
                connection.execute(select(push.c.due_at).distinct().order_by(push.c.due_at)).scalars()
            )
        seconds, cpu_seconds, sent, memory = 0.0, 0.0, 0, []
        for moment in moments:
            began, cpu = time.perf_counter(), time.process_time()
            sent += send_due(database, ways, settings, moment).sent
            seconds += time.perf_counter() - began
            cpu_seconds += time.process_time() - cpu
            memory.append(resident_mb())
            limits.append(bare(address))
            own.append(bare(address, QuickSession))
        wall, busy = (statistics.mean(each) for each in zip(*limits, strict=True))
        own_wall = statistics.mean(each[0] for each in own)
        with database.read() as connection:
            states: dict[str, int] = dict(
                connection.execute(select(push.c.state, func.count()).group_by(push.c.state)).all()
            )
        if sent != pushes or states != {"sent": pushes}:
            raise RuntimeError(f"sent {sent} of {pushes}: {states}")
        database.close()
    return {
        "pushes": pushes,
        "plan_s": first_seconds,
        "again_s": again_seconds,
        "day_s": day_seconds,
        "rate": sent / seconds,
        "bare": 1 / wall,
        "wall": wall * sent / seconds,
        "cpu": busy * sent / cpu_seconds,
        "own": own_wall * sent / seconds,
        "memory": f"{memory[0]:.0f} -> {memory[-1]:.0f}",
    }


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("sizes", nargs="*", type=int, help="how many pushes; multiples of ten")
    parser.add_argument("--full", action="store_true")
    given = parser.parse_args()
    sizes = given.sizes or (FULL_SIZES if given.full else SIZES)
    print("   pushes   plan s  again s    day s   sent/s   bare/s  ratio    CPU of own  MB first -> last")
    with platform() as address:
        for size in sizes:
            row = measure(size, address)
            planned = f"{row['pushes']:>9,} {row['plan_s']:>8.2f} {row['again_s']:>8.3f} {row['day_s']:>8.3f}"
            sent = f"{row['rate']:>8.0f} {row['bare']:>8.0f} {row['wall']:>6.2f} {row['cpu']:>6.2f}"
            print(f"{planned} {sent} {row['own']:>6.2f}  {row['memory']}", flush=True)


if __name__ == "__main__":
    main()
