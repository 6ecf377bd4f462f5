"""Reading a ledger for export: every line with its names and photos, a batch at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Row, func, select

from bot.ledger.attachments import SUFFIXES
from bot.ledger.export.keys import Only, Span, read_keys
from bot.ledger.kinds import HOME_VISIT
from bot.ledger.states import COUNTED
from bot.store.tables import attachment, entry, entry_counts, grid, person, station

BATCH = 500  # lines whose fields are in memory at a time


@dataclass(frozen=True)
class Line:
    """One line of a ledger. An entry that counts for two items of a ledger is two lines."""

    kind: str  # the entry's own kind, which may be another ledger
    item: str
    number: str
    happened_on: date
    person_id: str
    person: str
    role: str
    level: str
    station: str
    grid: str
    fields: Mapping[str, Any]
    photos: tuple[str, ...]  # file names
    state: str
    stage: str
    created_at: datetime
    also: tuple[str, ...] = ()  # the further ledgers it counts in
    visits: int | None = None  # of a registration: her home visits in this term


def read_lines(
    connection: Connection, span: Span, visited: tuple[date, date] | None = None, only: Only = ()
) -> Iterator[Line]:
    """In the order of days; names and photos of a batch come by one question each, not one a line.

    ``visited``: from when to when the person's home visits are counted beside each line. ``only``: further
    conditions on the entry.
    """
    pending = read_keys(connection, span, only=only)
    while batch := list(islice(pending, BATCH)):
        visits = _visits(connection, batch, visited) if visited else {}
        for line in details(connection, batch):
            yield replace(line, visits=visits.get(line.person_id, 0)) if visited else line


def details(connection: Connection, batch: Sequence[Row[Any]]) -> Iterator[Line]:
    """The lines behind these keys, in their order."""
    ids = {row.id for row in batch}
    query = (
        select(
            entry,
            person.c.name.label("person"),
            person.c.role,
            person.c.level,
            station.c.name.label("station"),
            grid.c.name.label("grid"),
        )
        .join(person, person.c.id == entry.c.person_id)
        .outerjoin(station, station.c.id == entry.c.station_id)
        .outerjoin(grid, grid.c.id == entry.c.grid_id)
        .where(entry.c.id.in_(ids))
    )
    rows = {row.id: row for row in connection.execute(query)}
    photos = _photos(connection, ids)
    also = _also(connection, ids)
    for key in batch:
        row = rows[key.id]
        yield Line(
            kind=row.kind,
            item=key.item,
            number=row.number,
            happened_on=row.happened_on,
            person_id=row.person_id,
            person=row.person,
            role=row.role,
            level=row.level,
            station=row.station or "",
            grid=row.grid or "",
            fields=row.fields,
            photos=photos.get(key.id, ()),
            state=row.state,
            stage=row.stage,
            created_at=row.created_at,
            also=also.get(key.id, ()),
        )


def _visits(connection: Connection, batch: Sequence[Row[Any]], days: tuple[date, date]) -> dict[str, int]:
    query = (
        select(entry.c.person_id, func.count())
        .where(entry.c.person_id.in_({row.person_id for row in batch}), entry.c.kind == HOME_VISIT.key)
        .where(entry.c.happened_on.between(*days), entry.c.state.in_(COUNTED))
        .group_by(entry.c.person_id)
    )
    return {row[0]: row[1] for row in connection.execute(query)}


def _photos(connection: Connection, ids: set[str]) -> dict[str, tuple[str, ...]]:
    """File names as they lie on disk; a photo not fetched yet, or lost, is named so."""
    query = (
        select(attachment.c.entry_id, attachment.c.state, attachment.c.sha256, attachment.c.mime)
        .where(attachment.c.entry_id.in_(ids), attachment.c.media_kind == "image")
        .order_by(attachment.c.id)
    )
    found: dict[str, list[str]] = defaultdict(list)
    for row in connection.execute(query):
        name = row.sha256 + SUFFIXES.get(row.mime, ".bin") if row.state == "kept" else f"({row.state})"
        found[row.entry_id].append(name)
    return {key: tuple(names) for key, names in found.items()}


def _also(connection: Connection, ids: set[str]) -> dict[str, tuple[str, ...]]:
    query = select(entry_counts.c.entry_id, entry_counts.c.ledger).where(entry_counts.c.entry_id.in_(ids))
    found: dict[str, set[str]] = defaultdict(set)
    for row in connection.execute(query):
        found[row.entry_id].add(row.ledger)
    return {key: tuple(sorted(names)) for key, names in found.items()}
