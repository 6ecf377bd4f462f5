"""Quiet hours (静默时段): nobody's phone rings at night, whatever is due."""

from __future__ import annotations

from datetime import datetime, time

from bot.clock import SHANGHAI
from bot.settings.reminding import Reminders


def clock_time(text: str) -> time:
    """ "7:30" or "07:30" as a time of day."""
    hour, minute = text.split(":")
    return time(int(hour), int(minute))


def is_quiet(now: datetime, reminders: Reminders) -> bool:
    """Between ``quiet_from`` and ``quiet_until``, over midnight when the first is later; equal: never."""
    start, end = clock_time(reminders.quiet_from), clock_time(reminders.quiet_until)
    at = now.astimezone(SHANGHAI).time()
    if start <= end:
        return start <= at < end
    return at >= start or at < end
