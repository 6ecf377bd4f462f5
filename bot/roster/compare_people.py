"""Comparing the people of a file with the roster: new, changed, gone, or not to be told apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from sqlalchemy import Row

from bot.roster.columns import LEVELS, ROLES
from bot.roster.match import Seen, match, told_apart
from bot.roster.places import Places, resolve
from bot.roster.plan import Action, Change, differing
from bot.roster.rows import Complaint, PersonRow
from bot.store.tables import new_id
from bot.texts import roster as texts


@dataclass(frozen=True)
class _Placed:
    """A row whose station and grid have been found."""

    row: PersonRow
    station_id: str | None
    grid_id: str | None

    @property
    def seen(self) -> Seen:
        return Seen(self.row.phone or "", self.grid_id or "")


def compare_people(
    rows: Sequence[PersonRow],
    known: Sequence[Row[Any]],
    stations: Places,
    grids: Places,
    station_by_grid: Mapping[str, str | None],
    complaints: list[Complaint],
    *,
    full: bool,
) -> list[Change]:
    names = {"station_id": stations.names, "grid_id": grids.names}
    groups: dict[tuple[str, str], list[_Placed]] = defaultdict(list)
    for row in rows:
        station = resolve(stations, row.station, row.where, complaints)
        grid = resolve(grids, row.grid, row.where, complaints)
        if station is None and grid:  # a grid says which station, once
            station = station_by_grid.get(grid)
        groups[(row.role, row.name)].append(_Placed(row, station, grid))
    changes: list[Change] = []
    met: set[str] = set()
    for (role, name), group in groups.items():
        if not _distinct(group, name, complaints):
            continue
        same = [person for person in known if (person.role, person.name) == (role, name)]
        for placed, old in _matched(group, same, name, complaints):
            changes.append(_change(placed, old, names))
            met.update([old.id] if old is not None else [])
    if rows:
        changes += [_gone(person, full) for person in known if person.active and person.id not in met]
    return changes


def _distinct(group: Sequence[_Placed], name: str, complaints: list[Complaint]) -> bool:
    """Every two rows of one name and role must differ by phone or grid."""
    clean = True
    for first, second in combinations(group, 2):
        if told_apart(first.seen, second.seen):
            continue
        clean = False
        twice = first.seen == second.seen and first.seen != Seen("", "")
        reason = texts.repeated(first.row.where) if twice else texts.same_name(name, first.row.where)
        complaints.append(Complaint(second.row.where, reason))
    return clean


def _matched(
    group: Sequence[_Placed], same: Sequence[Row[Any]], name: str, complaints: list[Complaint]
) -> list[tuple[_Placed, Row[Any] | None]]:
    """Each row with the person it is, ``None`` for somebody new. Those in office are looked at first."""
    result: list[tuple[_Placed, Row[Any] | None]] = []
    rest = list(group)
    for active in (True, False):
        known = [person for person in same if bool(person.active) is active]
        pairs, unsure = match([p.seen for p in rest], [Seen(k.phone, k.grid_id or "") for k in known])
        for i in unsure:
            complaints.append(Complaint(rest[i].row.where, texts.same_name_known(name)))
        result += [(rest[i], known[j]) for i, j in pairs.items()]
        rest = [placed for i, placed in enumerate(rest) if i not in pairs and i not in unsure]
    return result + [(placed, None) for placed in rest]


def _change(placed: _Placed, old: Row[Any] | None, names: Mapping[str, Mapping[str, str]]) -> Change:
    row = placed.row
    label = f"{ROLES[row.role]} {row.name}"
    given = {
        "phone": row.phone,
        "level": row.level,
        "group_name": row.group,
        "station_id": placed.station_id,
        "grid_id": placed.grid_id,
        "active": row.active,
    }
    given = {key: value for key, value in given.items() if value is not None}
    for key in ("station_id", "grid_id"):
        if key in given:
            given[key] = given[key] or None
    if old is None:
        if row.role == "deputy":
            given.setdefault(
                "level", LEVELS[0]
            )  # a township's roster is of its own deputies, unless it says more
        return Change("person", Action.ADDED, new_id(), label, {"role": row.role, "name": row.name, **given})
    differences, values = differing(old, given, names)
    action = Action.CHANGED if values else Action.SAME
    if values.get("active") is False:
        action = Action.LEFT
    return Change("person", action, old.id, label, values, differences)


def _gone(person: Row[Any], full: bool) -> Change:
    label = f"{ROLES.get(person.role, person.role)} {person.name}"
    if not full:
        return Change("person", Action.ABSENT, person.id, label, {})
    return Change("person", Action.LEFT, person.id, label, {"active": False})
