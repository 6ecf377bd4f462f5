"""The last look before a push goes: is it still wanted, and what does it say today?

A row names its look in ``last_look``; a row without one is sent as it was planned.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, exists, select

from bot.ledger.states import WITHDRAWN
from bot.outbox import open_items as items
from bot.outbox.digest import clerk_digest
from bot.outbox.spoken import Spoken
from bot.settings import Settings
from bot.store.tables import duty, duty_swap, entry
from bot.texts import reminders as texts

Look = Callable[[Connection, Row[Any], Settings, datetime], Spoken | None]
ASSIGNED, ASKED, OFFERED = "assigned", "asked", "open"  # of lines of the duty roster and offers to swap


def last_look(connection: Connection, row: Row[Any], settings: Settings, now: datetime) -> Spoken | None:
    """None: there is nothing to say any more."""
    return LOOKS[row.last_look](connection, row, settings, now)


def no_record(connection: Connection, row: Row[Any], settings: Settings, now: datetime) -> Spoken | None:
    """Only to one who recorded nothing on the day: her nudge falls due on the day after it."""
    day = (row.due_at - timedelta(days=1)).date()
    hers = exists().where(
        entry.c.person_id == row.person_id, entry.c.happened_on == day, entry.c.state != WITHDRAWN
    )
    return None if connection.execute(select(hers)).scalar() else Spoken(row.text, row.fields)


def open_items(connection: Connection, row: Row[Any], settings: Settings, now: datetime) -> Spoken | None:
    """What she has not done, by name."""
    lines = items.open_items(connection, settings, row.person_id, now)
    if not lines:
        return None
    return Spoken(texts.open_items(lines), _fields(texts.OPEN_ITEMS, settings, now))


def digest(connection: Connection, row: Row[Any], settings: Settings, now: datetime) -> Spoken | None:
    lines = clerk_digest(connection, row.township_id, row.person_id, now)
    if not lines:
        return None
    return Spoken(texts.digest(now.date(), lines), _fields(texts.DIGEST, settings, now))


def unanswered(connection: Connection, row: Row[Any], settings: Settings, now: datetime) -> Spoken | None:
    """Only to one who has not yet said whether she comes."""
    hers = (duty.c.person_id == row.person_id, duty.c.occasion == row.occasion, duty.c.state == ASSIGNED)
    waits = connection.execute(select(exists().where(*hers))).scalar()
    return Spoken(row.text, row.fields) if waits else None


def duty_request(connection: Connection, row: Row[Any], settings: Settings, now: datetime) -> Spoken | None:
    """Only as long as she is asked to step in: somebody else may have been asked since."""
    asked = exists().where(duty.c.id == _about(row), duty.c.state == ASKED)
    return Spoken(row.text, row.fields) if connection.execute(select(asked)).scalar() else None


def swap_request(connection: Connection, row: Row[Any], settings: Settings, now: datetime) -> Spoken | None:
    """Only as long as the offer stands."""
    stands = exists().where(duty_swap.c.id == _about(row), duty_swap.c.state == OFFERED)
    return Spoken(row.text, row.fields) if connection.execute(select(stands)).scalar() else None


def _about(row: Row[Any]) -> str:
    return str(row.occasion).partition(":")[2]


def _fields(what: str, settings: Settings, now: datetime) -> dict[str, str]:
    return {"what": what, "when": texts.field_time(now.date(), ""), "where": settings.office.township}


LOOKS: dict[str, Look] = {
    "no_record": no_record,
    "open_items": open_items,
    "clerk_digest": digest,
    "unanswered": unanswered,
    "duty_request": duty_request,
    "swap_request": swap_request,
}
