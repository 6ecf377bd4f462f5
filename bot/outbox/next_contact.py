"""The last way: what could not be sent is shown when she next says something."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, func, or_, select, update

from bot.outbox import states
from bot.outbox.last_look import last_look
from bot.settings import Settings
from bot.store.prepared import Prepared
from bot.store.tables import push

WAY = "next_contact"
UNDELIVERED = and_(
    or_(push.c.state == states.REFUSED_FOR_GOOD, push.c.state == states.PLANNED),
    or_(push.c.state != states.PLANNED, push.c.error != ""),  # planned ones that failed
)
WAITING = Prepared(
    select(push)
    .where(push.c.person_id == bindparam("hers"), UNDELIVERED)
    # Every message asks this: by the bare column SQLite would look at everybody's pushes instead of hers.
    .where(push.c.due_at <= bindparam("by_now"))
    .where(func.coalesce(push.c.closes_at, push.c.due_at) > bindparam("by_now"))
    .order_by(push.c.due_at, push.c.id)
)


def take_waiting(connection: Connection, settings: Settings, person_id: str, now: datetime) -> list[str]:
    """The texts that failed to reach her and still have their sense, oldest first; now counted as sent.

    For the transaction that answers her message: rolled back with it, kept with it.
    """
    rows = WAITING.rows(connection, {"hers": person_id, "by_now": now})
    texts = (_taken(connection, settings, row, now) for row in rows)
    return [text for text in texts if text]


def _taken(connection: Connection, settings: Settings, row: Row[Any], now: datetime) -> str:
    """Her text, empty when there is nothing to say any more or somebody else has the row."""
    spoken = last_look(connection, row, settings, now) if row.last_look else None
    text = row.text if not row.last_look else spoken.text if spoken else ""
    values: dict[str, Any] = {"finished_at": now}
    if text:
        values |= {"state": states.SENT, "channel": WAY, "error": "", "text": text}
    else:
        values |= {"state": states.CANCELLED, "error": states.NOTHING_TO_SAY}
    still = (push.c.id == row.id, push.c.state == row.state)
    return text if connection.execute(update(push).where(*still).values(**values)).rowcount else ""
