"""Finding an entry and changing it: every change is a further version, none is ever overwritten."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from bot.ledger import audit
from bot.ledger.kinds import BY_LETTERS, PROBLEM
from bot.store.prepared import Prepared
from bot.store.tables import entry, entry_counts, entry_version, person


@dataclass(frozen=True)
class Kept:
    """One entry as it stands."""

    id: str
    township_id: str
    kind: str
    number: str
    person_id: str
    person: str
    grid_id: str
    happened_on: date
    item: str
    fields: Mapping[str, Any]
    state: str
    stage: str
    version: int
    created_at: datetime


_QUERY = select(entry, person.c.name.label("person")).join(person, person.c.id == entry.c.person_id)

FIND = Prepared(
    _QUERY.where(
        entry.c.township_id == bindparam("of_township"),
        entry.c.kind == bindparam("of_kind"),
        entry.c.number == bindparam("numbered"),
    )
)
CHANGE = Prepared(
    update(entry).where(entry.c.id == bindparam("of_entry"), entry.c.version == bindparam("of_version"))
)
KEEP = Prepared(insert(entry_version))
_FEW = (
    select(entry.c.id)
    .where(
        entry.c.township_id == bindparam("of_township"),
        entry.c.state == bindparam("of_state"),
        entry.c.kind == bindparam("of_kind"),
    )
    .order_by(entry.c.id)
    .limit(bindparam("few"))
)


def find(connection: Connection, township_id: str, number: str) -> Kept | None:
    """By its number, in this township."""
    kind = BY_LETTERS.get(number.partition("-")[0])
    if kind is None:
        return None
    row = FIND.first(connection, {"of_township": township_id, "of_kind": kind.key, "numbered": number})
    return None if row is None else kept(row)


def hers(connection: Connection, person_id: str, since: datetime, states: Collection[str]) -> list[Kept]:
    """A person's entries recorded since then, newest first."""
    rows = connection.execute(
        _QUERY.where(
            entry.c.person_id == person_id, entry.c.created_at >= since, entry.c.state.in_(states)
        ).order_by(entry.c.created_at.desc(), entry.c.id.desc())
    )
    return [kept(row) for row in rows]


def in_state(
    connection: Connection, township_id: str, states: Collection[str], kinds: Collection[str], limit: int
) -> list[Kept]:
    """What waits for somebody, oldest first."""
    # The oldest few of each state and kind are in the index as they are wanted; all together would be sorted.
    here = {"of_township": township_id, "few": limit}
    ids = sorted(
        identifier
        for state in states
        for kind in kinds
        for identifier in connection.execute(_FEW, {**here, "of_state": state, "of_kind": kind}).scalars()
    )[:limit]
    rows = connection.execute(_QUERY.where(entry.c.id.in_(ids)).order_by(entry.c.id))
    return [kept(row) for row in rows]


def kept(row: Any) -> Kept:
    return Kept(
        id=row.id,
        township_id=row.township_id,
        kind=row.kind,
        number=row.number,
        person_id=row.person_id,
        person=row.person,
        grid_id=row.grid_id or "",
        happened_on=row.happened_on,
        item=row.item,
        fields=row.fields,
        state=row.state,
        stage=row.stage,
        version=row.version,
        created_at=row.created_at,
    )


def change(
    connection: Connection,
    was: Kept,
    now: datetime,
    *,
    by: str,
    action: str,
    reason: str = "",
    fields: Mapping[str, Any] | None = None,
    happened_on: date | None = None,
    state: str = "",
    stage: str = "",
) -> bool:
    """Write the next version; False when somebody else changed the entry since it was read."""
    values = {
        "fields": {**was.fields, **(fields or {})},
        "happened_on": happened_on or was.happened_on,
        "state": state or was.state,
        "stage": stage or was.stage,
        "version": was.version + 1,
        "changed_at": now,
    }
    category = (fields or {}).get("category")
    item = str(category) if category and was.kind == PROBLEM.key else was.item
    if not CHANGE.run(connection, {**values, "item": item, "of_entry": was.id, "of_version": was.version}):
        return False
    KEEP.run(connection, {**values, "entry_id": was.id, "changed_by": by, "reason": reason})
    if category and was.stage:
        _count_as(connection, was.id, str(category))
    audit.record(connection, by, action, f"entry:{was.number}", reason, now)
    return True


def _count_as(connection: Connection, entry_id: str, category: str) -> None:
    """A problem inside another record counts under its category, also after that was corrected."""
    connection.execute(
        update(entry_counts)
        .where(entry_counts.c.entry_id == entry_id, entry_counts.c.ledger == PROBLEM.key)
        .values(item=category)
    )


def versions(connection: Connection, entry_id: str) -> Sequence[Row[Any]]:
    return connection.execute(
        select(entry_version).where(entry_version.c.entry_id == entry_id).order_by(entry_version.c.version)
    ).all()
