"""The clerk's list "please phone": everybody whom a push did not reach, with the reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, or_, select

from bot.outbox import states
from bot.store.tables import person, push


def unreached(connection: Connection, township_id: str) -> Sequence[Row[Any]]:
    """Rows that ended unsent, and rows that wait because she cannot be reached; soonest occasion first."""
    waiting = push.c.error.in_(states.WAITING)
    stuck = or_(push.c.state.in_(states.UNREACHED), (push.c.state == states.PLANNED) & waiting)
    columns = (*push.c, person.c.name, person.c.phone, person.c.station_id)
    query = select(*columns).join(person, person.c.id == push.c.person_id)
    ours = query.where(push.c.township_id == township_id, push.c.is_duty, stuck)
    return connection.execute(ours.order_by(push.c.due_at, push.c.id)).all()
