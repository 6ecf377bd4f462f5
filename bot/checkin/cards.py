"""The electronic deputy card (电子代表证): a short-lived code that the deputy shows and the clerk scans."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, delete, insert, select, update

from bot.checkin.screen import DIGITS
from bot.roster.secret import binding_secret
from bot.settings import Settings
from bot.store.tables import deputy_card, person


class Cards:
    """Codes are kept as digests; the newest card of a deputy replaces the one before."""

    def __init__(self, connection: Connection, settings: Settings) -> None:
        self._connection = connection
        self._settings = settings

    def issue(self, person_id: str, now: datetime) -> str:
        """A code that no other valid card has."""
        while True:
            code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
            if self._valid(code, now) is None:
                break
        self._connection.execute(delete(deputy_card).where(deputy_card.c.person_id == person_id))
        expires = now + timedelta(minutes=self._settings.check_in.card_minutes)
        self._connection.execute(
            insert(deputy_card).values(person_id=person_id, digest=self._digest(code), expires_at=expires)
        )
        return code

    def holder(self, township_id: str, code: str, now: datetime) -> str | None:
        """The deputy of this township whose valid card it is."""
        person_id = self._valid(code, now)
        if person_id is None:
            return None
        home = self._connection.execute(
            select(person.c.township_id).where(person.c.id == person_id, person.c.active)
        ).scalar_one_or_none()
        return person_id if home == township_id else None

    def use(self, code: str, now: datetime) -> None:
        self._connection.execute(
            update(deputy_card).where(deputy_card.c.digest == self._digest(code)).values(used_at=now)
        )

    def _valid(self, code: str, now: datetime) -> str | None:
        found: str | None = self._connection.execute(
            select(deputy_card.c.person_id).where(
                deputy_card.c.digest == self._digest(code),
                deputy_card.c.expires_at > now,
                deputy_card.c.used_at.is_(None),
            )
        ).scalar()
        return found

    def _digest(self, code: str) -> str:
        secret = binding_secret(Path(self._settings.data_dir))
        return hmac.new(secret, f"card:{code}".encode(), hashlib.sha256).hexdigest()
