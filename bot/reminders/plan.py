"""Planning ahead: what the calendar and the roster call for becomes rows in the outbox.

Wanted and existing rows are compared, so that a second run, a second worker or a changed roster needs no
special care: what is missing is written, what changed is rewritten, what nobody wants any more is cancelled.
A township whose rows were made from the very same facts today is passed over.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, select

from bot.clock import SHANGHAI
from bot.outbox.enqueue import insert_once
from bot.reminders.align import Planned, align
from bot.reminders.duty.stand_in import anybody_asked, chase
from bot.reminders.notices import notices
from bot.reminders.people import Township, townships
from bot.reminders.workdays import Workdays
from bot.settings import Settings
from bot.store.database import Database
from bot.store.tables import plan_mark

ROWS_AT_ONCE = 5_000  # about two seconds of the one lock that messages wait for, too


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
        align(connection, township, notices(township, settings, workdays, now, until), until, now, done)
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
