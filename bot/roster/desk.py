"""What handlers may look up in the roster, inside one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, bindparam, func, select

from bot.roster.terms import term_began
from bot.store.prepared import Prepared
from bot.store.tables import grid, person, station

BY_CODE = Prepared(
    select(station.c.id, station.c.code, station.c.name).where(
        station.c.township_id == bindparam("of_township"),
        func.upper(station.c.code) == bindparam("says"),
        station.c.active,
    )
)


@dataclass(frozen=True)
class Place:
    """A station or a grid."""

    id: str
    code: str
    name: str


@dataclass(frozen=True)
class Deputy:
    """A deputy as others look her up."""

    id: str
    township_id: str
    name: str
    station: str
    grid_id: str


class RosterDesk:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def stations(self, township_id: str) -> list[Place]:
        """The open stations of a township, by code."""
        rows = self._connection.execute(
            select(station.c.id, station.c.code, station.c.name)
            .where(station.c.township_id == township_id, station.c.active)
            .order_by(station.c.code)
        )
        return [Place(row.id, row.code, row.name) for row in rows]

    def station_by_code(self, township_id: str, code: str) -> Place | None:
        row = BY_CODE.first(self._connection, {"of_township": township_id, "says": code.upper()})
        return None if row is None else Place(row.id, row.code, row.name)

    def points(self, township_id: str) -> list[tuple[Place, float, float]]:
        """The open stations whose point on the map is known: latitude and longitude in GCJ-02."""
        rows = self._connection.execute(
            select(station).where(
                station.c.township_id == township_id, station.c.active, station.c.latitude.is_not(None)
            )
        )
        return [(Place(row.id, row.code, row.name), row.latitude, row.longitude) for row in rows]

    def deputies(self, township_id: str, name: str = "", person_id: str = "") -> list[Deputy]:
        """By name, of which there may be two, or by id."""
        query = (
            select(person, station.c.name.label("station"))
            .outerjoin(station, station.c.id == person.c.station_id)
            .where(person.c.township_id == township_id, person.c.role == "deputy", person.c.active)
        )
        if name:
            query = query.where(person.c.name == name)
        if person_id:
            query = query.where(person.c.id == person_id)
        return [
            Deputy(row.id, row.township_id, row.name, row.station or "", row.grid_id or "")
            for row in self._connection.execute(query.order_by(person.c.name, person.c.id))
        ]

    def grids(self, township_id: str) -> list[Place]:
        """The open grids of a township, by code."""
        rows = self._connection.execute(
            select(grid.c.id, grid.c.code, grid.c.name)
            .where(grid.c.township_id == township_id, grid.c.active)
            .order_by(grid.c.code)
        )
        return [Place(row.id, row.code, row.name) for row in rows]

    def grid(self, grid_id: str) -> Place | None:
        row = self._connection.execute(
            select(grid.c.id, grid.c.code, grid.c.name).where(grid.c.id == grid_id)
        ).one_or_none()
        return None if row is None else Place(row.id, row.code, row.name)

    def station(self, station_id: str) -> Place | None:
        row = self._connection.execute(
            select(station.c.id, station.c.code, station.c.name).where(station.c.id == station_id)
        ).one_or_none()
        return None if row is None else Place(row.id, row.code, row.name)

    def term_began(self, township_id: str, on: date, fallback: str = "") -> date | None:
        """The first day of the term; ``fallback`` where none was entered. None: nobody has told."""
        return term_began(self._connection, township_id, on, fallback)

    def name_of(self, person_id: str) -> str:
        """The name of a person in office; empty when there is none such."""
        found = select(person.c.name).where(person.c.id == person_id, person.c.active)
        return self._connection.execute(found).scalar_one_or_none() or ""
