"""One page of a ledger for the desk, quick over a long ledger: which lines, and how many there are.

Without words to search for, lines are counted and ordered from the indices alone. A search by words has to
read every answer, so it reads them once, takes no more than ``MOST_FOUND`` lines, the first in order, and
keeps them for the next pages until an entry is written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, select, union_all

from bot.console.ledger_filter import Filter
from bot.console.until_written import UntilWritten
from bot.ledger.export.keys import arms

_SEARCHED: UntilWritten[Sequence[Row[Any]]] = UntilWritten(8)  # 1 MB each at most
MOST_FOUND = 2000  # a search that finds more says so; further words narrow it, and the export has them all


@dataclass(frozen=True)
class Found:
    """``more``: there are more than ``total``. ``keys``: of one page, in its order."""

    total: int
    more: bool
    keys: Sequence[Row[Any]]


def find(
    connection: Connection, wanted: Filter, *, by: str, descending: bool, limit: int, offset: int
) -> Found:
    """``by``: happened_on, number or id."""
    if wanted.text:
        keys = _searched(connection, wanted, by, descending)
        total = min(len(keys), MOST_FOUND)
        return Found(total, len(keys) > MOST_FOUND, keys[offset : min(offset + limit, total)])
    long = wanted.first is None
    lines = [arm.where(*wanted.only) for arm in arms(wanted.span, from_counts=long)]
    counts = [arm.with_only_columns(func.count(), maintain_column_froms=True) for arm in lines]
    total = sum(int(connection.scalar(count) or 0) for count in counts)
    if offset >= total:
        return Found(total, False, [])
    if long and by == "happened_on":  # in the order of days an index stops after the first few
        lines = [arm.where(*wanted.only) for arm in arms(wanted.span)]
    return Found(total, False, _ordered(connection, lines, by, descending, limit, offset))


def _searched(connection: Connection, wanted: Filter, by: str, descending: bool) -> Sequence[Row[Any]]:
    named = tuple(connection.execute(wanted.named()).scalars())  # a name may change without an entry

    def read() -> Sequence[Row[Any]]:
        lines = [arm.where(*wanted.only) for arm in arms(wanted.span, by_index=False)]
        return _ordered(connection, lines, by, descending, MOST_FOUND + 1)

    return _SEARCHED.get(connection, (wanted.key, by, descending, named, MOST_FOUND), read)


def _ordered(
    connection: Connection,
    lines: Sequence[Select[Any]],
    by: str,
    descending: bool,
    limit: int,
    offset: int = 0,
) -> Sequence[Row[Any]]:
    """The top of each arm, then of both: each can stop early where an index has the order."""
    if len(lines) == 1:  # an entry stands once, its id decides
        arm = lines[0]
        ordered = _order(arm, [arm.selected_columns[name] for name in dict.fromkeys((by, "id"))], descending)
        return connection.execute(ordered.limit(limit).offset(offset)).all()
    names = dict.fromkeys((by, "id", "item"))
    tops = (
        _order(arm, [arm.selected_columns[name] for name in names], descending).limit(offset + limit)
        for arm in lines
    )
    both = union_all(*(select(*top.subquery().c) for top in tops)).subquery().c
    query = _order(select(*both), [both[name] for name in names], descending)
    return connection.execute(query.limit(limit).offset(offset)).all()


def _order(query: Select[Any], columns: Sequence[ColumnElement[Any]], descending: bool) -> Select[Any]:
    return query.order_by(*(column.desc() if descending else column.asc() for column in columns))
