"""What handlers may do with the ledger, inside one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, insert

from bot.ledger import attachments, entries
from bot.ledger.entries import NewEntry
from bot.ledger.kinds import KINDS, LedgerKind
from bot.messages import Incoming
from bot.settings import Settings
from bot.store.tables import gap, new_id


@dataclass(frozen=True)
class Recorded:
    """One line of "my record"."""

    number: str
    kind: str
    item: str
    happened_on: date


class LedgerDesk:
    def __init__(self, connection: Connection, settings: Settings) -> None:
        self._connection = connection
        self._settings = settings

    def add(self, new: NewEntry, now: datetime) -> str:
        """The number of the new entry."""
        return entries.add(self._connection, new, now)

    def already(
        self, kind: LedgerKind, person_id: str, station_id: str, day: date
    ) -> tuple[str, datetime] | None:
        """Number and time of the person's entry of this kind at this station on this day."""
        row = entries.of_person_on(self._connection, kind, person_id, station_id, day)
        return None if row is None else (row.number, row.created_at)

    def counts(self, kind: LedgerKind, person_id: str, year: int) -> dict[str, int]:
        """How many entries of each item the person has in this year."""
        return entries.count_by_item(self._connection, kind, person_id, year)

    def latest(self, person_id: str, limit: int) -> Sequence[Recorded]:
        rows = entries.latest(self._connection, person_id, limit)
        return [Recorded(row.number, KINDS[row.kind].label, row.item, row.happened_on) for row in rows]

    def keep_photo(self, incoming: Incoming, now: datetime) -> str:
        """Note a photo to be fetched; the id by which a form refers to it. A second call changes nothing."""
        return attachments.note(self._connection, incoming, "image", now)

    def drop_loose_photos(self, incoming: Incoming) -> None:
        attachments.drop_loose(self._connection, incoming.channel, incoming.sender)

    def note_gap(self, question: str, township_id: str, now: datetime) -> None:
        """Keep a question that nothing here answers, for the clerk; without who asked."""
        self._connection.execute(
            insert(gap).values(id=new_id(), township_id=township_id or None, question=question, asked_at=now)
        )
