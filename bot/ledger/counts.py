"""How much of what a person has: counted from indexes alone, whatever the ledger's size. Writes nothing.

An entry counts in its own ledger and in those of ``entry_counts``; a returned or withdrawn one in none.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import BindParameter, Connection, Integer, bindparam, case, cast, func, select, union_all

from bot.ledger.kinds import HOME_VISIT, LedgerKind
from bot.ledger.states import COUNTED
from bot.store.tables import entry, entry_counts

_HERS = (
    entry.c.person_id == bindparam("by"),
    entry.c.happened_on.between(bindparam("first"), bindparam("last")),
    entry.c.state.in_(COUNTED),
)
_KINDS: BindParameter[list[str]] = bindparam("kinds", expanding=True)
_BOTH = union_all(
    select(entry.c.kind.label("kind"), entry.c.item.label("item")).where(*_HERS, entry.c.kind.in_(_KINDS)),
    select(entry_counts.c.ledger, entry_counts.c.item)
    .join(entry, entry.c.id == entry_counts.c.entry_id)
    .where(*_HERS, entry_counts.c.ledger.in_(_KINDS)),
).subquery()
# Built once: building a statement costs five times its execution.
BY_KIND_AND_ITEM = select(_BOTH.c.kind, _BOTH.c.item, func.count()).group_by(_BOTH.c.kind, _BOTH.c.item)
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
    wanted = {
        "by": person_id,
        "first": date(year, 1, 1),
        "last": date(year, 12, 31),
        "kinds": [kind.key for kind in kinds],
    }
    found: dict[str, dict[str, int]] = {kind.key: {} for kind in kinds}
    for kind, item, count in connection.execute(BY_KIND_AND_ITEM, wanted):
        found[kind][item] = count
    return found


def count_by_item(connection: Connection, kind: LedgerKind, person_id: str, year: int) -> dict[str, int]:
    return count_by_kind(connection, [kind], person_id, year)[kind.key]


def households_visited(connection: Connection, person_id: str, since: date) -> int:
    """Over her home visits since then; one that names no number is one household."""
    return int(connection.execute(HOUSEHOLDS, {"by": person_id, "first": since}).scalar_one())
