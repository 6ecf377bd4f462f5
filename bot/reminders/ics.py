"""The preview and the occasions as an iCalendar file, for a phone or an office calendar."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event

from bot.reminders.occasions import Occasion
from bot.reminders.people import Township
from bot.reminders.preview import Line
from bot.texts import outbox as texts
from bot.texts.reminders import place_of

PUSH_MINUTES = 5


def of_preview(lines: Iterable[Line], office: str, now: datetime) -> bytes:
    """One event for each moment and kind of push: who gets it, and the words."""
    groups: dict[tuple[datetime, str, str], list[Line]] = defaultdict(list)
    for line in lines:
        groups[line.at, line.occasion, line.kind].append(line)
    calendar = _calendar(office)
    for (at, occasion, kind), group in groups.items():
        event = _event(f"{occasion}-{kind}", at, at + timedelta(minutes=PUSH_MINUTES), now)
        event.add("summary", texts.PREVIEW_EVENT.format(title=occasion, count=len(group)))
        event.add("description", "\n".join(f"{line.person}:{line.text}" for line in group))
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def of_occasions(township: Township, occasions: Iterable[Occasion], office: str, now: datetime) -> bytes:
    """One event for each occasion and place, with the names of those on duty."""
    calendar = _calendar(office)
    for occasion in occasions:
        for number, (place, names) in enumerate(_places(township, occasion)):
            start = occasion.starts_at
            event = _event(f"{occasion.key}-{township.id}-{number}", start, max(occasion.ends_at, start), now)
            event.add("summary", occasion.rule.title)
            event.add("location", place)
            event.add("description", "、".join(names))
            calendar.add_component(event)
    return bytes(calendar.to_ical())


def _places(township: Township, occasion: Occasion) -> Iterator[tuple[str, list[str]]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in township.deputies(occasion):
        found[place_of(*township.place(occasion, row))].append(row.name)
    yield from sorted(found.items())


def _calendar(office: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//renda//reminders//ZH")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", texts.CALENDAR_TITLE.format(office=office))
    calendar.add("x-wr-timezone", "Asia/Shanghai")
    return calendar


def _event(uid: str, start: datetime, end: datetime, now: datetime) -> Event:
    """In UTC: every calendar reads it without knowing our time zone."""
    event = Event()
    event.add("uid", f"{uid}@renda")
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", start.astimezone(UTC))
    event.add("dtend", end.astimezone(UTC))
    return event
