"""Comparing a file with the roster: stations and grids by their codes here, people in their own module."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import Row

from bot.roster.compare_people import compare_people
from bot.roster.known import Known
from bot.roster.places import Places, resolve
from bot.roster.plan import Action, Change, Plan, differing
from bot.roster.rows import Complaint, GridRow, RosterFile, StationRow
from bot.store.tables import new_id
from bot.texts import roster as texts

Place = TypeVar("Place", StationRow, GridRow)


def compare(file: RosterFile, known: Known, *, full: bool = False) -> tuple[Plan, list[Complaint]]:
    """What the file would change, and what is wrong with it.

    ``full``: the file is the whole roster, so whoever is not in it has left office.
    """
    complaints: list[Complaint] = []
    stations = _indexed(Places("联络站", frozenset(file.doubtful)), known.stations)
    grids = _indexed(Places("网格", frozenset(file.doubtful)), known.grids)

    def station_values(row: StationRow) -> dict[str, Any]:
        return {"name": row.name, "address": row.address, "active": True}

    def grid_values(row: GridRow) -> dict[str, Any]:
        station_id = resolve(stations, row.station, row.where, complaints)
        return {"name": row.name, "station_id": station_id, "active": True}

    changes = _compare_places("station", file.stations, known.stations, stations, station_values, complaints)
    names = {"station_id": stations.names}
    changes += _compare_places("grid", file.grids, known.grids, grids, grid_values, complaints, names)
    station_by_grid = {row.id: row.station_id for row in known.grids}
    station_by_grid |= {c.id: c.values["station_id"] for c in changes if c.values.get("station_id")}
    for row in file.faulty:
        resolve(stations, row.station, row.where, complaints)
        resolve(grids, row.grid, row.where, complaints)
    changes += compare_people(
        file.persons, known.persons, stations, grids, station_by_grid, complaints, full=full
    )
    return Plan(changes), complaints


def _indexed(places: Places, rows: Sequence[Row[Any]]) -> Places:
    for row in rows:
        places.put(row.id, row.code, row.name)
    return places


def _compare_places(
    what: str,
    rows: Sequence[Place],
    known: Sequence[Row[Any]],
    places: Places,
    values_of: Callable[[Place], dict[str, Any]],
    complaints: list[Complaint],
    names: Mapping[str, Mapping[str, str]] | None = None,
) -> list[Change]:
    by_code = {row.code: row for row in known}
    seen: dict[str, str] = {}
    changes: list[Change] = []
    for row in rows:
        if row.code in seen:
            complaints.append(Complaint(row.where, texts.repeated(seen[row.code])))
            continue
        seen[row.code] = row.where
        old = by_code.get(row.code)
        place_id = old.id if old is not None else new_id()
        given = {key: value for key, value in values_of(row).items() if value is not None}
        places.put(place_id, row.code, row.name)
        changes.append(_change(what, place_id, f"{row.code} {row.name}", old, row.code, given, names or {}))
    return changes


def _change(
    what: str,
    place_id: str,
    label: str,
    old: Row[Any] | None,
    code: str,
    given: dict[str, Any],
    names: Mapping[str, Mapping[str, str]],
) -> Change:
    if "station_id" in given:
        given["station_id"] = given["station_id"] or None
    if old is None:
        return Change(what, Action.ADDED, place_id, label, {"code": code, **given})
    differences, values = differing(old, given, names)
    action = Action.CHANGED if values else Action.SAME
    return Change(what, action, place_id, label, values, differences)
