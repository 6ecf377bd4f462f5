"""Changing one row of the roster by hand, by the same plan that an import makes and writes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Table, select

from bot.errors import Refused
from bot.ledger import audit
from bot.roster.clean import checked_code, checked_length, checked_name, checked_phone
from bot.roster.columns import LEVELS, ROLES
from bot.roster.importing import apply
from bot.roster.plan import Action, Change, Plan, differing
from bot.roster.terms import keep_mandates
from bot.store.tables import grid, new_id, person, station
from bot.texts import roster as texts

TABLES: dict[str, Table] = {"station": station, "grid": grid, "person": person}
CHINA = {"latitude": (3.0, 54.0), "longitude": (73.0, 136.0)}  # whole degrees around the country


def find(connection: Connection, what: str, township_id: str, row_id: str) -> Row[Any] | None:
    """``what``: station, grid or person."""
    table = TABLES[what]
    here = (table.c.id == row_id, table.c.township_id == township_id)
    return connection.execute(select(table).where(*here)).one_or_none()


def change(
    connection: Connection, what: str, old: Row[Any], given: Mapping[str, Any], by: str, now: datetime
) -> bool:
    """Whether anything differed. Raises :class:`Refused` for what an import would refuse."""
    values = _checked(connection, what, old.township_id, given)
    _, differing_values = differing(old, values, {})
    if not differing_values:
        return False
    left = differing_values.get("active") is False
    _write(
        connection,
        what,
        old.township_id,
        Action.LEFT if left else Action.CHANGED,
        old.id,
        differing_values,
        now,
    )
    audit.record(connection, by, "roster_edit", f"{what}:{old.id}", " ".join(sorted(differing_values)), now)
    return True


def add(
    connection: Connection, what: str, township_id: str, given: Mapping[str, Any], by: str, now: datetime
) -> str:
    """A new row's id. Raises :class:`Refused` for what an import would refuse."""
    values = _checked(connection, what, township_id, given)
    made = new_id()
    _write(connection, what, township_id, Action.ADDED, made, values, now)
    audit.record(connection, by, "roster_add", f"{what}:{made}", "", now)
    return made


def _write(
    connection: Connection,
    what: str,
    township_id: str,
    action: Action,
    row_id: str,
    values: dict[str, Any],
    now: datetime,
) -> None:
    apply(connection, Plan([Change(what, action, row_id, "", values)]), township_id, now)
    if what == "person":
        keep_mandates(connection, township_id, now.date())


def _checked(connection: Connection, what: str, township_id: str, given: Mapping[str, Any]) -> dict[str, Any]:
    values = {**given, **_words(what, given)}
    if "code" in values:
        table = TABLES[what]
        taken = select(table.c.id).where(table.c.township_id == township_id, table.c.code == values["code"])
        if connection.scalar(taken) is not None:
            raise Refused(texts.code_taken(values["code"]))
    for key, place, title in (("station_id", "station", "联络站"), ("grid_id", "grid", "网格")):
        if values.get(key) and find(connection, place, township_id, values[key]) is None:
            raise Refused(texts.unknown_place(title, str(values[key])))
    return {**values, **_point(values)} if "latitude" in values else values


def _words(what: str, given: Mapping[str, Any]) -> dict[str, str]:
    """Names and numbers as the roster writes them."""
    readers: dict[str, Callable[[str], str]] = {
        "code": checked_code,
        "name": checked_name if what == "person" else _place_name,
        "phone": checked_phone,
        "address": lambda text: checked_length(text, "地址", 120),
        "group_name": lambda text: checked_length(text, "代表小组", 40),
        "role": _role,
        "level": _levels,
    }
    return {key: reader(given[key]) for key, reader in readers.items() if key in given}


def _place_name(text: str) -> str:
    name = checked_length(text, "名称", 60)
    if not name:
        raise Refused(texts.empty_cell("名称"))
    return name


def _role(text: str) -> str:
    if text not in ROLES:
        raise Refused(texts.unknown_role(text))
    return text


def _levels(text: str) -> str:
    for level in filter(None, text.split("、")):
        if level not in LEVELS:
            raise Refused(texts.unknown_level(level))
    return text


def _point(values: Mapping[str, Any]) -> dict[str, float | None]:
    """Both or neither; the map's own words (纬度, 经度) are easily changed about, so they are looked at."""
    if not values["latitude"] and not values["longitude"]:
        return {"latitude": None, "longitude": None}
    point: dict[str, float | None] = {}
    for key, (least, most) in CHINA.items():
        try:
            degrees = float(values[key])
        except ValueError as error:
            raise Refused(texts.BAD_POINT) from error
        if not least <= degrees <= most:
            raise Refused(texts.BAD_POINT)
        point[key] = degrees
    return point
