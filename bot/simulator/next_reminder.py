"""The button that lets a reminder arrive now: it plays the evening before the next reception day."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.channels import Channel
from bot.clock import Clock
from bot.outbox.send import send_due
from bot.reminders.occasions import moments, reception_days
from bot.reminders.plan import plan
from bot.roster.known import bound_person_ids
from bot.settings import Settings
from bot.store.database import Database
from bot.texts import simulator as texts

AHEAD = timedelta(days=70)  # at least two reception days lie within


class NextReminder:
    """The real planning and sending, at a moment that has not come yet; each press takes the next day."""

    def __init__(
        self, database: Database, settings: Settings, channels: Mapping[str, Channel], clock: Clock
    ) -> None:
        self._database, self._settings, self._channels, self._clock = database, settings, channels, clock
        self._played: datetime | None = None
        self._lock = threading.Lock()

    def run(self) -> str:
        with self._lock:
            moment = self._next()
            if moment is None:
                return texts.NO_RECEPTION_DAY
            with self._database.write() as connection:
                if not bound_person_ids(connection):
                    return texts.NOBODY_BOUND
                plan(connection, self._settings, moment)
            tally = send_due(self._database, self._channels, self._settings, moment)
            self._played = moment
            return texts.reminded(moment.month, moment.day, tally.sent)

    def _next(self) -> datetime | None:
        after = max(self._clock(), self._played or self._clock())
        reminders = self._settings.reminders
        days = reception_days(reminders, after.date(), (after + AHEAD).date())
        eves = (moments(day, reminders)[0].due_at for day in days)
        return next((eve for eve in eves if eve > after), None)
