"""Pushes that hang on no occasion: the clerk's morning digest, the monthly look at what is open, and a year
for which no holiday calendar is known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from bot.clock import SHANGHAI
from bot.outbox.quiet import clock_time
from bot.reminders.rules import all_rules
from bot.reminders.workdays import Workdays
from bot.settings import Settings
from bot.texts import reminders as texts

OPEN_ITEMS_AT = time(10)
EVENING = time(20)
NOON = time(12)
CLERKS = frozenset({"clerk"})
DEPUTIES = frozenset({"deputy"})


@dataclass(frozen=True)
class Routine:
    """A push to everybody of some roles; the words of most are found when they are sent."""

    occasion: str
    kind: str
    due_at: datetime
    closes_at: datetime
    roles: frozenset[str]
    text: str
    fields: dict[str, str] = field(default_factory=dict)
    is_duty: bool = False
    last_look: str = ""


def pushes(settings: Settings, workdays: Workdays, since: datetime, until: datetime) -> list[Routine]:
    """What is due by ``until`` and still has its sense at ``since``."""
    span = range((until.date() - since.date()).days + 2)
    days = [since.date() - timedelta(days=1) + timedelta(days=number) for number in span]
    found = [*_digests(settings, workdays, days), *_open_items(settings, days)]
    found += _unknown_years(settings, workdays, since, until)
    return [each for each in found if each.closes_at > since and each.due_at <= until]


def _digests(settings: Settings, workdays: Workdays, days: list[date]) -> Iterator[Routine]:
    if not settings.reminders.digest:
        return
    at = clock_time(settings.reminders.digest_at)
    for day in days:
        if workdays.is_workday(day):
            due = datetime.combine(day, at, SHANGHAI)
            closes = max(datetime.combine(day, NOON, SHANGHAI), due + timedelta(hours=2))
            occasion = f"digest:{day.isoformat()}"
            yield Routine(
                occasion, "clerk_digest", due, closes, CLERKS, texts.DIGEST_LATER, last_look="clerk_digest"
            )


def _open_items(settings: Settings, days: list[date]) -> Iterator[Routine]:
    """At most once a month, and only to those who have something open."""
    for day in days:
        if day.day == settings.reminders.open_items_day:
            due = datetime.combine(day, OPEN_ITEMS_AT, SHANGHAI)
            closes = datetime.combine(day, EVENING, SHANGHAI)
            yield Routine(
                f"open_items:{day:%Y-%m}",
                "open_items",
                due,
                closes,
                DEPUTIES,
                texts.OPEN_ITEMS_LATER,
                last_look="open_items",
            )


def _unknown_years(
    settings: Settings, workdays: Workdays, since: datetime, until: datetime
) -> Iterator[Routine]:
    """Said a month ahead, and only where something depends on workdays."""
    reminders = settings.reminders
    if not reminders.digest and all(rule.workday == "keep" for rule in all_rules(reminders)):
        return
    for year in range(since.year, until.year + 2):
        if not workdays.knows(year):
            due = datetime.combine(date(year - 1, 12, 1), time(9), SHANGHAI)
            closes = datetime.combine(date(year, 12, 31), EVENING, SHANGHAI)
            text = texts.unknown_year(year)
            fields = {"what": texts.CALENDAR_MISSING, "when": f"{year}年", "where": settings.office.township}
            yield Routine(
                f"calendar:{year}", "calendar_missing", due, closes, CLERKS, text, fields, is_duty=True
            )
