"""The row that each sender has: seen when, tied to whom, told what."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Table,
    and_,
    bindparam,
    delete,
    exists,
    insert,
    select,
    update,
)

from bot.messages import Incoming, Person
from bot.outbox.next_contact import UNDELIVERED
from bot.store.prepared import Prepared
from bot.store.tables import attachment, contact, draft, message, person, push, reading

SEEN_EVERY = timedelta(
    minutes=10
)  # last_seen_at serves the 48-hour window; a write each message would be waste

_MINE = and_(contact.c.channel == bindparam("of_channel"), contact.c.sender == bindparam("of_sender"))


def _has(table: Table) -> ColumnElement[bool]:
    return exists().where(table.c.channel == contact.c.channel, table.c.sender == contact.c.sender)


WHO = Prepared(
    select(
        contact.c.person_id,
        contact.c.following,
        contact.c.last_seen_at,
        contact.c.notice_version,
        person.c.name,
        person.c.role,
        person.c.township_id,
        person.c.station_id,
        person.c.grid_id,
        # What lies about for her, in the same look: most turns find nothing and need not ask again.
        _has(draft).label("has_draft"),
        _has(reading).label("has_reading"),
        exists().where(push.c.person_id == contact.c.person_id, UNDELIVERED).label("has_push"),
    )
    .outerjoin(person, and_(person.c.id == contact.c.person_id, person.c.active))
    .where(_MINE)
)
SEEN = Prepared(update(contact).where(_MINE))
ADD = Prepared(insert(contact))


def recognise(connection: Connection, incoming: Incoming, now: datetime) -> tuple[Person, Any | None]:
    """The person behind a message, and the contact row as it was before it (None: first contact)."""
    mine = {"of_channel": incoming.channel, "of_sender": incoming.sender}
    seen = {"last_seen_at": now, "following": True}
    row = WHO.first(connection, mine)
    if row is None:
        new = {"channel": incoming.channel, "sender": incoming.sender, "first_seen_at": now}
        ADD.run(connection, {**new, **seen})
        return Person(incoming.channel, incoming.sender), None
    if now - row.last_seen_at > SEEN_EVERY or not row.following:
        SEEN.run(connection, {**mine, **seen})
    if row.role is None:  # unbound, or struck off the roster
        return Person(incoming.channel, incoming.sender), row
    return (
        Person(
            channel=incoming.channel,
            sender=incoming.sender,
            id=row.person_id,
            name=row.name,
            role=row.role,
            township_id=row.township_id,
            station_id=row.station_id or "",
            grid_id=row.grid_id or "",
        ),
        row,
    )


def unbind(connection: Connection, person_id: str) -> int:
    """Her phones are nobody's again; they may bind anew with a fresh code. How many there were."""
    hers = update(contact).where(contact.c.person_id == person_id)
    return connection.execute(hers.values(person_id=None, bound_at=None)).rowcount


def forget(connection: Connection, channel: str, sender: str) -> None:
    """Delete all that is personal to a sender; the office's records of duties stay.

    The platform requires it on the unsubscribe event. Entries keep their photos; drafts and theirs go.
    """
    for table in (contact, draft, reading):
        connection.execute(delete(table).where(table.c.channel == channel, table.c.sender == sender))
    mine = and_(attachment.c.channel == channel, attachment.c.sender == sender)
    connection.execute(delete(attachment).where(mine, attachment.c.entry_id.is_(None)))
    connection.execute(update(attachment).where(mine).values(sender=""))
    connection.execute(
        update(message)
        .where(message.c.channel == channel, message.c.sender == sender)
        .values(sender="", reply="")
    )
