"""Manners: what is due is still not sent to one who left, who declined it, who had enough for today, or who
is no tester while the office tries things out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import Connection, Row, delete, func, select

from bot.clock import SHANGHAI
from bot.outbox import states
from bot.outbox.claim import Settlement
from bot.outbox.enqueue import insert_once
from bot.outbox.quiet import clock_time
from bot.settings.reminding import Reminders
from bot.store.tables import mute, person, push


class Manners:
    """Read once for a batch of rows."""

    def __init__(
        self, connection: Connection, rows: Sequence[Row[Any]], reminders: Reminders, now: datetime
    ) -> None:
        person_ids = {row.person_id for row in rows}
        free = {row.person_id for row in rows if not row.is_duty}
        self._reminders = reminders
        self._now = now
        names = select(person.c.id, person.c.name).where(person.c.id.in_(person_ids), person.c.active)
        self._names = {row.id: row.name for row in connection.execute(names)}
        self._muted: set[str] = set()
        self._today: Counter[str] = Counter()
        if free:
            muted = select(mute.c.person_id).where(mute.c.person_id.in_(free))
            self._muted = set(connection.execute(muted).scalars())
            self._today = self._sent_today(connection, free)

    def _sent_today(self, connection: Connection, person_ids: Collection[str]) -> Counter[str]:
        midnight = datetime.combine(self._now.astimezone(SHANGHAI).date(), time(), SHANGHAI)
        query = select(push.c.person_id, func.count()).where(
            push.c.person_id.in_(person_ids),
            push.c.state == states.SENT,
            push.c.finished_at >= midnight,
            ~push.c.is_duty,
        )
        rows = connection.execute(query.group_by(push.c.person_id))
        return Counter({row[0]: row[1] for row in rows})

    def objects(self, row: Row[Any]) -> Settlement | None:
        """What becomes of the row instead of being sent; None: it may go."""
        if row.person_id not in self._names:
            return self._cancel(row, "")
        if self._reminders.trial and self._names[row.person_id] not in self._reminders.trial_testers:
            return self._cancel(row, states.TRIAL)
        if row.is_duty:
            return None
        if row.person_id in self._muted:
            return self._cancel(row, states.MUTED)
        return self._capped(row)

    def _capped(self, row: Row[Any]) -> Settlement | None:
        if self._today[row.person_id] < self._reminders.daily_cap:
            self._today[row.person_id] += 1
            return None
        tomorrow = self._now.astimezone(SHANGHAI).date() + timedelta(days=1)
        again = datetime.combine(tomorrow, clock_time(self._reminders.digest_at), SHANGHAI)
        if again >= row.closes_at:
            return self._cancel(row, states.DAILY_CAP)
        return Settlement(row.id, states.PLANNED, row.attempts, again, None, row.error, row.channel)

    def _cancel(self, row: Row[Any], why: str) -> Settlement:
        return Settlement(row.id, states.CANCELLED, row.attempts, row.next_try_at, self._now, why)


def decline(connection: Connection, person_id: str, now: datetime) -> None:
    """退订: from now on only what is her duty. A second call changes nothing."""
    resume(connection, person_id)
    insert_once(connection, mute, [{"person_id": person_id, "muted_at": now}])


def resume(connection: Connection, person_id: str) -> None:
    """恢复: everything again."""
    connection.execute(delete(mute).where(mute.c.person_id == person_id))
