"""Who has done what of the five ones, and who has registered in her grid: counted once, for every summary."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, select

from bot.ledger.export.keys import Span, read_keys
from bot.ledger.kinds import FIVE_ONES, GRID_REGISTRATION
from bot.ledger.states import COUNTED
from bot.roster.terms import term_began
from bot.store.tables import entry, grid, person, station


@dataclass
class Done:
    """One deputy's entries of one item: how many, and the latest."""

    count: int = 0
    last_on: date | None = None
    number: str = ""


@dataclass
class Deputy:
    id: str
    name: str
    station: str
    grid: str
    grid_code: str
    registered_on: date | None = None
    done: dict[str, Done] = field(default_factory=lambda: defaultdict(Done))

    def missing(self, items: Sequence[str]) -> list[str]:
        return [item for item in items if not self.done[item].count]


def tally(
    connection: Connection, township_id: str, first: date, last: date, term_started_on: str = ""
) -> list[Deputy]:
    """Every deputy in office, by station and grid: those without any entry are the ones it is about."""
    deputies = {each.id: each for each in in_office(connection, township_id)}
    span = Span(township_id, FIVE_ONES.key, first, last)
    for key in read_keys(connection, span, COUNTED):
        found = deputies.get(key.person_id)
        if found is not None:
            done = found.done[key.item]
            done.count += 1
            done.last_on, done.number = key.happened_on, key.number  # keys come in the order of days
    # Once per term; where nobody entered the term, a year stands for it.
    since = term_began(connection, township_id, last, term_started_on) or date(last.year, 1, 1)
    for row in connection.execute(_registrations(township_id, since, last)):
        if row.person_id in deputies:
            deputies[row.person_id].registered_on = row.happened_on
    return list(deputies.values())


def in_office(connection: Connection, township_id: str) -> list[Deputy]:
    """By grid and in the order of the roster, whatever anybody has done."""
    return [_deputy(row) for row in connection.execute(_deputies(township_id))]


def _deputy(row: Row[Any]) -> Deputy:
    return Deputy(row.id, row.name, row.station or "", row.grid or "", row.code or "")


def _deputies(township_id: str) -> Any:
    return (
        select(
            person.c.id,
            person.c.name,
            station.c.name.label("station"),
            grid.c.name.label("grid"),
            grid.c.code,
        )
        .select_from(person)
        .outerjoin(station, station.c.id == person.c.station_id)
        .outerjoin(grid, grid.c.id == person.c.grid_id)
        .where(person.c.township_id == township_id, person.c.role == "deputy", person.c.active.is_(True))
        .order_by(grid.c.code.is_(None), grid.c.code, person.c.created_at, person.c.id)
    )


def _registrations(township_id: str, since: date, last: date) -> Any:
    return (
        select(entry.c.person_id, entry.c.happened_on)
        .where(entry.c.township_id == township_id, entry.c.kind == GRID_REGISTRATION.key)
        .where(entry.c.happened_on.between(since, last), entry.c.state.in_(COUNTED))
        .order_by(entry.c.happened_on, entry.c.id)
    )
