"""A column and a ledger, as data, and the columns that most ledgers share.

A column's source is an attribute of the line, ``fields.KEY``, or one of the names in ``cells.SOURCES``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

CellKind = Literal["text", "number", "date", "day", "time", "moment"]  # day: printed without its year


@dataclass(frozen=True)
class Column:
    title: str
    source: str
    width_chars: float = 12
    kind: CellKind = "text"
    group: str = ""  # neighbours of one group share a merged heading
    resident: bool = False  # names a resident: masked unless asked otherwise

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The form's answers it may show, the first one given wins; none for other sources."""
        path, _, rest = self.source.partition(".")
        return tuple(rest.split("|")) if path == "fields" else ()


@dataclass(frozen=True)
class Ledger:
    key: str
    label: str
    title: str  # without the township, which stands before it
    columns: tuple[Column, ...]


def answer(
    title: str,
    key: str,
    width_chars: float = 12,
    kind: CellKind = "text",
    *,
    group: str = "",
    resident: bool = False,
) -> Column:
    """A column that shows an answer of the form; ``key`` may name several, as in ``problem|content``."""
    return Column(title, f"fields.{key}", width_chars, kind, group, resident)


ORDER = Column("序号", "order", 5, "number")
NUMBER = Column("编号", "number", 13.5)
DAY = Column("日期", "happened_on", 11.5, "date")
DEPUTY = Column("代表", "person", 8.5)
LEVEL = Column("层级", "level", 8.5)
STATION = Column("联络站", "station", 15)
GRID = Column("网格", "grid", 12)
PHOTOS = Column("照片", "photo_count", 5.5, "number")
STATE = Column("核实情况", "state", 7.5)
STAGE = Column("办理进度", "stage", 7.5)
RECORDED = Column("登记时间", "created_at", 17, "moment")
REST = Column("其他", "rest", 11)  # whatever was answered and has no column of its own
