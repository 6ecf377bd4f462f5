"""How far the township has come this year, counted for the pictures: by grid, month and category; no ranks.

Grids stand in the order of their codes, whatever the numbers are. What was returned or withdrawn counts
nowhere. Reads only; counts are grouped in the database, so that a long ledger sends few rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, func, select

from bot.console.progress_kept import Asked, Entries, once_a_change
from bot.ledger import stages
from bot.ledger.export.keys import Span, arms
from bot.ledger.kinds import FIVE_ONES, GRID_REGISTRATION, HOME_VISIT, PROBLEM, RECEPTION
from bot.ledger.states import COUNTED
from bot.roster.terms import term_began
from bot.settings import Settings
from bot.store.tables import entry, grid, person

REGISTERED = GRID_REGISTRATION.key
BY_MONTH = (HOME_VISIT, RECEPTION, GRID_REGISTRATION)
BY_GRID = (HOME_VISIT, RECEPTION, PROBLEM)
CLOSED, ON_THE_WAY, ELSEWHERE = "closed", "open", "elsewhere"
DAYS = ((7, "7天以内"), (15, "8至15天"), (30, "16至30天"), (60, "31至60天"))
LONGER = "60天以上"


@dataclass(frozen=True)
class Place:
    """A grid with its deputies in office; the last one, without an id, has those of no grid."""

    id: str
    name: str
    deputies: int


@dataclass(frozen=True)
class Year:
    """``done``: (grid, item) -> deputies; ``months``: (kind, month) -> entries; ``of_grid``: (grid, kind)."""

    first: date
    last: date
    since: date  # registrations count for the whole term
    places: Sequence[Place]
    done: Counter[tuple[str, str]]
    months: Counter[tuple[str, int]]
    of_grid: Counter[tuple[str, str]]
    problems: Counter[tuple[str, str]]  # (category, CLOSED, ON_THE_WAY or ELSEWHERE)
    closing: Counter[str]  # how long it took, by the labels of DAYS


def counted(connection: Connection, settings: Settings, township_id: str, year: int) -> Year:
    first, last = date(year, 1, 1), date(year, 12, 31)
    since = term_began(connection, township_id, last, settings.ledger.term_started_on) or first
    of = once_a_change(connection, Asked(township_id, first, last, since), _entries)
    grid_of = _deputies(connection, township_id)
    return Year(
        first=first,
        last=last,
        since=since,
        places=_places(connection, township_id, grid_of),
        done=Counter((grid_of[who], item) for who, item in of.done if who in grid_of),
        months=of.months,
        of_grid=of.of_grid,
        problems=of.problems,
        closing=of.closing,
    )


def _entries(connection: Connection, asked: Asked) -> Entries:
    of = (connection, asked.township_id, asked.first, asked.last)
    return Entries(_done(*of, asked.since), _months(*of), _of_grid(*of), _problems(*of), _closing(*of))


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


def _done(
    connection: Connection, township_id: str, first: date, last: date, since: date
) -> set[tuple[str, str]]:
    """Person and item."""
    who: set[tuple[str, str]] = set()
    for arm in arms(Span(township_id, FIVE_ONES.key, first, last)):
        item = arm.selected_columns["item"]
        query = arm.with_only_columns(entry.c.person_id, item, maintain_column_froms=True)
        for person_id, key in connection.execute(query.where(entry.c.state.in_(COUNTED)).distinct()):
            who.add((person_id, key))
    registered = (
        select(entry.c.person_id)
        .where(entry.c.township_id == township_id, entry.c.kind == REGISTERED)
        .where(entry.c.happened_on.between(since, last), entry.c.state.in_(COUNTED))
        .distinct()
    )
    for (person_id,) in connection.execute(registered):
        who.add((person_id, REGISTERED))
    return who


def _of_kinds(township_id: str, first: date, last: date, kinds: Sequence[Any], *columns: Any) -> Select[Any]:
    return (
        select(*columns, entry.c.kind, func.count().label("entries"))
        .where(entry.c.township_id == township_id, entry.c.kind.in_([kind.key for kind in kinds]))
        .where(entry.c.happened_on.between(first, last), entry.c.state.in_(COUNTED))
        .group_by(*columns, entry.c.kind)
    )


def _months(connection: Connection, township_id: str, first: date, last: date) -> Counter[tuple[str, int]]:
    found: Counter[tuple[str, int]] = Counter()
    for row in connection.execute(_of_kinds(township_id, first, last, BY_MONTH, entry.c.happened_on)):
        found[row.kind, row.happened_on.month] += row.entries
    return found


def _of_grid(connection: Connection, township_id: str, first: date, last: date) -> Counter[tuple[str, str]]:
    rows = connection.execute(_of_kinds(township_id, first, last, BY_GRID, entry.c.grid_id))
    return Counter({(row.grid_id or "", row.kind): row.entries for row in rows})


def _problems(connection: Connection, township_id: str, first: date, last: date) -> Counter[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    for arm in arms(Span(township_id, PROBLEM.key, first, last)):
        item = arm.selected_columns["item"]
        query = arm.with_only_columns(item, entry.c.stage, func.count(), maintain_column_froms=True)
        query = query.where(entry.c.state.in_(COUNTED)).group_by(item, entry.c.stage)
        for category, stage, count in connection.execute(query):
            found[category, _how_far(stage)] += count
    return found


def _how_far(stage: str) -> str:
    if stage == stages.CLOSED:
        return CLOSED
    return ON_THE_WAY if stage in stages.OPEN else ELSEWHERE


def _closing(connection: Connection, township_id: str, first: date, last: date) -> Counter[str]:
    """From the day it was told to the day it was closed."""
    closed_on = entry.c.fields["closed_on"].as_string()
    found: Counter[str] = Counter()
    for arm in arms(Span(township_id, PROBLEM.key, first, last)):
        query = arm.with_only_columns(
            entry.c.happened_on, closed_on, func.count(), maintain_column_froms=True
        ).where(entry.c.state.in_(COUNTED), entry.c.stage == stages.CLOSED)
        for told_on, closed, count in connection.execute(query.group_by(entry.c.happened_on, closed_on)):
            if closed:
                found[_took(told_on, closed)] += count
    return found


def _took(told_on: date, closed_on: str) -> str:
    days = (date.fromisoformat(closed_on) - told_on).days
    return next((label for most, label in DAYS if days <= most), LONGER)
