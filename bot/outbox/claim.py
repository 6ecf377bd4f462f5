"""Taking pushes to send them, and putting back what became of them: conditional updates, so that two workers
never hold one row, in batches, so that the database costs less than the network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, bindparam, case, exists, select, update

from bot.outbox import states
from bot.store.tables import contact, push

BATCH_ROWS = 100
LEASE_MINUTES = 10  # for workers of other machines; a batch against a platform that never answers takes 5

# Each further moment read costs as much as the claim of its row.
_NEEDED = [push.c[name] for name in ("id", "township_id", "person_id", "kind", "text", "fields", "is_duty")]
_NEEDED += [push.c[name] for name in ("last_look", "due_at", "closes_at", "next_try_at", "attempts")]
_NEEDED += [push.c.channel, push.c.error, push.c.occasion]
_STILL_PLANNED = push.c.state.concat("") == states.PLANNED
"""Keeps SQLite from finding a hundred rows by walking the whole queue through the index on the state."""


@dataclass(frozen=True)
class Settlement:
    """What a claimed row becomes. Every field is written."""

    row_id: str
    state: str
    attempts: int
    next_try_at: datetime
    finished_at: datetime | None = None
    error: str = ""
    channel: str = ""
    message_id: str = ""


def claim(connection: Connection, worker: str, now: datetime, limit: int = BATCH_ROWS) -> Sequence[Row[Any]]:
    """At most ``limit`` due rows, and whatever else is due for the same persons; now this worker's."""
    due = (push.c.state == states.PLANNED, push.c.next_try_at <= now, push.c.closes_at > now)
    soonest = select(push.c.id, push.c.person_id).where(*due).order_by(push.c.next_try_at)
    locked = soonest.limit(limit).with_for_update(skip_locked=True)  # PostgreSQL; SQLite writers queue anyway
    first = connection.execute(locked).all()
    if not first:
        return []
    ids = {row.id for row in first} | set(_also_hers(connection, {row.person_id for row in first}, now))
    until = now + timedelta(minutes=LEASE_MINUTES)
    taken = update(push).where(push.c.id.in_(ids), _STILL_PLANNED)
    claimed = taken.values(state=states.SENDING, claimed_by=worker, claimed_until=until).returning(*_NEEDED)
    return sorted(connection.execute(claimed), key=lambda row: (row.next_try_at, row.id))


def _also_hers(connection: Connection, person_ids: set[str], now: datetime) -> Sequence[str]:
    due = (
        push.c.person_id.in_(person_ids),
        _STILL_PLANNED,
        push.c.next_try_at <= now,
        push.c.closes_at > now,
    )
    return connection.execute(select(push.c.id).where(*due).with_for_update(skip_locked=True)).scalars().all()


def anything_due(connection: Connection, now: datetime) -> bool:
    due = (push.c.state == states.PLANNED, push.c.next_try_at <= now, push.c.closes_at > now)
    return bool(connection.execute(select(exists().where(*due))).scalar())


def settle(connection: Connection, worker: str, settlements: Sequence[Settlement]) -> None:
    """Writes the outcomes of rows that are still this worker's; the others are left alone."""
    if not settlements:
        return
    mine = (push.c.id == bindparam("row_id"), push.c.state == states.SENDING, push.c.claimed_by == worker)
    names = [name for name in Settlement.__dataclass_fields__ if name != "row_id"]
    values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in names}
    statement = update(push).where(*mine).values(claimed_by="", claimed_until=None, **values)
    connection.execute(statement, [_parameters(settlement) for settlement in settlements])


def _parameters(settlement: Settlement) -> dict[str, Any]:
    """``dataclasses.asdict`` copies deeply: half of what a settlement cost."""
    given = vars(settlement)
    return {"row_id" if name == "row_id" else f"new_{name}": value for name, value in given.items()}


def close_late(connection: Connection, now: datetime) -> int:
    """Rows whose window has closed without a send. What was tried ``gave_up``; the rest ``missed_window``."""
    ending = case((push.c.attempts > 0, states.GAVE_UP), else_=states.MISSED_WINDOW)
    late = update(push).where(push.c.state == states.PLANNED, push.c.closes_at <= now)
    return connection.execute(late.values(state=ending, finished_at=now)).rowcount


def reopen_after_contact(connection: Connection, now: datetime) -> int:
    """What every way had refused is tried again once she has written or followed since, within its window."""
    seen = exists().where(
        contact.c.person_id == push.c.person_id, contact.c.last_seen_at > push.c.finished_at
    )
    seen = seen.where(contact.c.last_seen_at <= now)
    refused = (push.c.state == states.REFUSED_FOR_GOOD, push.c.closes_at > now, seen)
    again = {"state": states.PLANNED, "finished_at": None, "next_try_at": now}
    return connection.execute(update(push).where(*refused).values(**again)).rowcount
