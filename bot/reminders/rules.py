"""On which dates a rule of the settings falls, before the workday rule moves them."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from bot.settings.reminding import OccasionRule, Reminders

QUARTER_MONTHS = (1, 4, 7, 10)


def all_rules(reminders: Reminders) -> list[OccasionRule]:
    """The reception day of the short form, then the occasions of the long one."""
    short = []
    if reminders.reception_day:
        short.append(
            OccasionRule(
                key="reception_day",
                title="代表接待日",
                day=reminders.reception_day,
                hours=reminders.reception_hours,
                duty=True,
                announce_days=reminders.announce_days,
                ask_days=reminders.ask_days,
                nudge=reminders.nudge,
            )
        )
    return [*short, *reminders.occasions]


def dates(rule: OccasionRule, first: date, last: date) -> list[date]:
    """In order, both ends included."""
    if rule.repeat == "dates":
        return sorted(day for day in set(rule.dates) if first <= day <= last)
    found = (_DAY_OF[rule.repeat](rule, year, month) for year, month in _months(first, last))
    return [day for day in found if day is not None and first <= day <= last]


def _months(first: date, last: date) -> Iterator[tuple[int, int]]:
    day = first.replace(day=1)
    while day <= last:
        yield day.year, day.month
        day = (day + timedelta(days=32)).replace(day=1)


def _monthly(rule: OccasionRule, year: int, month: int) -> date | None:
    return date(year, month, min(rule.day, calendar.monthrange(year, month)[1]))


def _quarterly(rule: OccasionRule, year: int, month: int) -> date | None:
    return _monthly(rule, year, month) if month in QUARTER_MONTHS else None


def _every_months(rule: OccasionRule, year: int, month: int) -> date | None:
    start_year, start_month = (int(part) for part in rule.start.split("-"))
    passed = (year - start_year) * 12 + month - start_month
    return _monthly(rule, year, month) if passed >= 0 and passed % rule.months == 0 else None


def _nth_weekday(rule: OccasionRule, year: int, month: int) -> date | None:
    """None in a month without a fifth one."""
    days = calendar.monthrange(year, month)[1]
    hits = [day for day in range(1, days + 1) if date(year, month, day).isoweekday() == rule.weekday]
    place = rule.nth - 1 if rule.nth > 0 else rule.nth
    return date(year, month, hits[place]) if place < len(hits) else None


_DAY_OF: dict[str, Callable[[OccasionRule, int, int], date | None]] = {
    "monthly": _monthly,
    "quarterly": _quarterly,
    "every_months": _every_months,
    "nth_weekday": _nth_weekday,
}
