"""What we hold about a sender (我的信息): counted, never quoted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from bot.messages import Incoming
from bot.store.tables import attachment, contact, draft, entry, message


@dataclass(frozen=True)
class Holdings:
    first_seen_at: datetime
    bound_at: datetime | None
    notice_version: str
    notice_shown_at: datetime | None
    location_version: str
    receipts: int
    drafts: int
    photos: int
    entries: dict[str, int]  # by kind; of the person, if bound


def holdings(connection: Connection, incoming: Incoming, person_id: str) -> Holdings:
    row = connection.execute(
        select(contact).where(contact.c.channel == incoming.channel, contact.c.sender == incoming.sender)
    ).one()
    counted = {
        table.name: int(
            connection.execute(
                select(func.count())
                .select_from(table)
                .where(table.c.channel == incoming.channel, table.c.sender == incoming.sender)
            ).scalar_one()
        )
        for table in (message, draft, attachment)
    }
    by_kind = connection.execute(
        select(entry.c.kind, func.count()).where(entry.c.person_id == person_id).group_by(entry.c.kind)
    )
    return Holdings(
        first_seen_at=row.first_seen_at,
        bound_at=row.bound_at,
        notice_version=row.notice_version,
        notice_shown_at=row.notice_shown_at,
        location_version=row.location_version,
        receipts=counted["message"],
        drafts=counted["draft"],
        photos=counted["attachment"],
        entries={each[0]: each[1] for each in by_kind} if person_id else {},
    )
