"""Planning ahead: what the calendar and the roster call for becomes rows in the outbox.

Wanted and existing rows are compared, so that a second run, a second worker or a changed roster needs no
special care: what is missing is written, what changed is rewritten, what nobody wants any more is cancelled.
A township whose rows were made from the very same facts today is passed over.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, delete, not_, or_, select, update

from bot.clock import SHANGHAI
from bot.outbox import states
from bot.outbox.enqueue import add_missing, insert_once, new_row
from bot.reminders.duty.stand_in import anybody_asked, chase
from bot.reminders.notices import Notice, notices
from bot.reminders.people import Township, townships
from bot.reminders.workdays import Workdays
from bot.settings import Settings
from bot.store.database import Database
from bot.store.tables import plan_mark, push

ROWS_AT_ONCE = 5_000  # about two seconds of the one lock that messages wait for, too
NOT_PLANNED = ("now:%", "ask:%", "entry:%")  # the clerk's "send now", the duty roster, the ledger


@dataclass
class Planned:
    """What one planning changed, in rows."""

    added: int = 0
    changed: int = 0
    cancelled: int = 0
    looked_at: int = 0
    unfinished: bool = False  # there is more to plan; the next call goes on


def plan(
    connection: Connection, settings: Settings, now: datetime, only: Collection[str] | None = None
) -> Planned:
    """Brings the outbox in line for the next ``plan_days``; a second call at once changes nothing.

    A city is planned in several calls, some townships in each. Before that, whoever was asked to step in and
    kept silent is passed over for the next. ``only``: these townships, as :func:`to_plan` found them.
    """
    done = Planned()
    chase(connection, settings, now)
    workdays = Workdays(settings.reminders.workdays_file)
    until = now + timedelta(days=settings.reminders.plan_days)
    for township, digest in _stale(connection, settings, workdays, now, only):
        if done.looked_at >= ROWS_AT_ONCE:
            done.unfinished = True
            break
        _plan_township(
            connection, township, notices(township, settings, workdays, now, until), until, now, done
        )
        connection.execute(delete(plan_mark).where(plan_mark.c.township_id == township.id))
        mark = {"township_id": township.id, "digest": digest, "planned_at": now}
        insert_once(connection, plan_mark, [mark])
    return done


def to_plan(connection: Connection, settings: Settings, now: datetime) -> list[str]:
    """The townships that are not planned from today's facts: for a reader, who holds nobody up."""
    workdays = Workdays(settings.reminders.workdays_file)
    return [township.id for township, _ in _stale(connection, settings, workdays, now)]


def plan_some(database: Database, settings: Settings, now: datetime) -> Planned:
    """One ring's share. Most rings find nothing, and then nobody waits for the lock of the writers."""
    with database.read() as connection:
        found = to_plan(connection, settings, now)
        quiet = not found and not anybody_asked(connection)
    if quiet:
        return Planned()
    with database.write() as connection:
        return plan(connection, settings, now, found)


def plan_all(database: Database, settings: Settings, now: datetime) -> int:
    """Plans to the end, in as many transactions as it takes; returns how many rows are new."""
    added = 0
    while True:
        done = plan_some(database, settings, now)
        added += done.added
        if not done.unfinished:
            return added


def _stale(
    connection: Connection,
    settings: Settings,
    workdays: Workdays,
    now: datetime,
    only: Collection[str] | None = None,
) -> Iterator[tuple[Township, str]]:
    """Those whose mark is another than their facts call for, with the mark that they call for."""
    today = now.astimezone(SHANGHAI).date()
    basis = f"{today}{settings.reminders.model_dump_json()}{workdays.fingerprint}"
    marks = {row.township_id: row.digest for row in connection.execute(select(plan_mark))}
    for township in townships(connection, today, only):
        digest = township.digest(basis)
        if marks.get(township.id) != digest:
            yield township, digest


def _plan_township(
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
