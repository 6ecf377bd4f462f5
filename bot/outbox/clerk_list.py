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
    since = datetime.combine(first, time(), SHANGHAI)
    until = datetime.combine(last + timedelta(days=1), time(), SHANGHAI)
    ours = _with_names().where(
        push.c.township_id == township_id, push.c.due_at >= since, push.c.due_at < until
    )
    return connection.execute(ours.order_by(push.c.due_at, push.c.id)).all()


def _with_names() -> Select[*tuple[Any, ...]]:
    columns = (*push.c, person.c.name, person.c.phone, person.c.station_id)
    return select(*columns).join(person, person.c.id == push.c.person_id)


def still_worth_a_call(
    connection: Connection, township_id: str, since: datetime, limit: int
) -> tuple[Sequence[Row[Any]], int]:
    """The first of those whose occasion is not over since before ``since``, and how many they are in all."""
    ours = (push.c.township_id == township_id, push.c.is_duty, push.c.closes_at > since, _stuck())
    query = _with_names().where(*ours).order_by(push.c.due_at, push.c.id).limit(limit)
    rows = connection.execute(query).all()
    counted = select(func.count()).select_from(push).where(*ours)
    return rows, int(connection.execute(counted).scalar_one())


def _stuck() -> ColumnElement[bool]:
    waiting = push.c.error.in_(states.WAITING)
    return or_(push.c.state.in_(states.UNREACHED), (push.c.state == states.PLANNED) & waiting)
