"""One township as the planner sees it: who is there, where, and who is on duty."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, Row, select

from bot.reminders.duty import states
from bot.reminders.occasions import Occasion
from bot.store.tables import duty, person, station, township

AnyRow = Row[*tuple[Any, ...]]
LOOK_BACK_DAYS = 7  # a nudge comes after its day


@dataclass(frozen=True)
class Township:
    id: str
    name: str
    people: Sequence[AnyRow]
    stations: dict[str, AnyRow]
    duties: dict[str, list[AnyRow]]  # occasion -> lines of the duty roster
    posts: dict[tuple[str, str], str]  # occasion, person on duty -> station

    def clerks(self) -> list[AnyRow]:
        return [row for row in self.people if row.role == "clerk"]

    def deputies(self, occasion: Occasion) -> list[AnyRow]:
        """Whom the occasion concerns: all in its scope, or those of them who are on duty."""
        concerned = [row for row in self.people if row.role == "deputy" and self._in_scope(occasion, row)]
        if not occasion.rule.duty:
            return concerned
        return self._on_duty(occasion, concerned)

    def place(self, occasion: Occasion, row: AnyRow) -> tuple[str, str]:
        """Name and address of where she is to be."""
        if occasion.rule.place:
            return occasion.rule.place, ""
        found = self.stations.get(self._station_of(occasion, row))
        return (found.name, found.address) if found else ("", "")

    def _in_scope(self, occasion: Occasion, row: AnyRow) -> bool:
        rule = occasion.rule
        at = self.stations.get(row.station_id or "")
        own = {
            "township": (self.name,),
            "station": (at.name, at.code) if at else (),
            "group": (row.group_name,),
            "level": (row.level,),
        }
        return rule.scope == "all" or any(name in rule.names for name in own[rule.scope] if name)

    def _on_duty(self, occasion: Occasion, concerned: list[AnyRow]) -> list[AnyRow]:
        """Until a station has a duty roster for the day, all its deputies are on duty."""
        lines = self.duties.get(occasion.key, [])
        named = {line.person_id for line in lines if line.state in states.ON_DUTY}
        with_roster = {line.station_id for line in lines}
        by_default = (row for row in concerned if (row.station_id or "") not in with_roster)
        ids = named | {row.id for row in by_default}
        return [row for row in self.people if row.id in ids]

    def _station_of(self, occasion: Occasion, row: AnyRow) -> str:
        """Where the duty roster puts her that day, else her own station."""
        return self.posts.get((occasion.key, row.id)) or row.station_id or ""

    def digest(self, also: str) -> str:
        """The same digest means the same rows; ``also``: what else they are made from."""
        stations = [tuple(row) for _, row in sorted(self.stations.items())]
        duties = [tuple(row) for _, lines in sorted(self.duties.items()) for row in lines]
        # Tuples, not rows: the repr of a row leaves out the middle of a long text.
        parts = (also, self.name, [tuple(row) for row in self.people], stations, duties)
        return hashlib.sha256(repr(parts).encode()).hexdigest()


def townships(connection: Connection, today: date, only: Collection[str] | None = None) -> Iterator[Township]:
    """One at a time, so that a city costs no more memory than its largest township."""
    for row in connection.execute(select(township).order_by(township.c.id)).all():
        if only is not None and row.id not in only:
            continue
        duties = _duties(connection, row.id, today)
        posts = {
            (line.occasion, line.person_id): str(line.station_id)
            for lines in duties.values()
            for line in lines
            if line.state in states.ON_DUTY
        }
        yield Township(
            id=row.id,
            name=row.name,
            people=_people(connection, row.id),
            stations=_stations(connection, row.id),
            duties=duties,
            posts=posts,
        )


def _people(connection: Connection, township_id: str) -> Sequence[AnyRow]:
    columns = (
        person.c.id,
        person.c.name,
        person.c.role,
        person.c.level,
        person.c.group_name,
        person.c.station_id,
    )
    here = select(*columns).where(person.c.township_id == township_id, person.c.active)
    return connection.execute(here.order_by(person.c.id)).all()


def _stations(connection: Connection, township_id: str) -> dict[str, AnyRow]:
    columns = (station.c.id, station.c.code, station.c.name, station.c.address)
    here = select(*columns).where(station.c.township_id == township_id, station.c.active)
    return {row.id: row for row in connection.execute(here)}


def _duties(connection: Connection, township_id: str, today: date) -> dict[str, list[AnyRow]]:
    columns = (duty.c.occasion, duty.c.station_id, duty.c.person_id, duty.c.state)
    recent = duty.c.day >= today - timedelta(days=LOOK_BACK_DAYS)
    here = (duty.c.township_id == township_id, duty.c.state.in_(states.SETTLED), recent)
    found: dict[str, list[AnyRow]] = defaultdict(list)
    for row in connection.execute(select(*columns).where(*here).order_by(duty.c.id)):
        found[row.occasion].append(row)
    return dict(found)
