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
import resource
import statistics
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from bench.outbox_line import bare, platform
from bench.outbox_town import OCCASIONS, START, fill, settings_for
from bot.outbox.send import send_due
from bot.outbox.ways.opened import open_ways
from bot.reminders.plan import plan_all
from bot.settings import Settings
from bot.store.database import Database
from bot.store.tables import push
from bot.wechat.session import QuickSession

SIZES, FULL_SIZES = (1_000, 10_000), (1_000, 100_000, 1_000_000)


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
