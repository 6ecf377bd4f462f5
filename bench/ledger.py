"""What one message and one export cost as the ledger grows.

    python -m bench.ledger [--full] [--rounds N]

Each size is a county of its own on disk; the sizes take turns within one run, so that they meet the same
machine. The chat is the real one behind the channel: recognise, ask, write, render, commit (SQLite, WAL,
``synchronous=FULL``). "entry" is one message of a home visit told in five; "CPU" is processor time, which a
busy machine disturbs less. The export of 100,000 lines runs in a process of its own, beside one of 10,000.
``--full`` adds 1,000,000 entries. Ends with 1 where a message costs twice as much as at the smallest size.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import insert

from bench.ledger_fill import MONTH, TODAY, fill
from bot.clock import SHANGHAI
from bot.entry.house import House, build
from bot.ledger.export.request import read_ledger
from bot.ledger.export.run import Request, export
from bot.messages import Incoming, Kind
from bot.settings import Settings
from bot.store.tables import contact
from knowledge.base import Knowledge

SIZES, FULL_SIZES = (1_000, 100_000), (1_000, 100_000, 1_000_000)
EXPORTS = (10_000, 100_000)
START = datetime(TODAY.year, TODAY.month, TODAY.day, 9, tzinfo=SHANGHAI)
LIMIT = 2.0


class County:
    """One house over a ledger of one size, and a deputy of it who types."""

    def __init__(self, folder: Path, entries: int, knowledge: Knowledge) -> None:
        folder.mkdir()
        began = time.perf_counter()
        fill(folder / "renda.db", entries)
        self.filled_seconds = time.perf_counter() - began
        self.now = START
        self.settings = Settings(data_dir=folder, limits={"burst_messages": 0})
        self.house: House = build(self.settings, clock=lambda: self.now, knowledge=knowledge)
        self._folder, self._count = folder, 0
        bound = {"person_id": "t0p7", "bound_at": START, "first_seen_at": START, "last_seen_at": START}
        notice = {"notice_version": self.settings.privacy.notice_version, "notice_shown_at": START}
        with self.house.database.write() as connection:
            connection.execute(insert(contact).values(channel="wechat", sender="o7", **bound, **notice))

    def says(self, text: str) -> str:
        self._count += 1
        self.now += timedelta(seconds=1)
        key = f"o7:{self._count}"
        incoming = Incoming("wechat", "gh_bench", "o7", key, Kind.TEXT, self.now, text=text)
        return self.house.handle(incoming)

    def entry(self) -> int:
        said = ("走访", "东街3组一户", "盼着修路", "没有", "确认")
        replies = [self.says(each) for each in said]
        if "记好了" not in replies[-1]:
            raise RuntimeError(replies[-1])
        self._number = replies[-1].split("编号 ")[1][:12].rstrip("。")
        return len(said)

    def correction(self) -> int:
        said = (f"更正 {self._number}", "2", "盼着修路,也盼着装灯")
        replies = [self.says(each) for each in said]
        if "改好了" not in replies[-1]:
            raise RuntimeError(replies[-1])
        return len(said)

    def my_record(self) -> int:
        if "听一次意见" not in self.says("我的履职"):
            raise RuntimeError("no record")
        return 1

    def month(self) -> int:
        out = self._folder / "month.csv"
        request = Request(read_ledger("home_visit"), "t0", "示例镇", *MONTH, out)
        with self.house.database.read() as connection:
            return export(connection, request, self.settings, self.now)


def compare(counties: dict[int, County], rounds: int) -> float:
    """Prints milliseconds a message (a line of the export); the worst growth of a message's CPU time."""
    acts: dict[str, Callable[[County], int]] = {
        "entry": County.entry,
        "correction": County.correction,
        "my record": County.my_record,
        "month, a line": County.month,
    }
    wall: dict[tuple[str, int], list[float]] = defaultdict(list)
    busy: dict[tuple[str, int], list[float]] = defaultdict(list)
    for turn in range(rounds + 1):
        for name, act in acts.items():
            for size, county in counties.items():
                began, cpu = time.perf_counter(), time.process_time()
                count = act(county)
                if turn:  # the first round fills the caches
                    wall[name, size].append((time.perf_counter() - began) / count * 1000)
                    busy[name, size].append((time.process_time() - cpu) / count * 1000)
    worst = 0.0
    print(f"{'':14}" + "".join(f"{size:>12,} ms  CPU" for size in counties) + "    grows by CPU")
    for name in acts:
        cells = "".join(
            f"{statistics.median(wall[name, n]):>12.2f}{statistics.median(busy[name, n]):>8.2f}"
            for n in counties
        )
        first, last = (statistics.median(busy[name, n]) for n in (min(counties), max(counties)))
        worst = max(worst, last / first)
        print(f"{name:14}{cells}    {last / first:.2f}")
    return worst


def exports(folder: Path) -> None:
    for lines in EXPORTS:
        path = folder / f"export{lines}.db"
        fill(path, lines, only="home_visit")
        for suffix in (".csv", ".json", ".xlsx"):
            child = [sys.executable, "-m", "bench.ledger_export", str(path), str(folder / f"out{suffix}")]
            print(
                subprocess.run(child, check=True, capture_output=True, text=True).stdout, end="", flush=True
            )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--rounds", type=int, default=30)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        knowledge = Knowledge.open(folder)
        counties = {}
        for size in FULL_SIZES if chosen.full else SIZES:
            counties[size] = County(folder / str(size), size, knowledge)
            print(f"{size:>9,} entries filled in {counties[size].filled_seconds:.1f} s", flush=True)
        worst = compare(counties, chosen.rounds)
        for county in counties.values():
            county.house.database.close()
        knowledge.close()
        exports(folder)
    if worst >= LIMIT:
        sys.exit(f"a message costs {worst:.2f} times as much as at the smallest size")


if __name__ == "__main__":
    main()
