"""The binding codes that the demo shows: issued when needed, anew after one was used or ran out."""

from __future__ import annotations

import threading
from datetime import datetime

from sqlalchemy import Connection, select

from bot.clock import Clock
from bot.roster import codes
from bot.settings import Settings
from bot.simulator.sample import tries
from bot.simulator.sample.town import Holder
from bot.simulator.stage import Try
from bot.store.database import Database
from bot.store.tables import binding_code, contact, person, station


class CodeBook:
    """Codes are kept in memory only: the database has nothing but their digests."""

    def __init__(self, database: Database, settings: Settings, clock: Clock) -> None:
        self._database, self._settings, self._clock = database, settings, clock
        self._codes: dict[str, str] = {}
        self._lock = threading.Lock()

    def tries(self, holder: Holder) -> tuple[Try, ...]:
        """What this person may try now; the binding line is there while she is not bound."""
        with self._lock:
            with self._database.read() as connection:
                row = connection.execute(
                    select(person.c.id, station.c.code)
                    .outerjoin(station, person.c.station_id == station.c.id)
                    .where(person.c.name == holder.name, person.c.active)
                ).first()
                bound = _is_bound(connection, holder.openid)
            listed = tries.for_role(holder.role if row else "", (row and row.code) or "A01")
            if row is None or bound:
                return listed
            code = self._code(row.id)
            return (tries.binding(holder.name, code), *listed) if code else listed

    def _code(self, person_id: str) -> str:
        """Empty when the clerk has given her another one meanwhile: hers on paper must not be void."""
        known, now = self._codes.get(person_id, ""), self._clock()
        with self._database.write() as connection:
            if known and codes.verify(connection, person_id, known, self._settings, now):
                return known
            if known and _has_live_code(connection, person_id, now):
                return ""
            known = codes.issue(connection, person_id, self._settings, now)
        self._codes[person_id] = known
        return known


def _has_live_code(connection: Connection, person_id: str, now: datetime) -> bool:
    live = (binding_code.c.used_at.is_(None), binding_code.c.expires_at > now)
    found = select(binding_code.c.person_id).where(binding_code.c.person_id == person_id, *live)
    return connection.execute(found).first() is not None


def _is_bound(connection: Connection, openid: str) -> bool:
    found = select(contact.c.person_id).where(contact.c.sender == openid, contact.c.person_id.is_not(None))
    return connection.execute(found).first() is not None
