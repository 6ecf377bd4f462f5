"""The roster as the database has it: what an import is compared with, and the list that a clerk looks at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select

from bot.store.tables import contact, grid, new_id, person, station, township


@dataclass(frozen=True)
class Known:
    """One township's rows, those out of use included."""

    township_id: str
    stations: Sequence[Row[Any]]
    grids: Sequence[Row[Any]]
    persons: Sequence[Row[Any]]  # those in office first: an import matches them before those who left


def find_township(connection: Connection, name: str) -> str | None:
    found: str | None = connection.scalar(select(township.c.id).where(township.c.name == name))
    return found


def ensure_township(connection: Connection, name: str) -> str:
    """The township's id; a second call returns the same."""
    found = find_township(connection, name)
    if found is not None:
        return found
    made = new_id()
    connection.execute(township.insert().values(id=made, name=name))
    return made


def read_known(connection: Connection, township_id: str) -> Known:
    of_stations = select(station).where(station.c.township_id == township_id).order_by(station.c.code)
    of_grids = select(grid).where(grid.c.township_id == township_id).order_by(grid.c.code)
    of_persons = (
        select(person)
        .where(person.c.township_id == township_id)
        .order_by(person.c.active.desc(), person.c.created_at, person.c.id)
    )
    return Known(
        township_id,
        connection.execute(of_stations).all(),
        connection.execute(of_grids).all(),
        connection.execute(of_persons).all(),
    )


def bound_person_ids(connection: Connection) -> set[str]:
    return set(connection.scalars(select(contact.c.person_id).where(contact.c.person_id.is_not(None))))
