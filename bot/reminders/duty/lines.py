"""Single lines of the duty roster: reading one, and changing its state only when nobody else has."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, exists, select, update

from bot.errors import Refused
from bot.reminders.duty import states
from bot.store.tables import duty, person, station
from bot.texts import duty as texts

AnyRow = Row[*tuple[Any, ...]]


def with_names() -> Select[*tuple[Any, ...]]:
    """Every line with the names of its deputy and its station."""
    joined = duty.join(station, station.c.id == duty.c.station_id)
    joined = joined.join(person, person.c.id == duty.c.person_id)
    columns = (*duty.c, station.c.name.label("station"), person.c.name.label("person"))
    return select(*columns).select_from(joined)


def line(connection: Connection, duty_id: str, person_id: str = "") -> AnyRow:
    """Raises :class:`Refused` when there is no such line, or it is not hers."""
    row = connection.execute(with_names().where(duty.c.id == duty_id)).first()
    if row is None or (person_id and row.person_id != person_id):
        raise Refused(texts.NOT_HERS)
    return row


def become(connection: Connection, row: AnyRow, state: str, now: datetime, reason: str = "") -> None:
    """Raises :class:`Refused` when the line has changed since it was read."""
    still = (duty.c.id == row.id, duty.c.state == row.state)
    values = {"state": state, "answered_at": now, "reason": reason or row.reason}
    if connection.execute(update(duty).where(*still).values(**values)).rowcount != 1:
        raise Refused(texts.NOT_HERS)


def has_part(connection: Connection, person_id: str, occasion: str) -> bool:
    """On duty, at whatever station, or asked to be."""
    part = duty.c.state.in_(states.ON_DUTY | {states.ASKED})
    hers = (duty.c.person_id == person_id, duty.c.occasion == occasion, part)
    return bool(connection.execute(select(exists().where(*hers))).scalar())


def seat(row: AnyRow) -> str:
    """The place that the line is about, by the id of its first line: it outlives whoever holds it."""
    return str(row.replaces or row.id)


def of_seat(row: AnyRow) -> tuple[ColumnElement[bool], ...]:
    """The other lines of the same place."""
    here = (duty.c.occasion == row.occasion, duty.c.station_id == row.station_id, duty.c.id != row.id)
    first = (duty.c.id == seat(row)) & (duty.c.replaces == "")
    return (*here, first | (duty.c.replaces == seat(row)))


def is_taken(connection: Connection, row: AnyRow) -> bool:
    """Whether another holds the place already."""
    return bool(
        connection.execute(select(exists().where(*of_seat(row), duty.c.state.in_(states.ON_DUTY)))).scalar()
    )
