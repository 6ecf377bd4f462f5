"""How long one who is asked to step in has for her answer: a day by default, less when the day is near."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from bot.clock import SHANGHAI
from bot.outbox.quiet import clock_time, is_quiet
from bot.reminders.occasions import Occasion
from bot.reminders.rules import all_rules
from bot.settings import Settings
from bot.settings.reminding import Reminders

PERSONS_STILL_TO_ASK = 3  # the time that is left is shared with those who come after her


def ends_at(settings: Settings, occasion: str, day: date) -> datetime:
    """When the occasion is over; midnight after it for one that the settings do not know any more."""
    key = occasion.split(":")[0]
    rule = next((each for each in all_rules(settings.reminders) if each.key == key), None)
    if rule is None:
        return datetime.combine(day + timedelta(days=1), time(), SHANGHAI)
    return Occasion(rule, day, day).ends_at


def hours_to_answer(settings: Settings, occasion: str, day: date, asked_at: datetime) -> int:
    """Whole hours, at least one, at most ``reminders.replacement_hours``."""
    left = ends_at(settings, occasion, day) - _rings_at(settings.reminders, asked_at)
    share = int(left.total_seconds() // 3600) // PERSONS_STILL_TO_ASK
    return max(1, min(share, settings.reminders.replacement_hours))


def is_up(settings: Settings, occasion: str, day: date, asked_at: datetime, now: datetime) -> bool:
    """Never in quiet hours, which do not count: nobody reads at night, and nobody can be asked then."""
    if is_quiet(now, settings.reminders):
        return False
    hours = hours_to_answer(settings, occasion, day, asked_at)
    return now >= _rings_at(settings.reminders, asked_at) + timedelta(hours=hours)


def _rings_at(reminders: Reminders, asked_at: datetime) -> datetime:
    """When the question reaches her telephone: at the end of the quiet hours if it falls into them."""
    if not is_quiet(asked_at, reminders):
        return asked_at
    here = asked_at.astimezone(SHANGHAI)
    morning = datetime.combine(here.date(), clock_time(reminders.quiet_until), SHANGHAI)
    return morning if morning > asked_at else morning + timedelta(days=1)
