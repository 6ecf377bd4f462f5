"""What falls on which day: so far the reception day (接待日) of every month, from the settings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.clock import SHANGHAI
from bot.outbox.quiet import clock_time
from bot.settings.parts import Reminders

NOON = time(12)


@dataclass(frozen=True)
class Occasion:
    """One day on which something happens. ``key`` names it for ever: ``reception_day:2026-12-10``."""

    kind: str
    day: date
    hours: str

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.day.isoformat()}"

    @property
    def ends_at(self) -> datetime:
        """The last time of day named in ``hours``; noon when there is none."""
        named = re.findall(r"([01]?\d|2[0-3])[::点时]([0-5]\d)?", self.hours)
        end = time(int(named[-1][0]), int(named[-1][1] or 0)) if named else NOON
        return datetime.combine(self.day, end, SHANGHAI)


@dataclass(frozen=True)
class Moment:
    """A push that an occasion calls for: sent at ``due_at``, without sense from ``closes_at`` on."""

    kind: str
    due_at: datetime
    closes_at: datetime


def reception_days(reminders: Reminders, first: date, last: date) -> list[Occasion]:
    """The reception days from ``first`` to ``last``, both included."""
    if not reminders.reception_day:
        return []
    span = (last - first).days + 1
    days = (first + timedelta(days=number) for number in range(span))
    return [
        Occasion("reception_day", day, reminders.reception_hours)
        for day in days
        if day.day == reminders.reception_day
    ]


def moments(occasion: Occasion, reminders: Reminders) -> list[Moment]:
    """The day before, as long as "tomorrow" is true; and the morning, until the occasion is over."""
    eve = datetime.combine(occasion.day - timedelta(days=1), clock_time(reminders.eve_at), SHANGHAI)
    midnight = datetime.combine(occasion.day, time(), SHANGHAI)
    morning = datetime.combine(occasion.day, clock_time(reminders.morning_at), SHANGHAI)
    return [
        Moment(f"{occasion.kind}_eve", eve, midnight),
        Moment(f"{occasion.kind}_morning", morning, max(occasion.ends_at, morning + timedelta(minutes=1))),
    ]
