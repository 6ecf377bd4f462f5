"""Taking a push to send it. Each function is one conditional update: two workers never hold one row."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, case, select, update

from bot.outbox import states
from bot.store.tables import push

LEASE_MINUTES = 5  # far longer than the channel's own time limits for one push


def claim(connection: Connection, worker: str, now: datetime, limit: int) -> Sequence[Row[Any]]:
    """At most ``limit`` rows that are due, now in state ``sending`` and this worker's."""
    due = (
        select(push.c.id)
        .where(push.c.state == states.PLANNED, push.c.next_try_at <= now, push.c.closes_at > now)
        .order_by(push.c.next_try_at, push.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True)  # PostgreSQL; SQLite writers queue anyway
    )
    taken = (
        update(push)
        .where(push.c.id.in_(due.scalar_subquery()), push.c.state == states.PLANNED)
        .values(state=states.SENDING, claimed_by=worker, claimed_until=now + timedelta(minutes=LEASE_MINUTES))
        .returning(*push.c)
    )
    return connection.execute(taken).all()


def settle(connection: Connection, row: Row[Any], worker: str, **values: Any) -> bool:
    """Write the outcome; False when the row is no longer this worker's."""
    mine = (push.c.id == row.id, push.c.state == states.SENDING, push.c.claimed_by == worker)
    done = update(push).where(*mine).values(claimed_by="", claimed_until=None, **values)
    return connection.execute(done).rowcount == 1


def close_late(connection: Connection, now: datetime) -> int:
    """Rows whose window has closed without a send. What was tried ``gave_up``; the rest ``missed_window``."""
    ending = case((push.c.attempts > 0, states.GAVE_UP), else_=states.MISSED_WINDOW)
    late = update(push).where(push.c.state == states.PLANNED, push.c.closes_at <= now)
    return connection.execute(late.values(state=ending, finished_at=now)).rowcount


def release_expired(connection: Connection, now: datetime) -> int:
    """Rows of a worker that died while sending: nobody knows, so nobody sends again; the clerk is told."""
    expired = update(push).where(push.c.state == states.SENDING, push.c.claimed_until <= now)
    values = {"state": states.GAVE_UP, "error": states.UNCONFIRMED, "finished_at": now}
    return connection.execute(expired.values(claimed_by="", claimed_until=None, **values)).rowcount
