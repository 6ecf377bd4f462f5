"""Whom a paper is about: her place in the roster, her seats, and which of two of one name is meant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, or_, select

from bot.errors import Refused
from bot.roster.clean import squeezed
from bot.store.tables import grid, person, station
from bot.store.tables.roster import mandate, term
from bot.texts import papers as texts


@dataclass(frozen=True)
class Seat:
    """One mandate: 乡镇第19届, from when to when."""

    level: str
    number: int
    began_on: date
    ended_on: date | None


@dataclass(frozen=True)
class About:
    id: str
    name: str
    level: str
    group: str
    station: str
    grid: str
    active: bool
    seats: tuple[Seat, ...]


def find_deputy(connection: Connection, township_id: str, name: str, at: str = "") -> About:
    """By name; ``at``: her station's code or name, for two of one name. Who has left is found as well.

    Raises :class:`Refused` when there is none, or more than one, and says how to tell them apart.
    """
    query = (
        select(person, station.c.name.label("station"), station.c.code, grid.c.name.label("grid"))
        .outerjoin(station, station.c.id == person.c.station_id)
        .outerjoin(grid, grid.c.id == person.c.grid_id)
        .where(person.c.township_id == township_id, person.c.role == "deputy")
        .where(person.c.name == squeezed(name))
        .order_by(person.c.created_at, person.c.id)
    )
    if at:
        query = query.where(or_(station.c.code == squeezed(at).upper(), station.c.name == squeezed(at)))
    found = connection.execute(query).all()
    if not found:
        raise Refused(texts.no_such_deputy(name, at))
    if len(found) > 1:
        places = [f"{row.station or '—'}({row.code or '—'})" for row in found]
        raise Refused(texts.which_of_them(name, places))
    return _about(found[0], _seats(connection, found[0].id))


def _about(row: Row[Any], seats: tuple[Seat, ...]) -> About:
    return About(
        id=row.id,
        name=row.name,
        level=row.level,
        group=row.group_name,
        station=row.station or "",
        grid=row.grid or "",
        active=row.active,
        seats=seats,
    )


def _seats(connection: Connection, person_id: str) -> tuple[Seat, ...]:
    rows = connection.execute(
        select(term.c.level, term.c.number, mandate.c.began_on, mandate.c.ended_on)
        .join(term, term.c.id == mandate.c.term_id)
        .where(mandate.c.person_id == person_id)
        .order_by(mandate.c.began_on, term.c.level)
    )
    return tuple(Seat(*row) for row in rows)
