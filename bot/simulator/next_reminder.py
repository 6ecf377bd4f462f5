"""The button that lets the next reminder arrive now: the real planning and sending, at a later moment."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.channels import Channel
from bot.clock import Clock
from bot.outbox.send import send_due
from bot.reminders.plan import plan
from bot.reminders.preview import preview
from bot.settings import Settings
from bot.store.database import Database
from bot.texts import simulator as texts

BY_PHONE = "phone"  # how the preview marks one who has no channel
AHEAD = timedelta(days=70)  # two reception days lie within, wherever one starts


class NextReminder:
    """Each press plays the next moment at which somebody with a phone here is reminded."""

    def __init__(
        self, database: Database, settings: Settings, channels: Mapping[str, Channel], clock: Clock
    ) -> None:
        self._database, self._settings, self._channels, self._clock = database, settings, channels, clock
        self._played: datetime | None = None
        self._lock = threading.Lock()

    def run(self) -> str:
        """The sentence that tells what came of it."""
        with self._lock:
            moment = self._next()
            if moment is None:
                return texts.NOBODY_TO_REMIND
            with self._database.write() as connection:
                plan(connection, self._settings, moment)
            tally = send_due(self._database, self._channels, self._settings, moment)
            self._played = moment
            return texts.reminded(moment, tally.sent)

    def _next(self) -> datetime | None:
        after = max(self._clock(), self._played or self._clock())
        with self._database.read() as connection:
            lines = preview(connection, self._settings, after.date(), (after + AHEAD).date())
        return next((line.at for line in lines if line.at > after and line.channel != BY_PHONE), None)
