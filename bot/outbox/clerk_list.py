"""The clerk's lists: "please phone", everybody whom a push did not reach; and what became of the others."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, or_, select

from bot.clock import SHANGHAI
from bot.outbox import states
from bot.store.tables import person, push


def unreached(connection: Connection, township_id: str) -> Sequence[Row[Any]]:
    """Rows that ended unsent, and rows that wait because she cannot be reached; soonest occasion first."""
    stuck = _stuck()
    ours = _with_names().where(push.c.township_id == township_id, push.c.is_duty, stuck)
    return connection.execute(ours.order_by(push.c.due_at, push.c.id)).all()


def of_days(connection: Connection, township_id: str, first: date, last: date) -> Sequence[Row[Any]]:
    """Every row due from ``first`` to ``last``, both days included, also what a trial held back."""
    return page_of_days(connection, township_id, first, last)[0]


def page_of_days(
    connection: Connection,
    township_id: str,
    first: date,
    last: date,
    state: str = "",
    limit: int | None = None,
    offset: int = 0,
) -> tuple[Sequence[Row[Any]], int]:
    """A page of :func:`of_days`, and how many they are in all. ``state``: only those in it."""
    since = datetime.combine(first, time(), SHANGHAI)
    until = datetime.combine(last + timedelta(days=1), time(), SHANGHAI)
    ours = [push.c.township_id == township_id, push.c.due_at >= since, push.c.due_at < until]
    ours.append(push.c.closes_at >= since)  # nothing closes before it is due; by this the index is used
    if state:
        ours.append(push.c.state == state)
    return _page(connection, ours, limit, offset)


def _with_names() -> Select[*tuple[Any, ...]]:
    columns = (*push.c, person.c.name, person.c.phone, person.c.station_id)
    return select(*columns).join(person, person.c.id == push.c.person_id)


def still_worth_a_call(
    connection: Connection, township_id: str, since: datetime, limit: int, offset: int = 0
) -> tuple[Sequence[Row[Any]], int]:
    """A page of those whose occasion is not over since before ``since``, and how many they are in all."""
    ours = [push.c.township_id == township_id, push.c.is_duty, push.c.closes_at > since, _stuck()]
    return _page(connection, ours, limit, offset)


def is_stuck(row: Row[Any]) -> bool:
    """What :func:`unreached` asks the database, of a row in hand."""
    waits = row.state == states.PLANNED and row.error in states.WAITING
    return bool(row.is_duty and (row.state in states.UNREACHED or waits))


def _page(
    connection: Connection, ours: Sequence[ColumnElement[bool]], limit: int | None, offset: int
) -> tuple[Sequence[Row[Any]], int]:
    query = _with_names().where(*ours).order_by(push.c.due_at, push.c.id).limit(limit).offset(offset)
    counted = select(func.count()).select_from(push).where(*ours)
    return connection.execute(query).all(), int(connection.execute(counted).scalar_one())


def _stuck() -> ColumnElement[bool]:
    waiting = push.c.error.in_(states.WAITING)
    return or_(push.c.state.in_(states.UNREACHED), (push.c.state == states.PLANNED) & waiting)
