"""One month of the calendar as the desk shows it: the days, and each occasion's posts with who is on them."""

from __future__ import annotations

from calendar import Calendar
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, Row, select

from bot.errors import Refused
from bot.reminders.duty import board, states
from bot.reminders.occasions import Occasion, occasions
from bot.reminders.workdays import Workdays
from bot.settings import Settings
from bot.store.tables import person, station
from bot.texts import console_duty as texts

YEARS = (2000, 2100)


@dataclass(frozen=True)
class Place:
    """A station on one occasion. ``is_gap``: there was a roster, and nobody is left on it."""

    id: str
    name: str
    lines: Sequence[Row[Any]]
    deputies: Sequence[Row[Any]]  # of the station, not on the roster yet

    @property
    def is_gap(self) -> bool:
        settled = [line for line in self.lines if line.state != states.PROPOSED]
        return bool(settled) and not any(line.state in states.ON_DUTY for line in settled)


@dataclass(frozen=True)
class Day:
    day: date
    occasions: Sequence[Occasion]
    gaps: int


@dataclass(frozen=True)
class Month:
    first: date
    weeks: Sequence[Sequence[Day]]
    duty: Sequence[tuple[Occasion, Sequence[Place]]]
    gaps: int
    proposed: int

    @property
    def last(self) -> date:
        return last_of(self.first)

    @property
    def before(self) -> str:
        return f"{self.first - timedelta(days=1):%Y-%m}"

    @property
    def after(self) -> str:
        return f"{self.last + timedelta(days=1):%Y-%m}"


def first_of(text: str, today: date) -> date:
    """The month written as 2026-12; this one when nothing is. Raises :class:`Refused`."""
    if not text:
        return today.replace(day=1)
    try:
        found = date.fromisoformat(f"{text}-01")
    except ValueError as error:
        raise Refused(texts.BAD_MONTH) from error
    if not YEARS[0] <= found.year < YEARS[1]:
        raise Refused(texts.BAD_MONTH)
    return found


def last_of(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def month(connection: Connection, settings: Settings, township_id: str, first: date) -> Month:
    last = last_of(first)
    workdays = Workdays(settings.reminders.workdays_file)
    found = occasions(settings.reminders, workdays, first, last)
    lines = board.lines(connection, township_id, first, last)
    gaps = board.gaps(connection, township_id, first, last)
    duty = [(each, _places(connection, township_id, each, lines)) for each in found if each.rule.duty]
    return Month(
        first=first,
        weeks=[[_day(day, first, found, gaps) for day in week] for week in _weeks(first)],
        duty=duty,
        gaps=len(gaps),
        proposed=sum(line.state == states.PROPOSED for line in lines),
    )


def _weeks(first: date) -> list[list[date]]:
    return Calendar().monthdatescalendar(first.year, first.month)


def _day(day: date, first: date, found: Sequence[Occasion], gaps: Sequence[board.Gap]) -> Day:
    inside = day.month == first.month
    here = [each for each in found if each.day == day] if inside else []
    return Day(day, here, sum(gap.day == day for gap in gaps) if inside else 0)


def _places(
    connection: Connection, township_id: str, occasion: Occasion, lines: Sequence[Row[Any]]
) -> list[Place]:
    at: dict[str, list[Row[Any]]] = defaultdict(list)
    for line in lines:
        if line.occasion == occasion.key:
            at[line.station_id].append(line)
    taken = {line.person_id for each in at.values() for line in each}
    free: dict[str, list[Row[Any]]] = defaultdict(list)
    here = (person.c.township_id == township_id, person.c.role == "deputy", person.c.active)
    columns: tuple[Any, ...] = (person.c.id, person.c.name, person.c.station_id)
    for row in connection.execute(select(*columns).where(*here).order_by(person.c.name, person.c.id)):
        if row.id not in taken:
            free[row.station_id].append(row)
    open_ones = (station.c.township_id == township_id, station.c.active)
    stations = connection.execute(select(station).where(*open_ones).order_by(station.c.code))
    return [Place(row.id, row.name, at[row.id], free[row.id]) for row in stations]
