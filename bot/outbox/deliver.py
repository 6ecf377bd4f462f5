"""Handing parcels to their channels: several at once, outside any transaction, each step in the journal."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass

from bot.errors import PushFailed
from bot.outbox import journal, states
from bot.outbox.journal import Notes
from bot.outbox.parcels import Parcel
from bot.outbox.ways import Sender

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Delivery:
    """``failure`` is empty when the platform took the parcel."""

    parcel: Parcel
    message_id: str = ""
    failure: PushFailed | None = None


class Batch:
    """Parcels on their way: sent by the pool while others are claimed and settled."""

    def __init__(
        self, parcels: Sequence[Parcel], channels: Mapping[str, Sender], notes: Notes, pool: Executor
    ) -> None:
        self.notes = notes
        self._futures = [pool.submit(_deliver_one, parcel, channels, notes) for parcel in parcels]

    def wait(self) -> list[Delivery]:
        """When each parcel has been answered or has failed."""
        return [future.result() for future in self._futures]


def _deliver_one(parcel: Parcel, channels: Mapping[str, Sender], notes: Notes) -> Delivery:
    ids = [row.id for row in parcel.rows]
    way = parcel.push.channel
    try:
        notes.note(journal.STARTED, ids, way)
        outcome = channels[way].send(parcel.push)
    except PushFailed as failure:
        notes.note(journal.FAILED, ids, way, failure.code)
        return Delivery(parcel, failure=failure)
    except Exception:
        logger.exception("push %s: its channel failed in a way nobody foresaw", parcel.push.id)
        return Delivery(parcel, failure=PushFailed(states.FAULT))
    notes.note(journal.TOOK, ids, way, outcome.message_id)
    return Delivery(parcel, message_id=outcome.message_id)
