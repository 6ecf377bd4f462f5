"""How far the township has come this year, counted for the pictures: by grid, month and category; no ranks.

Grids stand in the order of their codes, whatever the numbers are. What was returned or withdrawn counts
nowhere. Reads only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Connection, select

from bot.console.progress_kept import by_month
from bot.console.progress_month import count_month, registered
from bot.ledger.kinds import GRID_REGISTRATION
from bot.roster.terms import term_began
from bot.settings import Settings
from bot.store.database import Database
from bot.store.tables import grid, person, township

REGISTERED = GRID_REGISTRATION.key


@dataclass(frozen=True)
class Place:
    """A grid with its deputies in office; the last one, without an id, has those of no grid."""

    id: str
    name: str
    deputies: int


@dataclass(frozen=True)
class Year:
    """``done``: (grid, item) -> deputies; the other counts as in ``Month``."""

    first: date
    last: date
    since: date  # registrations count for the whole term
    places: Sequence[Place]
    done: Counter[tuple[str, str]] = field(default_factory=Counter)
    months: Counter[tuple[str, int]] = field(default_factory=Counter)
    of_grid: Counter[tuple[str, str]] = field(default_factory=Counter)
    problems: Counter[tuple[str, str]] = field(default_factory=Counter)
    closing: Counter[str] = field(default_factory=Counter)


def counted(connection: Connection, settings: Settings, township_id: str, of: int) -> Year:
    first, last = date(of, 1, 1), date(of, 12, 31)
    since = term_began(connection, township_id, last, settings.ledger.term_started_on) or first
    grid_of = _deputies(connection, township_id)
    year = Year(first, last, since, _places(connection, township_id, grid_of))
    done: set[tuple[str, str]] = set()
    for month in by_month(connection, township_id, first, last, count_month):
        done |= month.done
        year.months.update(month.months)
        year.of_grid.update(month.of_grid)
        year.problems.update(month.problems)
        year.closing.update(month.closing)
    for persons in by_month(connection, township_id, since, last, registered):
        done |= {(who, REGISTERED) for who in persons}
    year.done.update((grid_of[who], item) for who, item in done if who in grid_of)
    return year


def count_ahead(database: Database, settings: Settings, year: int) -> None:
    """Count every township's year, so that the first visitor after a start does not wait for it."""
    with database.read() as connection:
        for township_id in connection.scalars(select(township.c.id)).all():
            counted(connection, settings, township_id, year)


def _deputies(connection: Connection, township_id: str) -> dict[str, str]:
    """Person -> grid ("": none), of the deputies in office."""
    rows = connection.execute(
        select(person.c.id, person.c.grid_id).where(
            person.c.township_id == township_id, person.c.role == "deputy", person.c.active
        )
    )
    return {row.id: row.grid_id or "" for row in rows}


def _places(connection: Connection, township_id: str, grid_of: dict[str, str]) -> list[Place]:
    members = Counter(grid_of.values())
    rows = connection.execute(
        select(grid.c.id, grid.c.name)
        .where(grid.c.township_id == township_id, grid.c.active)
        .order_by(grid.c.code)
    )
    places = [Place(row.id, row.name, members[row.id]) for row in rows]
    return [*places, Place("", "", members[""])] if members[""] else places
