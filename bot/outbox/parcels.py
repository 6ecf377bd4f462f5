"""From claimed rows to parcels: who may have it now, by which way, and what falls together in one message."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, update

from bot.clock import SHANGHAI
from bot.messages import Push
from bot.outbox import states
from bot.outbox.claim import Settlement, claim, settle
from bot.outbox.last_look import last_look
from bot.outbox.manners import Manners
from bot.outbox.recipient import Address, Addresses
from bot.outbox.spoken import Spoken
from bot.outbox.ways import Way
from bot.settings import Settings
from bot.store.tables import push
from bot.texts import reminders as texts

LOOK_AGAIN_MINUTES = 60  # for somebody who is not bound or does not follow
MERGED_MAX_BYTES = 1900  # a customer-service text takes 2,048


@dataclass(frozen=True)
class Item:
    """One row on its way, with the words that the last look gave it."""

    row: Row[Any]
    spoken: Spoken
    address: Address


@dataclass(frozen=True)
class Parcel:
    """One message to one person: one row, or several that fall together."""

    rows: tuple[Row[Any], ...]
    push: Push


@dataclass
class Prepared:
    parcels: list[Parcel]
    unreached: int = 0


def prepare(
    connection: Connection, worker: str, ways: Sequence[Way], settings: Settings, now: datetime
) -> Prepared | None:
    """Claims the next batch and settles what does not go now. None: nothing is due."""
    rows = claim(connection, worker, now)
    if not rows:
        return None
    ids = {row.person_id for row in rows}
    manners = Manners(connection, rows, settings.reminders, now)
    known = Addresses(connection, ids, ways, now)
    going: list[Item] = []
    staying: list[Settlement] = []
    for row in rows:
        spoken = _words(connection, row, settings, now)
        stays = manners.objects(row) if spoken else _cancelled(row, states.NOTHING_TO_SAY, now)
        address = known.of(row.person_id, row.channel if row.error == states.UNCONFIRMED else "")
        stays = stays or (None if address.way else _waits(row, address, now))
        if stays:
            staying.append(stays)
        elif spoken:
            going.append(Item(row, spoken, address))
    settle(connection, worker, staying)
    unreached = sum(stay.state != states.CANCELLED for stay in staying)
    return Prepared(_merged(going), unreached)


def _words(connection: Connection, row: Row[Any], settings: Settings, now: datetime) -> Spoken | None:
    if not row.last_look:
        return Spoken(row.text, row.fields)
    spoken = last_look(connection, row, settings, now)
    if spoken and spoken.text != row.text:
        words = {"text": spoken.text, "fields": spoken.fields}
        connection.execute(update(push).where(push.c.id == row.id).values(**words))
    return spoken


def _cancelled(row: Row[Any], why: str, now: datetime) -> Settlement:
    return Settlement(row.id, states.CANCELLED, row.attempts, row.next_try_at, now, why)


def _waits(row: Row[Any], address: Address, now: datetime) -> Settlement:
    """On the clerk's list with its reason, until a way opens or the window closes."""
    if address.refused:
        state = states.REFUSED_FOR_GOOD
        return Settlement(row.id, state, row.attempts, now, now, address.problem, row.channel)
    later = address.again_at or now + timedelta(minutes=LOOK_AGAIN_MINUTES)
    at = min(later, row.closes_at)
    return Settlement(row.id, states.PLANNED, row.attempts, at, None, address.problem, row.channel)


def _merged(items: Sequence[Item]) -> list[Parcel]:
    """What is due for one person by one way at one time is one message, as far as its length allows."""
    groups: dict[tuple[str, str], list[list[Item]]] = defaultdict(lambda: [[]])
    for item in items:
        lots = groups[item.row.person_id, item.address.way]
        joined = texts.joined([each.spoken.text for each in (*lots[-1], item)])
        if lots[-1] and len(joined.encode()) > MERGED_MAX_BYTES:
            lots.append([])
        lots[-1].append(item)
    return [_parcel(lot) for lots in groups.values() for lot in lots]


def _parcel(items: list[Item]) -> Parcel:
    first = items[0]
    fields = texts.whole_fields(first.spoken.fields, first.spoken.text, first.row.due_at.astimezone(SHANGHAI))
    if len(items) > 1:
        fields = {**fields, "what": texts.several(fields["what"], len(items))}
    message = Push(
        id=first.row.id,
        channel=first.address.way,
        recipient=first.address.recipient,
        kind=first.row.kind,
        text=texts.joined([item.spoken.text for item in items]),
        fields=fields,
    )
    return Parcel(tuple(item.row for item in items), message)
