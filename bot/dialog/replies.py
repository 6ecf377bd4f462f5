"""What each message was answered, under a key that names nobody: a resent one gets the same again."""

from __future__ import annotations

import hashlib
from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from bot.messages import Incoming, Kind
from bot.store.prepared import Prepared
from bot.store.tables import message
from bot.store.unless_there import DIALECTS, insert_unless_there

REPLY = Prepared(
    select(message.c.reply).where(
        message.c.channel == bindparam("in_channel"), message.c.key == bindparam("with_key")
    )
)
KEEP = {dialect: Prepared(insert_unless_there(message, dialect)) for dialect in DIALECTS}


class AnsweredBefore(Exception):
    """The message was answered before: what this turn did is to be taken back."""


def digest(incoming: Incoming) -> str:
    """The key under which a message is answered: names it for ever, and nobody who sent it."""
    return hashlib.sha256(incoming.key.encode()).hexdigest()


def replied(connection: Connection, channel: str, key: str) -> str | None:
    """The first page of the answer; None when the message is new."""
    row = REPLY.first(connection, {"in_channel": channel, "with_key": key})
    return None if row is None else str(row.reply)


def keep(connection: Connection, incoming: Incoming, key: str, text: str, now: datetime) -> None:
    """Raises :class:`AnsweredBefore`. Of who unfollows nothing personal is kept, not even that she wrote."""
    answered = {"channel": incoming.channel, "key": key, "received_at": now, "reply": text}
    sender = "" if incoming.kind is Kind.UNFOLLOW else incoming.sender
    row = {**answered, "sender": sender, "kind": str(incoming.kind)}
    if not KEEP[connection.dialect.name].run(connection, row):
        raise AnsweredBefore
