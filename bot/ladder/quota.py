"""How many customer-service messages the platform still takes for somebody, counted from rows.

Five within 48 hours of her last message; three within one minute of a tap, a scan or following (platform
rule since June 2023). Whether the buckets add up is not documented; the larger one counts, which never asks
for more than is allowed.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, func, insert, select

from bot.messages import Kind
from bot.store.tables import message, new_id, service_message

# kinds of what she did → (messages allowed, for how long)
_WROTE = frozenset({Kind.TEXT, Kind.IMAGE, Kind.VOICE, Kind.VIDEO, Kind.LOCATION, Kind.LINK, Kind.OTHER})
_TOUCHED = frozenset({Kind.TAP, Kind.SCAN, Kind.FOLLOW})
BUCKETS = ((_WROTE, 5, timedelta(hours=48)), (_TOUCHED, 3, timedelta(minutes=1)))


def left(connection: Connection, channel: str, sender: str, now: datetime) -> int:
    """Messages that may still be sent; 0: use another way."""
    best = 0
    for kinds, allowed, valid_for in BUCKETS:
        opened = connection.execute(
            select(func.max(message.c.received_at)).where(
                message.c.channel == channel,
                message.c.sender == sender,
                message.c.kind.in_([str(kind) for kind in kinds]),
                message.c.received_at > now - valid_for,
            )
        ).scalar_one_or_none()
        if opened is None:
            continue
        sent = connection.execute(
            select(func.count())
            .select_from(service_message)
            .where(
                service_message.c.channel == channel,
                service_message.c.sender == sender,
                service_message.c.sent_at >= opened,
            )
        ).scalar_one()
        best = max(best, allowed - sent)
    return best


def note_sent(connection: Connection, channel: str, sender: str, now: datetime) -> None:
    connection.execute(
        insert(service_message).values(id=new_id(), channel=channel, sender=sender, sent_at=now)
    )
