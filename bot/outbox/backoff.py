"""When a push that failed is tried again."""

from __future__ import annotations

from datetime import datetime, timedelta

STEPS_MINUTES = (0, 1, 5, 30)
THEN_MINUTES = 60


def next_try(attempts: int, now: datetime) -> datetime:
    """``attempts``: tries made so far. After the 1st failure in a minute, then 5, 30, and hourly."""
    minutes = STEPS_MINUTES[attempts] if attempts < len(STEPS_MINUTES) else THEN_MINUTES
    return now + timedelta(minutes=minutes)
