"""Adding to the ledger: numbered per township, kind and year without gaps, every version kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, or_, select, update

from bot.ledger.corrections import Kept, kept
from bot.ledger.kinds import GATHER, LedgerKind
from bot.ledger.states import COUNTED, RECORDED
from bot.store.prepared import Prepared
from bot.store.tables import attachment, counter, entry, entry_counts, entry_version, new_id, person

ADD, ADD_VERSION = Prepared(insert(entry)), Prepared(insert(entry_version))
RAISE = Prepared(
    update(counter)
    .where(counter.c.township_id == bindparam("of_township"))
    .where(counter.c.kind == bindparam("of_kind"), counter.c.year == bindparam("of_year"))
    .values(last=counter.c.last + 1)
    .returning(counter.c.last)
)
ON_THAT_DAY = Prepared(
    select(entry.c.number, entry.c.created_at).where(
        entry.c.person_id == bindparam("by"),
        entry.c.kind == bindparam("of_kind"),
        entry.c.happened_on == bindparam("on"),
        entry.c.station_id == bindparam("at"),
        or_(*(entry.c.state == state for state in COUNTED)),
    )
)


@dataclass(frozen=True)
class NewEntry:
    """One duty as it was told. ``counts_for`` names further (ledger, item) pairs that it counts in."""

    kind: LedgerKind
    township_id: str
    person_id: str
    happened_on: date
    fields: dict[str, Any]
    item: str = ""
    station_id: str | None = None
    grid_id: str | None = None
    stage: str = ""  # of the problem in it, if there is one
    changed_by: str = ""  # who wrote it down; empty: the person herself
    attachment_ids: tuple[str, ...] = ()
    counts_for: tuple[tuple[str, str], ...] = field(default=())


def add(connection: Connection, new: NewEntry, now: datetime) -> str:
    """Write the entry and its first version; returns its number, e.g. ``WG-2026-0012``."""
    identifier = new_id()
    number = _next_number(connection, new.township_id, new.kind, now.year)
    both = {
        "version": 1,
        "fields": new.fields,
        "state": RECORDED,
        "stage": new.stage,
        "happened_on": new.happened_on,
        "changed_at": now,
    }
    ADD.run(
        connection,
        {
            **both,
            "id": identifier,
            "township_id": new.township_id,
            "kind": new.kind.key,
            "number": number,
            "person_id": new.person_id,
            "station_id": new.station_id,
            "grid_id": new.grid_id,
            "item": new.item,
            "created_at": now,
        },
    )
    changed_by = new.changed_by or new.person_id
    ADD_VERSION.run(connection, {**both, "entry_id": identifier, "changed_by": changed_by})
    for ledger, item in new.counts_for:
        if ledger not in GATHER:
            raise ValueError(f"{ledger} gathers no entries of other kinds")
        connection.execute(insert(entry_counts).values(entry_id=identifier, ledger=ledger, item=item))
    if new.attachment_ids:
        connection.execute(
            update(attachment).where(attachment.c.id.in_(new.attachment_ids)).values(entry_id=identifier)
        )
    return number


def _next_number(connection: Connection, township_id: str, kind: LedgerKind, year: int) -> str:
    """The year is that of recording, so that numbers never go back and fill in."""
    mine = {"of_township": township_id, "of_kind": kind.key, "of_year": year}
    raised = RAISE.first(connection, mine)
    if raised is None:
        connection.execute(insert(counter).values(township_id=township_id, kind=kind.key, year=year, last=1))
    return f"{kind.letters}-{year}-{1 if raised is None else raised.last:04d}"


def of_person_on(
    connection: Connection, kind: LedgerKind, person_id: str, station_id: str, day: date
) -> tuple[str, datetime] | None:
    """Number and time of the person's entry of this kind at this station on this day, if there is one."""
    wanted = {"by": person_id, "of_kind": kind.key, "on": day, "at": station_id}
    found = ON_THAT_DAY.first(connection, wanted)
    return None if found is None else (found.number, found.created_at)


def latest(connection: Connection, person_id: str, limit: int) -> list[Row[Any]]:
    return list(
        connection.execute(
            select(entry.c.number, entry.c.kind, entry.c.item, entry.c.happened_on, entry.c.state)
            .where(entry.c.person_id == person_id)
            .order_by(entry.c.created_at.desc(), entry.c.id.desc())
            .limit(limit)
        )
    )


def of_kind(connection: Connection, kind: LedgerKind, person_id: str, since: date) -> list[Kept]:
    rows = connection.execute(
        select(entry, person.c.name.label("person"))
        .join(person, person.c.id == entry.c.person_id)
        .where(
            entry.c.person_id == person_id,
            entry.c.kind == kind.key,
            entry.c.happened_on >= since,
            entry.c.state.in_(COUNTED),
        )
        .order_by(entry.c.id)
    )
    return [kept(row) for row in rows]


def of_person(connection: Connection, person_id: str, first: date, last: date) -> list[Kept]:
    """All her entries of these days that count, in the order of recording."""
    rows = connection.execute(
        select(entry, person.c.name.label("person"))
        .join(person, person.c.id == entry.c.person_id)
        .where(
            entry.c.person_id == person_id,
            entry.c.happened_on.between(first, last),
            entry.c.state.in_(COUNTED),
        )
        .order_by(entry.c.id)
    )
    return [kept(row) for row in rows]
