"""What "继续" and a bare number refer to: the pages not yet read, and the last answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, and_, bindparam, delete, insert, select, update

from bot.messages import Incoming
from bot.store.prepared import Prepared
from bot.store.tables import reading

FORGET_AFTER = timedelta(hours=12)  # a "2" next morning no longer means yesterday's second source

_MINE = and_(reading.c.channel == bindparam("of_channel"), reading.c.sender == bindparam("of_sender"))
READ = Prepared(select(reading).where(_MINE))
CHANGE = Prepared(update(reading).where(_MINE))
ADD = Prepared(insert(reading))


class Reading:
    """One sender's bookmark, inside the turn's transaction."""

    def __init__(self, connection: Connection, incoming: Incoming, now: datetime, there: bool = True) -> None:
        """``there``: whether the sender has a row at all; when it is known that not, none is looked for."""
        self._connection = connection
        self._mine = {"of_channel": incoming.channel, "of_sender": incoming.sender}
        self._key = {"channel": incoming.channel, "sender": incoming.sender}
        self._now = now
        row = READ.first(connection, self._mine) if there else None
        fresh = row is not None and now - row.updated_at < FORGET_AFTER
        self._exists = row is not None
        self.pages: list[str] = list(row.pages) if row is not None and fresh else []
        self.memory: Mapping[str, Any] | None = row.last_answer if row is not None and fresh else None

    def next_page(self) -> str | None:
        if not self.pages:
            return None
        page = self.pages.pop(0)
        self._write()
        return page

    def leave(self, pages: list[str], memory: Mapping[str, Any] | None) -> None:
        """Remember what is left to read; writes only when something changes (most turns change nothing)."""
        if pages == self.pages and memory == self.memory:
            return
        self.pages, self.memory = pages, memory
        self._write()

    def _write(self) -> None:
        values = {"pages": self.pages, "last_answer": self.memory, "updated_at": self._now}
        if self._exists:
            CHANGE.run(self._connection, {**self._mine, **values})
        else:
            ADD.run(self._connection, {**self._key, **values})
            self._exists = True


def forget(connection: Connection, channel: str, sender: str) -> None:
    connection.execute(delete(reading).where(reading.c.channel == channel, reading.c.sender == sender))
