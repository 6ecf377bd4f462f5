"""A clerk's file as plain tables of text, whatever program wrote it; nothing here knows what a roster is."""

from __future__ import annotations

from dataclasses import dataclass, field

MAX_ROWS = 5000  # the largest county we know of has 1,229 deputies on four levels
MAX_COLUMNS = 60
MAX_FILE_BYTES = 10 * 1024 * 1024


@dataclass(frozen=True)
class TableRow:
    """One row as the clerk sees it. ``faults``: column index -> why that cell cannot be read."""

    number: int  # as her program numbers it, from 1
    cells: tuple[str, ...]
    faults: dict[int, str] = field(default_factory=dict)

    @property
    def blank(self) -> bool:
        return not any(self.cells) and not self.faults


@dataclass(frozen=True)
class Table:
    title: str  # the sheet's name; empty for csv
    rows: tuple[TableRow, ...]
