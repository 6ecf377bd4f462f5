"""What handlers may do with the ledger, inside one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, insert

from bot.checkin.cards import Cards
from bot.errors import Refused
from bot.ledger import attachments, corrections, counts, entries, states
from bot.ledger.corrections import Kept
from bot.ledger.entries import NewEntry
from bot.ledger.kinds import KINDS, LedgerKind
from bot.ledger.meetings import Meetings
from bot.ledger.notices import Notices
from bot.ledger.points import Reckoned, reckon_year
from bot.ledger.problems import Problems
from bot.messages import Incoming
from bot.settings import Settings
from bot.store.tables import gap, new_id
from bot.texts import trust as texts

RETURNED_FOR = timedelta(days=366)  # what the clerk sent back may be corrected for so long


@dataclass(frozen=True)
class Recorded:
    """One line of "my record"."""

    number: str
    kind: str
    item: str
    happened_on: date
    state: str


class LedgerDesk:
    def __init__(self, connection: Connection, settings: Settings) -> None:
        self._connection = connection
        self._settings = settings
        self.problems = Problems(connection)
        self.notices = Notices(connection)
        self.meetings = Meetings(connection)
        self.cards = Cards(connection, settings)
        self.evidence: tuple[str, ...] = ()  # voice of the form that is being saved

    def add(self, new: NewEntry, now: datetime) -> str:
        """The number of the new entry."""
        if self.evidence:
            new = replace(new, attachment_ids=(*new.attachment_ids, *self.evidence))
        return entries.add(self._connection, new, now)

    def already(
        self, kind: LedgerKind, person_id: str, station_id: str, day: date
    ) -> tuple[str, datetime] | None:
        """Number and time of the person's entry of this kind at this station on this day."""
        return entries.of_person_on(self._connection, kind, person_id, station_id, day)

    def counts(self, kind: LedgerKind, person_id: str, year: int) -> dict[str, int]:
        """How many entries of each item the person has in this year, those of other ledgers included."""
        return counts.count_by_item(self._connection, kind, person_id, year)

    def counts_of(self, kinds: Sequence[LedgerKind], person_id: str, year: int) -> dict[str, dict[str, int]]:
        """As :meth:`counts` for several ledgers at once: kind -> item -> entries."""
        return counts.count_by_kind(self._connection, kinds, person_id, year)

    def households_visited(self, person_id: str, since: date) -> int:
        return counts.households_visited(self._connection, person_id, since)

    def latest(self, person_id: str, limit: int) -> Sequence[Recorded]:
        rows = entries.latest(self._connection, person_id, limit)
        return [
            Recorded(row.number, KINDS[row.kind].label, row.item, row.happened_on, row.state) for row in rows
        ]

    def of_kind(self, kind: LedgerKind, person_id: str, since: date) -> list[Kept]:
        """Her entries of this kind that happened since then and count, in the order of numbers."""
        return entries.of_kind(self._connection, kind, person_id, since)

    def entries_of(self, person_id: str, first: date, last: date) -> list[Kept]:
        """All her entries of these days that count."""
        return entries.of_person(self._connection, person_id, first, last)

    def points(self, person_id: str, year: int) -> Reckoned:
        """Her points of the year, line by line; only where they are switched on."""
        return reckon_year(self._connection, person_id, year, self._settings.points)

    def find(self, township_id: str, number: str) -> Kept | None:
        return corrections.find(self._connection, township_id, number.strip().upper())

    def correctable(self, person_id: str, now: datetime) -> list[Kept]:
        """What she may still correct herself (``ledger.correction_hours``), newest first."""
        since = now - timedelta(hours=self._settings.ledger.correction_hours)
        still = states.COUNTED | {states.RETURNED}
        return corrections.hers(self._connection, person_id, since, still)

    def returned(self, person_id: str, now: datetime) -> list[Kept]:
        """What the clerk sent back to her within the year; it may be corrected whatever its age."""
        return corrections.hers(self._connection, person_id, now - RETURNED_FOR, {states.RETURNED})

    def changeable_by(self, person_id: str, township_id: str, number: str, now: datetime) -> Kept | None:
        """The entry of that number, if it is hers and :meth:`correctable` or :meth:`returned`."""
        found = self.find(township_id, number)
        if found is None or found.person_id != person_id:
            return None
        hours = timedelta(hours=self._settings.ledger.correction_hours)
        in_time = found.state in states.COUNTED and found.created_at >= now - hours
        sent_back = found.state == states.RETURNED and found.created_at >= now - RETURNED_FOR
        return found if in_time or sent_back else None

    def pending(self, township_id: str, kinds: Sequence[LedgerKind], limit: int) -> list[Kept]:
        """What waits for the clerk, oldest first."""
        keys = [kind.key for kind in kinds]
        return corrections.in_state(self._connection, township_id, states.PENDING, keys, limit)

    def change(
        self,
        was: Kept,
        now: datetime,
        *,
        by: str,
        action: str,
        reason: str = "",
        fields: Mapping[str, Any] | None = None,
        happened_on: date | None = None,
        state: str = "",
    ) -> None:
        """A further version. Raises :class:`Refused` when somebody changed the entry in the meantime."""
        changed = corrections.change(
            self._connection,
            was,
            now,
            by=by,
            action=action,
            reason=reason,
            fields=fields,
            happened_on=happened_on,
            state=state,
        )
        if not changed:
            raise Refused(texts.CHANGED_MEANWHILE)

    def keep_photo(self, incoming: Incoming, now: datetime) -> str:
        """Note a photo to be fetched; the id by which a form refers to it. A second call changes nothing."""
        return attachments.note(self._connection, incoming, "image", now)

    def keep_voice(self, incoming: Incoming, now: datetime) -> str:
        """As :meth:`keep_photo`, for voice: kept as evidence, never a photo of the entry."""
        return attachments.note(self._connection, incoming, "voice", now)

    def drop_loose_photos(self, incoming: Incoming) -> None:
        attachments.drop_loose(self._connection, incoming.channel, incoming.sender)

    def note_gap(self, question: str, township_id: str, now: datetime) -> None:
        """Keep a question that nothing here answers, for the clerk; without who asked."""
        self._connection.execute(
            insert(gap).values(id=new_id(), township_id=township_id or None, question=question, asked_at=now)
        )
