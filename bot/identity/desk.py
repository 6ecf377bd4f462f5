"""What the dialog and the handlers may do with identities, inside one transaction."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, select, update

from bot.errors import Refused
from bot.identity import contacts
from bot.identity.holdings import Holdings, holdings
from bot.ledger import audit
from bot.messages import Incoming, Person, Reply
from bot.roster import codes
from bot.settings import Settings
from bot.store.tables import contact
from bot.texts import identity as texts


@dataclass(frozen=True)
class Bound:
    """A successful binding. ``moved``: another phone was tied to her before, and is no longer."""

    person: Row[Any]
    moved: bool


class Left(NamedTuple):
    """What lies about for a sender when she writes: a form, pages or an answer, a push that failed."""

    draft: bool = False
    reading: bool = False
    push: bool = False


class IdentityDesk:
    def __init__(self, connection: Connection, settings: Settings) -> None:
        self._connection = connection
        self._settings = settings
        self._told = True
        self.left = Left()

    def recognise(self, incoming: Incoming, now: datetime) -> Person:
        person, row = contacts.recognise(self._connection, incoming, now)
        if row is not None:
            self._told = bool(row.notice_version == self._settings.privacy.notice_version)
            self.left = Left(row.has_draft, row.has_reading, row.has_push)
        else:
            self._told = False
        return person

    def with_notice(self, incoming: Incoming, reply: Reply, now: datetime) -> Reply:
        """Add the privacy notice to the first reply, and again after its text has changed; note that."""
        if self._told or reply.silent:
            return reply
        self._change(incoming, notice_version=self._settings.privacy.notice_version, notice_shown_at=now)
        office = self._settings.office
        notice = texts.privacy_notice(office.name, office.phone, self._settings.privacy.message_days)
        return dataclasses.replace(reply, text=f"{reply.text}\n\n{notice}")

    def forget(self, incoming: Incoming, now: datetime) -> None:
        contacts.forget(self._connection, incoming.channel, incoming.sender)
        audit.record(self._connection, "system", "unfollow", "contact", "", now)

    def bind(self, incoming: Incoming, name: str, code: str, now: datetime) -> Bound | int:
        """Tie the sender to the person whose code it is; else the number of tries that are left.

        Raises :class:`Refused` while locked. Five wrong tries (``binding.max_failures``) lock for an hour.
        """
        rules = self._settings.binding
        row = self._connection.execute(
            select(contact).where(contact.c.channel == incoming.channel, contact.c.sender == incoming.sender)
        ).one()
        if row.bind_locked_until is not None and now < row.bind_locked_until:
            raise Refused(texts.locked(row.bind_locked_until))
        person = codes.redeem(self._connection, None, name, code, self._settings, now)
        if person is None:
            failures = 1 if row.bind_locked_until is not None else row.bind_failures + 1
            until = now + timedelta(minutes=rules.lock_minutes) if failures >= rules.max_failures else None
            self._change(incoming, bind_failures=failures, bind_locked_until=until)
            return rules.max_failures - failures
        moved = self._connection.execute(
            update(contact)
            .where(
                contact.c.channel == incoming.channel,
                contact.c.person_id == person.id,
                contact.c.sender != incoming.sender,
            )
            .values(person_id=None, bound_at=None)
        )
        self._change(incoming, person_id=person.id, bound_at=now, bind_failures=0, bind_locked_until=None)
        audit.record(self._connection, person.id, "bind", f"person:{person.id}", "", now)
        return Bound(person, bool(moved.rowcount))

    def holdings(self, incoming: Incoming, person_id: str) -> Holdings:
        """What we hold about the sender."""
        return holdings(self._connection, incoming, person_id)

    def erase(self, incoming: Incoming, person_id: str, now: datetime) -> None:
        """All that is personal to the sender goes, on her word (个人信息保护法第四十七条); duties stay."""
        contacts.forget(self._connection, incoming.channel, incoming.sender)
        about = f"person:{person_id}" if person_id else ""
        audit.record(self._connection, person_id or "system", "erase", "contact", about, now)

    def location_agreed(self, incoming: Incoming) -> bool:
        """Whether the sender agreed to the present wording about location (个人信息保护法第二十九条)."""
        agreed = self._connection.execute(
            select(contact.c.location_version).where(
                contact.c.channel == incoming.channel, contact.c.sender == incoming.sender
            )
        ).scalar_one_or_none()
        return agreed == self._settings.privacy.notice_version

    def set_location_consent(self, incoming: Incoming, agreed: bool, person_id: str, now: datetime) -> None:
        """Agree to the present wording, or take it back; either is on the audit trail."""
        version = self._settings.privacy.notice_version if agreed else ""
        self._change(incoming, location_version=version, location_agreed_at=now if agreed else None)
        action = "location_agreed" if agreed else "location_revoked"
        audit.record(self._connection, person_id, action, f"person:{person_id}", version, now)

    def _change(self, incoming: Incoming, **values: Any) -> None:
        self._connection.execute(
            update(contact)
            .where(contact.c.channel == incoming.channel, contact.c.sender == incoming.sender)
            .values(**values)
        )
