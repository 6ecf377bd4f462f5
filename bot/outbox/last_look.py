"""The last look before a push goes: is it still wanted, and what does it say today?

A row names its look in ``last_look``; a row without one is sent as it was planned.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, exists, select

from bot.ledger import entries
from bot.ledger.kinds import FIVE_ONES
from bot.outbox.digest import clerk_digest
from bot.outbox.spoken import Spoken
from bot.settings import Settings
from bot.store.tables import entry
from bot.texts import reminders as texts

Look = Callable[[Connection, Row[Any], Settings, datetime], Spoken | None]
WITHDRAWN = "withdrawn"


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
    """What of the five ones she has not done this year, by name."""
    done = entries.count_by_item(connection, FIVE_ONES, row.person_id, now.year)
    missing = [item.label for item in settings.five_ones if not done.get(item.key)]
    if not missing:
        return None
    return Spoken(texts.open_items(missing), _fields(texts.OPEN_ITEMS, settings, now))


def digest(connection: Connection, row: Row[Any], settings: Settings, now: datetime) -> Spoken | None:
    lines = clerk_digest(connection, row.township_id, now)
    if not lines:
        return None
    return Spoken(texts.digest(now.date(), lines), _fields(texts.DIGEST, settings, now))


def _fields(what: str, settings: Settings, now: datetime) -> dict[str, str]:
    return {"what": what, "when": texts.field_time(now.date(), ""), "where": settings.office.township}


LOOKS: dict[str, Look] = {"no_record": no_record, "open_items": open_items, "clerk_digest": digest}
