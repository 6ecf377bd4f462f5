"""Planning ahead: what the calendar and the roster call for becomes rows in the outbox.

Wanted and existing rows are compared, so that a second run, a second worker or a changed roster needs no
special care: what is missing is written, what changed is rewritten, what nobody wants any more is cancelled.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, select, update

from bot.outbox import states
from bot.outbox.enqueue import add_missing
from bot.reminders.notices import Notice, notices
from bot.settings import Settings
from bot.store.tables import new_id, push


@dataclass
class Planned:
    """What one planning changed, in rows."""

    added: int = 0
    changed: int = 0
    cancelled: int = 0


def plan(connection: Connection, settings: Settings, now: datetime) -> Planned:
    """Brings the outbox in line for the next ``plan_days``; a second call at once changes nothing."""
    until = now + timedelta(days=settings.reminders.plan_days)
    wanted = {_key(notice): notice for notice in notices(connection, settings, now, until)}
    existing = {(row.occasion, row.kind, row.person_id): row for row in _open_rows(connection, now, until)}
    done = Planned()
    done.added = add_missing(connection, [_row(n, now) for key, n in wanted.items() if key not in existing])
    for key, row in existing.items():
        notice = wanted.get(key)
        if notice is None:
            done.cancelled += _cancel(connection, row, now)
        else:
            done.changed += _refresh(connection, row, notice)
    return done


def _key(notice: Notice) -> tuple[str, str, str]:
    return notice.occasion, notice.kind, notice.person_id


def _open_rows(connection: Connection, now: datetime, until: datetime) -> Iterable[Row[Any]]:
    window = (push.c.closes_at > now, push.c.due_at <= until, push.c.occasion.like("reception_day:%"))
    return connection.execute(select(push).where(*window)).all()


def _row(notice: Notice, now: datetime) -> dict[str, Any]:
    return {
        "id": new_id(),
        "township_id": notice.township_id,
        "occasion": notice.occasion,
        "kind": notice.kind,
        "person_id": notice.person_id,
        "text": notice.text,
        "fields": notice.fields,
        "due_at": notice.due_at,
        "closes_at": notice.closes_at,
        "state": states.PLANNED,
        "next_try_at": notice.due_at,
        "planned_at": now,
    }


def _cancel(connection: Connection, row: Row[Any], now: datetime) -> int:
    still = (push.c.id == row.id, push.c.state == states.PLANNED)
    return connection.execute(
        update(push).where(*still).values(state=states.CANCELLED, finished_at=now)
    ).rowcount


def _refresh(connection: Connection, row: Row[Any], notice: Notice) -> int:
    """A row not yet sent follows calendar and roster; a cancelled one that is wanted again revives."""
    if row.state not in (states.PLANNED, states.CANCELLED):
        return 0
    values: dict[str, Any] = {"text": notice.text, "fields": notice.fields, "closes_at": notice.closes_at}
    if row.due_at != notice.due_at:
        values |= {"due_at": notice.due_at, "next_try_at": notice.due_at}
    if row.state == states.CANCELLED:
        values |= {"state": states.PLANNED, "finished_at": None, "next_try_at": notice.due_at}
    if row.state == states.PLANNED and all(getattr(row, name) == value for name, value in values.items()):
        return 0
    still = (push.c.id == row.id, push.c.state == row.state)
    return connection.execute(update(push).where(*still).values(**values)).rowcount
