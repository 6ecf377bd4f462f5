"""What the bench of the desk saw of each page, and the table of it."""

from __future__ import annotations

import statistics
from dataclasses import dataclass, field

from rich.console import Console
from rich.table import Table

from bench.console_links import DOWNLOAD
from bot.console.access import OPEN
from bot.console.router import MODULES

LIMIT_MS, LIMIT_BYTES = 300, 300 * 1024


@dataclass
class Seen:
    addresses: list[str] = field(default_factory=list)
    times_ms: list[float] = field(default_factory=list)
    cpu_ms: list[float] = field(default_factory=list)
    bytes: int = 0
    kind: str = ""
    warm: bool = False  # while links are followed nothing is timed

    @property
    def p95(self) -> float:
        return _p95(self.times_ms)


def _p95(values: list[float]) -> float:
    """Inclusive: no further than the slowest that was seen."""
    return statistics.quantiles(values, n=20, method="inclusive")[-1] if len(values) > 1 else values[0]


def report(seen: dict[str, Seen]) -> int:
    table = Table("page", "addresses", "p50 ms", "p95 ms", "cpu p95", "KB", "")
    bad = 0
    for name, page in sorted(seen.items()):
        if not page.times_ms:
            continue
        is_page = page.kind == "text/html"
        wrong = is_page and (page.p95 > LIMIT_MS or page.bytes >= LIMIT_BYTES)
        bad += wrong
        mark = "TOO SLOW OR LARGE" if wrong else "" if is_page else page.kind
        p50 = statistics.median(page.times_ms)
        figures = (p50, page.p95, _p95(page.cpu_ms), page.bytes / 1024)
        table.add_row(name, str(len(page.addresses)), *(f"{each:.0f}" for each in figures), mark)
    Console(width=140).print(table)
    wanted = {
        it.path
        for module in MODULES
        for it in module.PAGES.routes
        if it.method == "GET" and it.may is not OPEN
    }
    reached = {name for name, page in seen.items() if page.addresses}
    missed = {name for name in wanted - reached if not DOWNLOAD.search(name) and "photo" not in name}
    if missed:
        print("no link leads to:", ", ".join(sorted(missed)))
    return int(bool(bad or missed))
