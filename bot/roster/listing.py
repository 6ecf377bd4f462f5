"""The people of a township as a clerk looks at them, with their places and whether they are bound."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, or_, select

from bot.errors import Refused
from bot.roster.clean import squeezed
from bot.roster.known import bound_person_ids
from bot.store.tables import grid, person, station
from bot.texts import roster as texts


@dataclass(frozen=True)
class Member:
    id: str
    name: str
    role: str
    station: str
    grid: str
    phone: str
    level: str
    group: str
    active: bool
    bound: bool


def members(
    connection: Connection, township_id: str, *, station_text: str = "", gone: bool = False
) -> list[Member]:
    """In the order of stations and grids. ``gone``: those too who left office.

    ``station_text``: a station's code or name; raises :class:`Refused` when there is none such.
    """
    query = (
        select(person, station.c.name.label("station"), grid.c.name.label("grid"))
        .select_from(person)
        .outerjoin(station, person.c.station_id == station.c.id)
        .outerjoin(grid, person.c.grid_id == grid.c.id)
        .where(person.c.township_id == township_id)
        .order_by(station.c.code, grid.c.code, person.c.role, person.c.created_at, person.c.id)
    )
    if not gone:
        query = query.where(person.c.active.is_(True))
    if station_text:
        plain = squeezed(station_text)
        named = or_(station.c.code == plain.upper(), station.c.name == plain)
        if connection.scalar(select(station.c.id).where(station.c.township_id == township_id, named)) is None:
            raise Refused(texts.nobody_in_station(station_text))
        query = query.where(named)
    bound = bound_person_ids(connection)
    return [
        Member(
            row.id,
            row.name,
            row.role,
            row.station or "",
            row.grid or "",
            row.phone,
            row.level,
            row.group_name,
            bool(row.active),
            row.id in bound,
        )
        for row in connection.execute(query)
    ]
