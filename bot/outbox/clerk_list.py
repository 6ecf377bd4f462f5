"""The clerk's lists: "please phone", everybody whom a push did not reach; and what became of the others."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Connection, Row, Select, or_, select

from bot.clock import SHANGHAI
from bot.outbox import states
from bot.store.tables import person, push


def unreached(connection: Connection, township_id: str) -> Sequence[Row[Any]]:
    """Rows that ended unsent, and rows that wait because she cannot be reached; soonest occasion first."""
    waiting = push.c.error.in_(states.WAITING)
    stuck = or_(push.c.state.in_(states.UNREACHED), (push.c.state == states.PLANNED) & waiting)
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
