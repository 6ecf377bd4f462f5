"""Half-filled forms as rows. At most one draft of a sender is active; the others wait, paused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, and_, bindparam, delete, insert, select, update

from bot.dialog.turn import Answers
from bot.messages import Incoming
from bot.store.prepared import Prepared
from bot.store.tables import draft

ACTIVE, PAUSED = "active", "paused"


@dataclass(frozen=True)
class Draft:
    flow: str
    answers: Answers
    state: str
    updated_at: datetime


_MINE = and_(draft.c.channel == bindparam("of_channel"), draft.c.sender == bindparam("of_sender"))
_THIS = and_(_MINE, draft.c.flow == bindparam("of_flow"))
READ = Prepared(select(draft.c.flow, draft.c.answers, draft.c.state, draft.c.updated_at).where(_MINE))
CHANGE = Prepared(update(draft).where(_THIS))
ADD = Prepared(insert(draft))
DROP = Prepared(delete(draft).where(_THIS))


class Drafts:
    """The drafts of one sender, inside the turn's transaction. Read once, and again after a change."""

    def __init__(self, connection: Connection, incoming: Incoming, now: datetime, there: bool = True) -> None:
        """``there``: whether the sender has any; when it is known that not, none is looked for."""
        self._connection = connection
        self._mine = {"of_channel": incoming.channel, "of_sender": incoming.sender}
        self._key = {"channel": incoming.channel, "sender": incoming.sender}
        self._now = now
        self._read: list[Draft] | None = None if there else []

    def active(self) -> Draft | None:
        return self._newest(ACTIVE)

    def paused(self) -> Draft | None:
        """The paused draft that was touched last."""
        return self._newest(PAUSED)

    def of(self, flow: str) -> Draft | None:
        return next((_copy(one) for one in self._all() if one.flow == flow), None)

    def save(self, flow: str, answers: Answers, state: str = ACTIVE) -> None:
        values = {"answers": answers, "state": state, "updated_at": self._now}
        absent = self._read is not None and self.of(flow) is None
        if absent or not CHANGE.run(self._connection, {**self._mine, "of_flow": flow, **values}):
            ADD.run(self._connection, {**self._key, "flow": flow, "started_at": self._now, **values})
        self.reread()

    def drop(self, flow: str) -> None:
        if self._read is not None and self.of(flow) is None:
            return
        DROP.run(self._connection, {**self._mine, "of_flow": flow})
        self.reread()

    def reread(self) -> None:
        """Forget what was read: the rows have changed, or a change was taken back."""
        self._read = None

    def _newest(self, state: str) -> Draft | None:
        return next((_copy(one) for one in self._all() if one.state == state), None)

    def _all(self) -> list[Draft]:
        if self._read is None:
            rows = READ.rows(self._connection, self._mine)
            read = [Draft(row.flow, row.answers, row.state, row.updated_at) for row in rows]
            self._read = sorted(read, key=_touched, reverse=True)
        return self._read


def _copy(one: Draft) -> Draft:
    """A form edits its answers in place; what is kept must stay what the row says."""
    return Draft(one.flow, dict(one.answers), one.state, one.updated_at)


def _touched(one: Draft) -> datetime:
    return one.updated_at


def drop_stale(connection: Connection, now: datetime, days: int) -> int:
    """Drafts that nobody touched for ``days`` days; the number dropped."""
    gone = connection.execute(delete(draft).where(draft.c.updated_at < now - timedelta(days=days)))
    return gone.rowcount
