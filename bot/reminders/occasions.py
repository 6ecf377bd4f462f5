"""What falls on which day: the rules of the settings, moved by the workday rule, and their pushes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.clock import SHANGHAI
from bot.outbox.quiet import clock_time
from bot.reminders.rules import all_rules, dates
from bot.reminders.workdays import MAX_SHIFT_DAYS, Workdays
from bot.settings.reminding import OccasionRule, Reminders

NOON = time(12)
EVENING = time(20)
NINE = time(9)

ANNOUNCE, ASK, EVE, MORNING, NUDGE, PREPARE = "announce", "ask", "eve", "morning", "nudge", "prepare"
FOR_CLERKS = frozenset({ANNOUNCE, PREPARE})


@dataclass(frozen=True)
class Occasion:
    """``nominal`` is the day of the rule, ``day`` where the workday rule put it; the key stays."""

    rule: OccasionRule
    nominal: date
    day: date

    @property
    def key(self) -> str:
        """Names it for ever: ``reception_day:2026-12-10``."""
        return f"{self.rule.key}:{self.nominal.isoformat()}"

    def at(self, moment: time, days: int = 0) -> datetime:
        return datetime.combine(self.day + timedelta(days=days), moment, SHANGHAI)

    @property
    def starts_at(self) -> datetime:
        """The first time of day named in the hours; nine when there is none."""
        named = _times(self.rule.hours)
        return self.at(named[0] if named else NINE)

    @property
    def ends_at(self) -> datetime:
        """The last time of day named in the hours; noon when there is none."""
        named = _times(self.rule.hours)
        return self.at(named[-1] if named else NOON)


def _times(hours: str) -> list[time]:
    named = re.findall(r"([01]?\d|2[0-3])[::点时]([0-5]\d)?", hours)
    return [time(int(hour), int(minute or 0)) for hour, minute in named]


@dataclass(frozen=True)
class Moment:
    """A push that an occasion calls for: sent at ``due_at``, without sense from ``closes_at`` on."""

    stage: str
    kind: str
    due_at: datetime
    closes_at: datetime
    note: str = ""  # what is to be prepared


def occasions(reminders: Reminders, workdays: Workdays, first: date, last: date) -> list[Occasion]:
    """Every occasion whose day lies from ``first`` to ``last``, both included, by day."""
    reach = timedelta(days=MAX_SHIFT_DAYS)
    found = [
        Occasion(rule, nominal, workdays.shifted(nominal, rule.workday))
        for rule in all_rules(reminders)
        for nominal in dates(rule, first - reach, last + reach)
    ]
    return sorted(
        (each for each in found if first <= each.day <= last), key=lambda each: (each.day, each.key)
    )


def moments(occasion: Occasion, reminders: Reminders) -> list[Moment]:
    """In the order of time. The eve lasts as long as "tomorrow" is true, the morning until the end."""
    rule, midnight = occasion.rule, occasion.at(time())
    eve_at, morning_at = clock_time(reminders.eve_at), clock_time(reminders.morning_at)
    morning = occasion.at(morning_at)
    end = max(occasion.ends_at, morning + timedelta(minutes=1))
    found = [_preparation(occasion, days, note) for days, note in _due_before(rule)]
    if rule.announce_days:
        announce = occasion.at(NINE, -rule.announce_days)
        found.append(Moment(ANNOUNCE, f"{rule.key}_{ANNOUNCE}", announce, midnight))
    eve = occasion.at(eve_at, -1)
    if rule.duty and rule.ask_days:
        found.append(Moment(ASK, f"{rule.key}_{ASK}", occasion.at(NINE, -rule.ask_days), eve))
    found.append(Moment(EVE, f"{rule.key}_{EVE}", eve, midnight))
    found.append(Moment(MORNING, f"{rule.key}_{MORNING}", morning, end))
    if rule.nudge:
        closes = occasion.at(EVENING, 1)
        found.append(Moment(NUDGE, f"{rule.key}_{NUDGE}", occasion.at(eve_at, 1), closes))
    return sorted(found, key=lambda moment: moment.due_at)


def _due_before(rule: OccasionRule) -> list[tuple[int, str]]:
    """Preparations of one day are one push."""
    notes: dict[int, list[str]] = {}
    for preparation in rule.preparations:
        notes.setdefault(preparation.days_before, []).append(preparation.text)
    return [(days, "、".join(texts)) for days, texts in notes.items()]


def _preparation(occasion: Occasion, days: int, note: str) -> Moment:
    due = occasion.at(NINE, -days)
    closes = max(occasion.at(time()), due + timedelta(hours=12))
    return Moment(PREPARE, f"{occasion.rule.key}_{PREPARE}_{days}", due, closes, note)
