"""How a person can be reached now: looked up when a push is sent, never when it is planned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, or_, select

from bot.outbox import states
from bot.outbox.refusals import EVERYBODY, PASSING
from bot.outbox.ways import PHONE, Way
from bot.store.tables import contact, person, way_block


@dataclass(frozen=True)
class Address:
    """``way`` is empty when she cannot be reached now; ``problem`` says why and ``again_at`` when to look."""

    way: str = ""
    recipient: str = ""
    problem: str = ""
    refused: bool = False  # every way refused her, so that only her next contact helps
    again_at: datetime | None = None


class Addresses:
    """What is known of some persons' contacts and blocked ways, read at once."""

    def __init__(
        self, connection: Connection, person_ids: Collection[str], ways: Sequence[Way], now: datetime
    ) -> None:
        self._ways = ways
        self._now = now
        self._contacts: dict[str, list[Any]] = defaultdict(list)
        self._phones: dict[str, str] = {}
        self._blocks: dict[tuple[str, str], Row[Any]] = {}
        self._read(connection, person_ids)

    def _read(self, connection: Connection, person_ids: Collection[str]) -> None:
        needed = (contact.c.person_id, contact.c.channel, contact.c.sender)
        hers = select(*needed, contact.c.following, contact.c.last_seen_at)
        hers = hers.where(contact.c.person_id.in_(person_ids))
        for row in connection.execute(hers.order_by(contact.c.last_seen_at.desc())):
            self._contacts[row.person_id].append(row)
        blocked = or_(way_block.c.person_id == EVERYBODY, way_block.c.person_id.in_(person_ids))
        for block in connection.execute(select(way_block).where(blocked)):
            self._blocks[block.person_id, block.way] = block
        if any(way.contact == PHONE for way in self._ways):
            numbers = select(person.c.id, person.c.phone).where(person.c.id.in_(person_ids))
            self._phones = {row.id: row.phone for row in connection.execute(numbers)}

    def of(self, person_id: str, only: str = "") -> Address:
        """The first open way; ``only``: that way or none."""
        refused: list[Row[Any]] = []
        for way in self._ways:
            recipient = self._recipient(person_id, way)
            if not recipient or (only and way.name != only):
                continue
            block = self._block(person_id, way.name)
            if block is None:
                return Address(way.name, recipient)
            if block.code in PASSING:
                return Address(problem=str(block.code), again_at=block.until)
            refused.append(block)
        if refused:
            return self._blocked(refused)
        return Address(problem=self._missing(person_id))

    def _recipient(self, person_id: str, way: Way) -> str:
        if way.contact == PHONE:
            return self._phones.get(person_id, "")
        hers = (row for row in self._contacts.get(person_id, ()) if row.channel == way.contact)
        return next((str(row.sender) for row in hers if row.following), "")

    def _block(self, person_id: str, way: str) -> Row[Any] | None:
        for owner in (EVERYBODY, person_id):
            block = self._blocks.get((owner, way))
            if block is not None and not self._over(block, person_id):
                return block
        return None

    def _over(self, block: Row[Any], person_id: str) -> bool:
        if block.until is not None:
            return bool(block.until <= self._now)
        hers = self._contacts.get(person_id, ())
        return any(block.since < row.last_seen_at <= self._now for row in hers)

    def _blocked(self, blocks: list[Row[Any]]) -> Address:
        """A way that opens by itself is waited for; when none does, only her next contact helps."""
        times = [block.until for block in blocks if block.until is not None]
        first = blocks[0]
        if not times:
            return Address(problem=str(first.code), refused=True)
        return Address(problem=str(first.code), again_at=min(times))

    def _missing(self, person_id: str) -> str:
        rows = self._contacts.get(person_id, ())
        if not rows:
            return states.NOT_BOUND
        return states.NO_WAY if any(row.following for row in rows) else states.NOT_FOLLOWING


def reachable(
    connection: Connection, person_ids: Iterable[str], ways: Sequence[Way], now: datetime
) -> dict[str, Address]:
    ids = set(person_ids)
    known = Addresses(connection, ids, ways, now)
    return {person_id: known.of(person_id) for person_id in ids}
