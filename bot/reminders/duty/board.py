"""Looking at the duty roster: who is where, and where nobody is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, select

from bot.reminders.duty import states
from bot.store.tables import duty, person, station


@dataclass(frozen=True)
class Gap:
    """A station with a duty roster for the day, and nobody left on it."""

    occasion: str
    day: date
    station_id: str
    station: str


def lines(connection: Connection, township_id: str, first: date, last: date) -> Sequence[Row[Any]]:
    """Every line of the roster from ``first`` to ``last``, with names; by day and station."""
    columns = (*duty.c, person.c.name.label("person"), station.c.name.label("station"))
    joined = duty.join(person, person.c.id == duty.c.person_id)
    query = select(*columns).select_from(joined.join(station, station.c.id == duty.c.station_id))
    here = query.where(duty.c.township_id == township_id, duty.c.day >= first, duty.c.day <= last)
    return connection.execute(here.order_by(duty.c.day, station.c.code, duty.c.id)).all()


def gaps(connection: Connection, township_id: str, first: date, last: date) -> list[Gap]:
    """Places that were on the roster and where, after leave and refusals, nobody is on duty."""
    manned: dict[Gap, bool] = defaultdict(bool)
    for line in lines(connection, township_id, first, last):
        if line.state != states.PROPOSED:
            place = Gap(line.occasion, line.day, line.station_id, line.station)
            manned[place] |= line.state in states.ON_DUTY
    return [place for place, is_manned in manned.items() if not is_manned]


@dataclass(frozen=True)
class Post:
    """One station on one day: who comes, each with whether she has said so; nobody: a gap."""

    day: date
    station: str
    people: tuple[tuple[str, bool], ...]


def posts(
    connection: Connection, township_id: str, first: date, last: date, station_id: str = ""
) -> list[Post]:
    """The roster as people read it, by day and station; ``station_id``: of that one only."""
    manned: dict[tuple[date, str], list[tuple[str, bool]]] = {}
    for each in lines(connection, township_id, first, last):
        if each.state == states.PROPOSED or (station_id and each.station_id != station_id):
            continue
        people = manned.setdefault((each.day, each.station), [])
        if each.state in states.ON_DUTY:
            people.append((each.person, each.state == states.CONFIRMED))
    return [Post(day, place, tuple(people)) for (day, place), people in manned.items()]
