"""How much of what a person has: counted from indexes alone, whatever the ledger's size. Writes nothing.

An entry counts in its own ledger and in those of ``entry_counts``; a returned or withdrawn one in none.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection, Integer, bindparam, case, cast, func, or_, select, union_all

from bot.ledger.kinds import HOME_VISIT, LedgerKind
from bot.ledger.states import COUNTED
from bot.store.prepared import Prepared
from bot.store.tables import entry, entry_counts

_HERS = (
    entry.c.person_id == bindparam("by"),
    entry.c.happened_on.between(bindparam("first"), bindparam("last")),
    or_(*(entry.c.state == state for state in COUNTED)),
)
_BOTH = union_all(
    select(entry.c.kind.label("kind"), entry.c.item.label("item")).where(
        *_HERS, entry.c.kind == bindparam("of_kind")
    ),
    select(entry_counts.c.ledger, entry_counts.c.item)
    .join(entry, entry.c.id == entry_counts.c.entry_id)
    .where(*_HERS, entry_counts.c.ledger == bindparam("of_kind")),
).subquery()
BY_ITEM = Prepared(select(_BOTH.c.item, func.count().label("entries")).group_by(_BOTH.c.item))
_HOUSEHOLDS = cast(entry.c.fields["households"].as_string(), Integer)
HOUSEHOLDS = select(func.coalesce(func.sum(case((_HOUSEHOLDS > 0, _HOUSEHOLDS), else_=1)), 0)).where(
    entry.c.person_id == bindparam("by"),
    entry.c.kind == HOME_VISIT.key,
    entry.c.happened_on >= bindparam("first"),
    entry.c.state.in_(COUNTED),
)


def count_by_kind(
    connection: Connection, kinds: Sequence[LedgerKind], person_id: str, year: int
) -> dict[str, dict[str, int]]:
    """Kind -> item -> entries of the year, those of other ledgers that count here included."""
    return {kind.key: count_by_item(connection, kind, person_id, year) for kind in kinds}


def count_by_item(connection: Connection, kind: LedgerKind, person_id: str, year: int) -> dict[str, int]:
    wanted = {"by": person_id, "first": date(year, 1, 1), "last": date(year, 12, 31), "of_kind": kind.key}
    return {row.item: row.entries for row in BY_ITEM.rows(connection, wanted)}


def households_visited(connection: Connection, person_id: str, since: date) -> int:
    """Over her home visits since then; one that names no number is one household."""
    return int(connection.execute(HOUSEHOLDS, {"by": person_id, "first": since}).scalar_one())
