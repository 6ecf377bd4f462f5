"""Where a person can be reached now: looked up when a push is sent, never when it is planned."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, select

from bot.outbox import states
from bot.store.tables import contact


@dataclass(frozen=True)
class Address:
    """``problem`` is empty when she can be reached, else one of the words in ``states``."""

    channel: str = ""
    recipient: str = ""
    problem: str = ""


def addresses(
    connection: Connection, person_ids: Collection[str], channels: Collection[str]
) -> dict[str, Address]:
    """One address a person; of several contacts the one she used last."""
    found = {person_id: Address(problem=states.NOT_BOUND) for person_id in person_ids}
    wanted = (contact.c.person_id.in_(person_ids), contact.c.channel.in_(channels))
    rows = connection.execute(select(contact).where(*wanted).order_by(contact.c.last_seen_at))
    for row in rows:
        if row.following:
            found[row.person_id] = Address(channel=row.channel, recipient=row.sender)
        elif not found[row.person_id].recipient:
            found[row.person_id] = Address(problem=states.NOT_FOLLOWING)
    return found
