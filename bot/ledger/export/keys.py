"""Which entries a ledger consists of, in the order of days, a page at a time: memory does not grow with it.

A ledger has two arms: the entries of its own kind, and those of other kinds that count in it. Each is paged
by where the last page ended, so that a long ledger costs no more a line than a short one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from heapq import merge
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, select, tuple_

from bot.ledger.kinds import GATHER
from bot.store.tables import entry, entry_counts

PAGE = 2000  # keys in memory at a time, of each arm
ALL = "all"
_IN_NO_INDEX = entry.c.township_id.concat("")  # an index does not serve an expression
Only = Sequence[ColumnElement[bool]]  # further conditions on the table ``entry``


@dataclass(frozen=True)
class Span:
    """Which lines: one township's, of one ledger (or ``ALL``), by the day it happened, both ends included.

    ``item``: only lines that stand in the ledger under it.
    """

    township_id: str
    ledger: str
    first: date
    last: date
    item: str = ""


def count_lines(connection: Connection, span: Span, only: Only = ()) -> int:
    counts = (
        arm.where(*only).with_only_columns(func.count(), maintain_column_froms=True) for arm in arms(span)
    )
    return sum(int(connection.scalar(count) or 0) for count in counts)


def read_keys(
    connection: Connection, span: Span, states: Collection[str] = (), only: Only = ()
) -> Iterator[Row[Any]]:
    """Id, day, item, person and number; ``states``: only lines in one of these. An entry that counts for two
    items of a ledger is two lines."""
    wanted = (*only, entry.c.state.in_(states)) if states else tuple(only)
    return merge(*(_pages(connection, span, arm, wanted) for arm in range(len(arms(span)))), key=_place)


def arms(span: Span, *, by_index: bool = True, from_counts: bool = False) -> list[Select[Any]]:
    """The ledger's own entries, and those that count in it: disjoint, as queries to count or to group.

    ``by_index=False``: read in the order of the table, for conditions that look into all answers.
    ``from_counts``: the second begin with what counts instead of with the days, for long spans.
    """
    township = entry.c.township_id if by_index else _IN_NO_INDEX
    of_span = (township == span.township_id, entry.c.happened_on.between(span.first, span.last))
    columns: tuple[ColumnElement[Any], ...]
    columns = (entry.c.id, entry.c.happened_on, entry.c.person_id, entry.c.number)
    own = select(*columns, entry.c.item.label("item")).where(*of_span)
    if span.item:
        own = own.where(entry.c.item == span.item)
    if span.ledger == ALL:
        return [own]
    if span.ledger not in GATHER:
        return [own.where(entry.c.kind == span.ledger)]
    if from_counts:
        township = _IN_NO_INDEX
        of_span = (township == span.township_id, of_span[1])
        columns = (entry_counts.c.entry_id.label("id"), *columns[1:])
    counted = (
        select(*columns, entry_counts.c.item.label("item"))
        .join_from(entry, entry_counts, entry_counts.c.entry_id == entry.c.id)
        .where(*of_span, entry_counts.c.ledger == span.ledger)
    )
    if span.item:
        counted = counted.where(entry_counts.c.item == span.item)
    return [own.where(entry.c.kind == span.ledger), counted]


def _pages(connection: Connection, span: Span, number: int, only: Only) -> Iterator[Row[Any]]:
    last: tuple[date, str, str] = (span.first, "", "")
    while True:
        # From that day on: by the whole place alone, SQLite would begin at the beginning for each page.
        arm = arms(replace(span, first=last[0]))[number].where(*only)
        place = (entry.c.happened_on, entry.c.id, arm.selected_columns.item)
        # Read whole: a second statement inside an open cursor would need two snapshots on some databases.
        page = connection.execute(arm.where(tuple_(*place) > last).order_by(*place).limit(PAGE)).all()
        yield from page
        if len(page) < PAGE:
            return
        last = _place(page[-1])


def _place(row: Row[Any]) -> tuple[date, str, str]:
    return row.happened_on, row.id, row.item
