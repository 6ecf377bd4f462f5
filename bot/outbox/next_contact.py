"""The last way: what could not be sent is shown when she next says something."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, or_, select, update

from bot.outbox import states
from bot.store.tables import push

WAY = "next_contact"


def take_waiting(connection: Connection, person_id: str, now: datetime) -> list[str]:
    """The texts that failed to reach her and still have their sense, oldest first; now counted as sent.

    For the transaction that answers her message: rolled back with it, kept with it.
    """
    failed = (push.c.state == states.PLANNED) & (push.c.error != "")
    waiting = or_(push.c.state == states.REFUSED_FOR_GOOD, failed)
    hers = (push.c.person_id == person_id, waiting, push.c.due_at <= now, push.c.closes_at > now)
    rows = connection.execute(select(push).where(*hers).order_by(push.c.due_at, push.c.id)).all()
    shown: list[str] = []
    for row in rows:
        values: dict[str, Any] = {"state": states.SENT, "channel": WAY, "error": "", "finished_at": now}
        still = (push.c.id == row.id, push.c.state == row.state)
        if connection.execute(update(push).where(*still).values(**values)).rowcount:
            shown.append(row.text)
    return shown
