"""Half-filled forms as rows. At most one draft of a sender is active; the others wait, paused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, and_, delete, insert, select, update

from bot.dialog.turn import Answers
from bot.messages import Incoming
from bot.store.tables import draft

ACTIVE, PAUSED = "active", "paused"


@dataclass(frozen=True)
class Draft:
    flow: str
    answers: Answers
    state: str
    updated_at: datetime


class Drafts:
    """The drafts of one sender, inside the turn's transaction."""

    def __init__(self, connection: Connection, incoming: Incoming, now: datetime) -> None:
        self._connection = connection
        self._mine = and_(draft.c.channel == incoming.channel, draft.c.sender == incoming.sender)
        self._key = {"channel": incoming.channel, "sender": incoming.sender}
        self._now = now

    def active(self) -> Draft | None:
        return self._one(ACTIVE)

    def paused(self) -> Draft | None:
        """The paused draft that was touched last."""
        return self._one(PAUSED)

    def _one(self, state: str) -> Draft | None:
        row = self._connection.execute(
            select(draft)
            .where(self._mine, draft.c.state == state)
            .order_by(draft.c.updated_at.desc())
            .limit(1)
        ).one_or_none()
        return None if row is None else Draft(row.flow, dict(row.answers), row.state, row.updated_at)

    def of(self, flow: str) -> Draft | None:
        row = self._connection.execute(select(draft).where(self._mine, draft.c.flow == flow)).one_or_none()
        return None if row is None else Draft(row.flow, dict(row.answers), row.state, row.updated_at)

    def save(self, flow: str, answers: Answers, state: str = ACTIVE) -> None:
        changed = self._connection.execute(
            update(draft)
            .where(self._mine, draft.c.flow == flow)
            .values(answers=answers, state=state, updated_at=self._now)
        )
        if not changed.rowcount:
            self._connection.execute(
                insert(draft).values(
                    **self._key,
                    flow=flow,
                    answers=answers,
                    state=state,
                    started_at=self._now,
                    updated_at=self._now,
                )
            )

    def drop(self, flow: str) -> None:
        self._connection.execute(delete(draft).where(self._mine, draft.c.flow == flow))


def drop_stale(connection: Connection, now: datetime, days: int) -> int:
    """Drafts that nobody touched for ``days`` days; the number dropped."""
    gone = connection.execute(delete(draft).where(draft.c.updated_at < now - timedelta(days=days)))
    return gone.rowcount
