"""What the ledger page is asked for, read from the address; the export reads the very same."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Boolean, ColumnElement, Select, Text, and_, or_, select, type_coerce
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from bot.console.desk import Desk
from bot.ledger import stages, states
from bot.ledger.export.columns import Ledger
from bot.ledger.export.keys import Span
from bot.ledger.export.ledgers import ALL, LEDGERS
from bot.ledger.kinds import CHECK_IN
from bot.store.tables import entry, person

PENDING, OPEN = "pending", "open"
FIRST, LAST = date(1900, 1, 1), date(2999, 12, 31)
YEARS = frozenset(str(year) for year in range(2000, 2100))
TEXT_CHARS = 60


class holds(FunctionElement[bool]):
    """Whether the first text holds the second as it stands; LIKE takes several times as long."""

    type = Boolean()
    inherit_cache = True


@compiles(holds)
def _in_sqlite(element: Any, compiler: Any, **more: Any) -> str:
    return f"(instr({compiler.process(element.clauses, **more)}) > 0)"


@compiles(holds, "postgresql")
def _in_postgresql(element: Any, compiler: Any, **more: Any) -> str:
    return f"(strpos({compiler.process(element.clauses, **more)}) > 0)"


@dataclass(frozen=True)
class Filter:
    """Empty: not asked for. ``deputy``, ``station``, ``grid`` are ids; another township's match nothing."""

    township_id: str
    ledger: Ledger
    first: date | None = None
    last: date | None = None
    station: str = ""
    grid: str = ""
    deputy: str = ""
    state: str = ""
    stage: str = ""
    item: str = ""
    text: str = ""

    @property
    def key(self) -> tuple[object, ...]:
        """The same for two filters that ask for the same."""
        exact = (self.station, self.grid, self.deputy, self.state, self.stage, self.item, self.text)
        return (self.township_id, self.ledger.key, self.first, self.last, *exact)

    @property
    def span(self) -> Span:
        first, last = self.first or FIRST, self.last or LAST
        return Span(self.township_id, self.ledger.key, first, last, self.item)

    @property
    def only(self) -> Sequence[ColumnElement[bool]]:
        exact = {entry.c.station_id: self.station, entry.c.grid_id: self.grid, entry.c.person_id: self.deputy}
        conditions: list[ColumnElement[bool]] = [column == value for column, value in exact.items() if value]
        if self.state == PENDING:  # a scanned code verifies itself, as on the page of today
            conditions += [entry.c.state.in_(states.PENDING), entry.c.kind != CHECK_IN.key]
        elif self.state:
            conditions.append(entry.c.state == self.state)
        if self.stage == OPEN:
            conditions.append(entry.c.stage.in_(stages.OPEN))
        elif self.stage:
            conditions.append(entry.c.stage == self.stage)
        return [*conditions, *([self._told()] if self.text else [])]

    def _told(self) -> ColumnElement[bool]:
        """Number, deputy's name, or any answer. Answers lie as JSON, written as ``json.dumps`` writes it."""
        told = holds(type_coerce(entry.c.fields, Text), json.dumps(self.text)[1:-1])
        return or_(
            entry.c.number == self.text.upper(),
            and_(entry.c.state != states.WITHDRAWN, told),  # a withdrawn one shows no content
            entry.c.person_id.in_(self.named()),
        )

    def named(self) -> Select[Any]:
        """The ids of those in whose name the text is."""
        return select(person.c.id).where(
            person.c.township_id == self.township_id, person.c.name.contains(self.text, autoescape=True)
        )


def read_filter(desk: Desk) -> Filter:
    """Whatever cannot be read is not asked for: an address is typed, mended and kept for years."""
    query = desk.query
    ledger = LEDGERS.get(query.get("kind", ""), ALL)
    first, last = _day(query, "from"), _day(query, "to")
    if not (first or last) and query.get("year", "") in YEARS:
        first, last = date(int(query["year"]), 1, 1), date(int(query["year"]), 12, 31)
    if first and last and last < first:
        first, last = last, first
    return Filter(
        township_id=desk.township_id,
        ledger=ledger,
        first=first,
        last=last,
        station=query.get("station", "")[:24],
        grid=query.get("grid", "")[:24],
        deputy=query.get("deputy", "")[:24],
        state=_known(query.get("state", ""), {PENDING, *states.COUNTED, states.RETURNED, states.WITHDRAWN}),
        stage=_known(query.get("stage", ""), {OPEN, *stages.LABELS}),
        item=query.get("item", "")[:40] if ledger is not ALL else "",
        text=query.get("text", "").strip()[:TEXT_CHARS],
    )


def _day(query: Mapping[str, str], name: str) -> date | None:
    try:
        day = date.fromisoformat(query.get(name, ""))
    except ValueError:
        return None
    return day if FIRST <= day <= LAST else None


def _known(value: str, known: set[str]) -> str:
    return value if value in known else ""
