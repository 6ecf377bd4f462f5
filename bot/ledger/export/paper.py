"""What every format writes: an official table with its title, unit and period, rows as they come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from bot.ledger.export.columns import Column
from bot.ledger.export.values import Value


@dataclass
class PaperTable:
    """``rows`` may be read once. ``count`` is right after that."""

    name: str  # the sheet's name
    title: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Value]]
    count: int = 0
    note: str = ""  # said under the last row: who is missing for the quorum

    def counted_rows(self) -> Iterator[Sequence[Value]]:
        for row in self.rows:
            self.count += 1
            yield row

    @property
    def grouped(self) -> bool:
        return any(column.group for column in self.columns)

    def spans(self) -> Iterator[tuple[int, int, str]]:
        """First and last index of neighbouring columns, and their common heading ("": a column alone)."""
        start = 0
        for group, members in groupby(enumerate(self.columns), key=_group):
            size = len(list(members))
            yield start, start + size - 1, group if isinstance(group, str) else ""
            start += size


def _group(pair: tuple[int, Column]) -> str | int:
    """A column without a group is its own group."""
    index, column = pair
    return column.group or index


@dataclass
class Paper:
    unit: str  # 填报单位:…
    period: str  # 时间:2026年11月
    tables: Sequence[PaperTable]
    masked: bool | None  # None: there are no residents in it
    facts: dict[str, str] = field(default_factory=dict)  # for programs: ledger, from, to, exported_at
