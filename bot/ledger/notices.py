"""Telling somebody about a record, through the outbox: it commits with the record itself."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import Connection, select

from bot.outbox.enqueue import add_missing, new_row
from bot.store.tables import person

CLOSES_AFTER = timedelta(days=14)
FIELD_MAX_CHARS = 20  # the platform's limit for a "thing"


class Notices:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def tell(
        self,
        person_ids: Iterable[str],
        township_id: str,
        kind: str,
        about: str,
        text: str,
        now: datetime,
    ) -> None:
        """One push each. ``about`` names what it is about, so that a second call adds nothing."""
        rows = [
            new_row(
                township_id=township_id,
                occasion=f"entry:{township_id}:{about}"[:80],
                kind=kind,
                person_id=person_id,
                text=text,
                due_at=now,
                closes_at=now + CLOSES_AFTER,
                now=now,
                fields={"what": text[:FIELD_MAX_CHARS]},
            )
            for person_id in person_ids
        ]
        if rows:
            add_missing(self._connection, rows)

    def clerks(self, township_id: str) -> list[str]:
        return self._in_role("clerk", township_id)

    def grid_workers(self, township_id: str, grid_id: str) -> list[str]:
        return self._in_role("grid_worker", township_id, grid_id)

    def _in_role(self, role: str, township_id: str, grid_id: str = "") -> list[str]:
        query = select(person.c.id).where(
            person.c.township_id == township_id, person.c.role == role, person.c.active
        )
        if grid_id:
            query = query.where(person.c.grid_id == grid_id)
        return list(self._connection.execute(query).scalars())
