"""One export in a process of its own, for ``bench.ledger``: seconds, and the most memory it ever held."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from bench.ledger_fill import BEGAN, TODAY
from bot.clock import system_clock
from bot.ledger.export.request import read_ledger
from bot.ledger.export.run import Request, export
from bot.settings import Settings
from bot.store.database import Database


def peak_mb() -> float:
    """The kernel's own high-water mark of this program; ``getrusage`` would count the parent's before it."""
    status = Path("/proc/self/status").read_text()
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))) / 1024


def main() -> None:
    path, out = Path(sys.argv[1]), Path(sys.argv[2])
    database = Database(f"sqlite:///{path}")
    before, began, cpu = peak_mb(), time.perf_counter(), time.process_time()
    request = Request(read_ledger("home_visit"), "t0", "示例镇", BEGAN, TODAY, out)
    with database.read() as connection:
        count = export(connection, request, Settings(), system_clock())
    seconds, busy = time.perf_counter() - began, time.process_time() - cpu
    database.close()
    print(
        f"{out.suffix:6} {count:>9,} lines {seconds:>7.1f} s {busy:>7.1f} s CPU, "
        f"memory {before:.0f} MB before, {peak_mb():.0f} MB at most"
    )


if __name__ == "__main__":
    main()
