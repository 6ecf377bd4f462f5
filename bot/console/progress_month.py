"""What was done in some days, usually a month, counted in the database, so that a long ledger sends few rows.

What was returned or withdrawn counts nowhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from sys import intern
from typing import Any

from sqlalchemy import Connection, Select, func, select

from bot.ledger import stages
from bot.ledger.export.keys import Span, arms
from bot.ledger.kinds import FIVE_ONES, GRID_REGISTRATION, HOME_VISIT, PROBLEM, RECEPTION
from bot.ledger.states import COUNTED
from bot.store.tables import entry

BY_MONTH = (HOME_VISIT, RECEPTION, GRID_REGISTRATION)
BY_GRID = (HOME_VISIT, RECEPTION, PROBLEM)
CLOSED, ON_THE_WAY, ELSEWHERE = "closed", "open", "elsewhere"
DAYS = ((7, "7天以内"), (15, "8至15天"), (30, "16至30天"), (60, "31至60天"))
LONGER = "60天以上"


@dataclass(frozen=True)
class Month:
    """``done``: person and item; entries in ``months`` by (kind, month), in ``of_grid`` by (grid, kind)."""

    done: set[tuple[str, str]]
    months: Counter[tuple[str, int]]
    of_grid: Counter[tuple[str, str]]
    problems: Counter[tuple[str, str]]  # (category, CLOSED, ON_THE_WAY or ELSEWHERE)
    closing: Counter[str]  # how long it took, by the labels of DAYS


def count_month(connection: Connection, township_id: str, first: date, last: date) -> Month:
    of = (township_id, first, last)
    return Month(
        _done(connection, *of),
        _months(connection, *of),
        _of_grid(connection, *of),
        _problems(connection, *of),
        _closing(connection, *of),
    )


def _done(connection: Connection, township_id: str, first: date, last: date) -> set[tuple[str, str]]:
    who: set[tuple[str, str]] = set()
    for arm in arms(Span(township_id, FIVE_ONES.key, first, last)):
        item = arm.selected_columns["item"]
        query = arm.with_only_columns(entry.c.person_id, item, maintain_column_froms=True)
        for person_id, key in connection.execute(query.where(entry.c.state.in_(COUNTED)).distinct()):
            who.add((intern(person_id), intern(key)))
    return who


def registered(connection: Connection, township_id: str, first: date, last: date) -> set[str]:
    query = (
        select(entry.c.person_id)
        .where(entry.c.township_id == township_id, entry.c.kind == GRID_REGISTRATION.key)
        .where(entry.c.happened_on.between(first, last), entry.c.state.in_(COUNTED))
    )
    return {intern(person_id) for person_id in connection.execute(query.distinct()).scalars()}


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
