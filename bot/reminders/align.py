"""Bringing one township's rows in the outbox in line with what is wanted of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, not_, or_, select, update

from bot.outbox import states
from bot.outbox.enqueue import add_missing, new_row
from bot.reminders.notices import Notice
from bot.reminders.people import Township
from bot.store.tables import push

NOT_PLANNED = ("now:%", "ask:%", "entry:%")  # the clerk's "send now", the duty roster, the ledger


@dataclass
class Planned:
    """What one planning changed, in rows."""

    added: int = 0
    changed: int = 0
    cancelled: int = 0
    looked_at: int = 0
    unfinished: bool = False  # there is more to plan; the next call goes on


def align(
    connection: Connection,
    township: Township,
    found: Sequence[Notice],
    until: datetime,
    now: datetime,
    done: Planned,
) -> None:
    wanted = {_key(notice): notice for notice in found}
    existing = {_key(row): row for row in _open_rows(connection, township.id, now)}
    done.looked_at += max(len(wanted), len(existing))
    done.added += add_missing(
        connection, [_row(each, now) for key, each in wanted.items() if key not in existing]
    )
    for key, row in existing.items():
        notice = wanted.get(key)
        if notice is None:
            done.cancelled += _cancel(connection, row, now) if row.due_at <= until else 0
        else:
            done.changed += _refresh(connection, row, notice)


def _key(each: Notice | Row[Any]) -> tuple[str, str, str]:
    return each.occasion, each.kind, each.person_id


def _open_rows(connection: Connection, township_id: str, now: datetime) -> Sequence[Row[Any]]:
    """Rows of the calendar whose window is not over, also those beyond the horizon: a day may have moved."""
    ours = not_(or_(*(push.c.occasion.like(prefix) for prefix in NOT_PLANNED)))
    window = (push.c.township_id == township_id, push.c.closes_at > now, ours)
    return connection.execute(select(push).where(*window)).all()


def _row(notice: Notice, now: datetime) -> dict[str, Any]:
    return new_row(
        township_id=notice.township_id,
        occasion=notice.occasion,
        kind=notice.kind,
        person_id=notice.person_id,
        text=notice.text,
        fields=notice.fields,
        is_duty=notice.is_duty,
        last_look=notice.last_look,
        due_at=notice.due_at,
        closes_at=notice.closes_at,
        now=now,
    )


def _cancel(connection: Connection, row: Row[Any], now: datetime) -> int:
    still = (push.c.id == row.id, push.c.state == states.PLANNED)
    gone = update(push).where(*still).values(state=states.CANCELLED, finished_at=now)
    return connection.execute(gone).rowcount


def _refresh(connection: Connection, row: Row[Any], notice: Notice) -> int:
    """A row not yet sent follows calendar and roster; one cancelled by them that is wanted again revives."""
    revives = row.state == states.CANCELLED and not row.error
    if row.state != states.PLANNED and not revives:
        return 0
    values: dict[str, Any] = {"closes_at": notice.closes_at}
    if not row.last_look:  # else its words are found when it is sent
        values |= {"text": notice.text, "fields": notice.fields}
    if row.due_at != notice.due_at:
        values |= {"due_at": notice.due_at, "next_try_at": notice.due_at}
    if revives:
        values |= {"state": states.PLANNED, "finished_at": None, "next_try_at": notice.due_at}
    elif all(getattr(row, name) == value for name, value in values.items()):
        return 0
    still = (push.c.id == row.id, push.c.state == row.state)
    return connection.execute(update(push).where(*still).values(**values)).rowcount
