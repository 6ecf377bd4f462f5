"""Reading a duty roster that the clerk keeps in Excel: columns 日期, 联络站, 代表 (a cell may hold several
names). Every bad row is named; a file with a bad row changes nothing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, select

from bot.errors import Refused
from bot.reminders.duty import states
from bot.reminders.duty.desk import Post, duty_occasions, put
from bot.roster.read_file import read_file
from bot.roster.tables import Table, TableRow
from bot.settings import Settings
from bot.store.tables import person, station
from bot.texts import duty as texts

DAY, STATION, DEPUTY = "日期", "联络站", "代表"
_BETWEEN_NAMES = re.compile(r"[、,,;;\s/]+")
_DAY = re.compile(r"^(\d{4})\D(\d{1,2})\D(\d{1,2})\D?(?:\s*00:00(?::00)?)?$")
YEAR = timedelta(days=366)


@dataclass(frozen=True)
class Line:
    row: int
    day: date
    station: str
    names: tuple[str, ...]


def import_duty(
    connection: Connection, settings: Settings, township_id: str, file: Path, now: datetime
) -> int:
    """How many lines are new. Raises :class:`Refused` with every complaint, one a line of text."""
    complaints: list[str] = []
    lines = [line for table in read_file(file) for line in _lines(table, complaints)]
    posts = _posts(connection, settings, township_id, lines, complaints)
    if complaints:
        raise Refused("\n".join([texts.IMPORT_FAILED, *complaints]))
    return put(connection, township_id, posts, states.ASSIGNED, now)


def _lines(table: Table, complaints: list[str]) -> Iterator[Line]:
    rows = [row for row in table.rows if not row.blank]
    if not rows:
        return
    headings = {text.strip(): number for number, text in enumerate(rows[0].cells)}
    if not {DAY, STATION, DEPUTY} <= headings.keys():
        complaints.append(texts.NO_HEADINGS)
        return
    for row in rows[1:]:
        line = _line(row, headings, complaints)
        if line:
            yield line


def _line(row: TableRow, headings: dict[str, int], complaints: list[str]) -> Line | None:
    day_text, place, deputies = (_cell(row, headings[name]) for name in (DAY, STATION, DEPUTY))
    day = _day(day_text)
    names = tuple(name for name in _BETWEEN_NAMES.split(deputies) if name)
    if day is None:
        complaints.append(texts.BAD_DAY.format(row=row.number, value=day_text))
    if not names:
        complaints.append(texts.NOBODY.format(row=row.number))
    return Line(row.number, day, place, names) if day and names else None


def _cell(row: TableRow, column: int) -> str:
    return row.cells[column].strip() if column < len(row.cells) else ""


def _day(text: str) -> date | None:
    found = _DAY.match(text)
    try:
        return date(*(int(part) for part in found.groups())) if found else None
    except ValueError:
        return None


def _posts(
    connection: Connection,
    settings: Settings,
    township_id: str,
    lines: list[Line],
    complaints: list[str],
) -> list[Post]:
    if not lines:
        return []
    days = [line.day for line in lines]
    keys = {
        each.day: each.key for each in duty_occasions(settings, min(days), min(max(days), min(days) + YEAR))
    }
    places = _stations(connection, township_id)
    people = _deputies(connection, township_id)
    posts: list[Post] = []
    for line in lines:
        key, place = keys.get(line.day), places.get(line.station)
        if key is None:
            complaints.append(texts.NO_OCCASION.format(row=line.row, day=line.day.isoformat()))
        if place is None:
            complaints.append(texts.NO_STATION.format(row=line.row, value=line.station))
        for name in line.names:
            ids = people.get(name, [])
            if len(ids) != 1:
                text = texts.TWO_DEPUTIES if ids else texts.NO_DEPUTY
                complaints.append(text.format(row=line.row, value=name))
            elif key and place:
                posts.append(Post(key, line.day, place, ids[0]))
    return posts


def _stations(connection: Connection, township_id: str) -> dict[str, str]:
    """By name and by short code."""
    here = (station.c.township_id == township_id, station.c.active)
    rows = connection.execute(select(station.c.id, station.c.code, station.c.name).where(*here)).all()
    return {row.code: row.id for row in rows} | {row.name: row.id for row in rows}


def _deputies(connection: Connection, township_id: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    here = (person.c.township_id == township_id, person.c.role == "deputy", person.c.active)
    for row in connection.execute(select(person.c.id, person.c.name).where(*here)):
        found[row.name].append(row.id)
    return found
