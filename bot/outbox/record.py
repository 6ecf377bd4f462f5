"""Writing down what the channels answered: the outcome on the rows, a refusal on the way it came."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row

from bot.errors import PushFailed
from bot.outbox import refusals, states
from bot.outbox.backoff import next_try
from bot.outbox.claim import Settlement, settle
from bot.outbox.deliver import Delivery
from bot.outbox.refusals import Block
from bot.outbox.reports import apply_reports

MANY_FAILURES = 8  # so many in one batch, and none better: the way rests for a minute
ERROR_MAX_CHARS = 200


@dataclass
class Tally:
    """What one round did, in rows."""

    sent: int = 0
    later: int = 0  # failed, and comes again by this way or another
    unreached: int = 0  # nobody to send to, or it lost its sense


def record(
    connection: Connection, worker: str, deliveries: Sequence[Delivery], tally: Tally, now: datetime
) -> None:
    settlements: list[Settlement] = []
    blocks: list[Block] = list(_resting(deliveries, now))
    for delivery in deliveries:
        if delivery.failure is None:
            settlements.extend(_sent(delivery, row, now) for row in delivery.parcel.rows)
            continue
        found = _block(delivery, delivery.failure, now)
        blocks.extend([found] if found else [])
        settlements.extend(_failed(row, delivery, found is not None, now) for row in delivery.parcel.rows)
    refusals.write(connection, blocks, now)
    settle(connection, worker, settlements)
    apply_reports(connection, {settlement.message_id for settlement in settlements}, now)
    _count(tally, settlements)


def _sent(delivery: Delivery, row: Row[Any], now: datetime) -> Settlement:
    way, message_id = delivery.parcel.push.channel, delivery.message_id
    return Settlement(row.id, states.SENT, row.attempts + 1, row.next_try_at, now, "", way, message_id)


def _failed(row: Row[Any], delivery: Delivery, blocked: bool, now: datetime) -> Settlement:
    """A blocked way is left at once for the next; any other failure waits for its next try."""
    attempts, way = row.attempts + 1, delivery.parcel.push.channel
    error = str(delivery.failure)[:ERROR_MAX_CHARS]
    again = now if blocked else next_try(attempts, now)
    if again >= row.closes_at:
        return Settlement(row.id, states.GAVE_UP, attempts, row.next_try_at, now, error, way)
    return Settlement(row.id, states.PLANNED, attempts, again, None, error, way)


def _block(delivery: Delivery, failure: PushFailed, now: datetime) -> Block | None:
    person_id = delivery.parcel.rows[0].person_id
    return refusals.block(person_id, delivery.parcel.push.channel, failure.code, failure.permanent, now)


def _resting(deliveries: Iterable[Delivery], now: datetime) -> Iterable[Block]:
    by_way: dict[str, list[str]] = defaultdict(list)
    for delivery in deliveries:
        by_way[delivery.parcel.push.channel].append(delivery.failure.code if delivery.failure else "")
    for way, codes in by_way.items():
        if len(codes) >= MANY_FAILURES and all(code in refusals.ON_THE_ROAD for code in codes):
            yield refusals.pause(way, codes[0], now)


def _count(tally: Tally, settlements: Iterable[Settlement]) -> None:
    for settlement in settlements:
        tally.sent += settlement.state == states.SENT
        tally.later += settlement.state == states.PLANNED
        tally.unreached += settlement.state == states.GAVE_UP
