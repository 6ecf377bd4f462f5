"""Sending what is due: claim, look up the recipient, send outside any transaction, write the outcome."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, select

from bot.channels import Channel
from bot.errors import PushFailed
from bot.messages import Push
from bot.outbox import states
from bot.outbox.backoff import THEN_MINUTES, next_try
from bot.outbox.claim import claim, close_late, release_expired, settle
from bot.outbox.quiet import is_quiet
from bot.outbox.recipient import Address, addresses
from bot.settings import Settings
from bot.store.database import Database
from bot.store.tables import person

logger = logging.getLogger(__name__)


@dataclass
class Tally:
    """What one round did, in rows."""

    sent: int = 0
    later: int = 0
    refused: int = 0
    unreached: int = 0  # nobody to send to yet, or lost its sense


def send_due(database: Database, channels: Mapping[str, Channel], settings: Settings, now: datetime) -> Tally:
    """Sends every push that is due. Safe to run in several workers at once, and to kill at any line."""
    tally = Tally()
    worker = secrets.token_hex(8)
    with database.write() as connection:
        tally.unreached += close_late(connection, now) + release_expired(connection, now)
    if is_quiet(now, settings.reminders):
        return tally
    while _send_one(database, channels, worker, now, tally):
        pass
    return tally


def _send_one(
    database: Database, channels: Mapping[str, Channel], worker: str, now: datetime, tally: Tally
) -> bool:
    with database.write() as connection:
        rows = claim(connection, worker, now, limit=1)
        if not rows:
            return False
        row = rows[0]
        address = addresses(connection, [row.person_id], list(channels))[row.person_id]
        if not _still_active(connection, row.person_id):
            settle(connection, row, worker, state=states.CANCELLED, finished_at=now)
            return True
        if address.problem:
            tally.unreached += 1
            _wait_for_her(connection, row, worker, now, address.problem)
            return True
    values = _attempt(channels[address.channel], row, address, now, tally)
    with database.write() as connection:
        settle(connection, row, worker, attempts=row.attempts + 1, **values)
    return True


def _still_active(connection: Connection, person_id: str) -> bool:
    return bool(connection.execute(select(person.c.active).where(person.c.id == person_id)).scalar())


def _wait_for_her(connection: Connection, row: Row[Any], worker: str, now: datetime, problem: str) -> None:
    """She may bind before the window closes; meanwhile the row stands on the clerk's list with its reason."""
    later = min(now + timedelta(minutes=THEN_MINUTES), row.closes_at)
    settle(connection, row, worker, state=states.PLANNED, error=problem, next_try_at=later)


def _attempt(
    channel: Channel, row: Row[Any], address: Address, now: datetime, tally: Tally
) -> dict[str, Any]:
    message = Push(
        id=row.id,
        channel=address.channel,
        recipient=address.recipient,
        kind=row.kind,
        text=row.text,
        fields=row.fields,
    )
    values: dict[str, Any] = {"channel": address.channel, "finished_at": now}
    try:
        outcome = channel.send(message)
    except PushFailed as error:
        return values | _after_failure(row, error, now, tally)
    except Exception:
        logger.exception("push %s: the channel failed in a way nobody foresaw", row.id)
        return values | _after_failure(row, PushFailed(states.FAULT), now, tally)
    tally.sent += 1
    return values | {"state": states.SENT, "message_id": outcome.message_id, "error": ""}


def _after_failure(row: Row[Any], error: PushFailed, now: datetime, tally: Tally) -> dict[str, Any]:
    if error.permanent:
        tally.refused += 1
        return {"state": states.REFUSED_FOR_GOOD, "error": str(error)}
    again = next_try(row.attempts + 1, now)
    if again >= row.closes_at:
        tally.unreached += 1
        return {"state": states.GAVE_UP, "error": str(error)}
    tally.later += 1
    return {"state": states.PLANNED, "error": str(error), "next_try_at": again, "finished_at": None}
