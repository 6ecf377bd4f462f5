"""What one import brings, row by row, after reading and before the database: the importer's arrows.

A field that is ``None`` was not given and keeps what the roster has; "" (typed as “无”) clears it.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class StationRow:
    where: str  # “联络站”第 3 行, for messages
    code: str
    name: str
    address: str | None = None


@dataclass(frozen=True)
class GridRow:
    where: str
    code: str
    name: str
    station: str | None = None  # a station's code or name


@dataclass(frozen=True)
class PersonRow:
    where: str
    name: str
    role: str
    station: str | None = None
    grid: str | None = None
    phone: str | None = None
    level: str | None = None
    group: str | None = None
    active: bool = True


@dataclass(frozen=True)
class Complaint:
    """One thing the clerk has to mend."""

    where: str
    reason: str


@dataclass
class RosterFile:
    stations: list[StationRow] = field(default_factory=list)
    grids: list[GridRow] = field(default_factory=list)
    persons: list[PersonRow] = field(default_factory=list)
    complaints: list[Complaint] = field(default_factory=list)
    # People with a fault in their row: their places are looked up all the same, so that all is said at once.
    faulty: list[PersonRow] = field(default_factory=list)
    # Places whose own row is bad: who works there is not blamed for it as well.
    doubtful: set[str] = field(default_factory=set)
    hints: list[str] = field(default_factory=list)  # what was passed over, and why that may matter

    @property
    def empty(self) -> bool:
        return not (self.stations or self.grids or self.persons)
