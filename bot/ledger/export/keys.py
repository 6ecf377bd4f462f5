"""Which entries a ledger consists of, in the order of days, a page at a time: memory does not grow with it.

A ledger has two arms: the entries of its own kind, and those of other kinds that count in it. Each is paged
by where the last page ended, so that a long ledger costs no more a line than a short one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from heapq import merge
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, select, tuple_

from bot.store.tables import entry, entry_counts

PAGE = 2000  # keys in memory at a time, of each arm
ALL = "all"


@dataclass(frozen=True)
class Span:
    """Which lines: one township's, of one ledger (or ``ALL``), by the day it happened, both ends included."""

    township_id: str
    ledger: str
    first: date
    last: date


def count_lines(connection: Connection, span: Span) -> int:
    arms = [arm.with_only_columns(func.count(), maintain_column_froms=True) for arm in _arms(span)]
    return sum(int(connection.scalar(arm) or 0) for arm in arms)


def read_keys(connection: Connection, span: Span, states: Collection[str] = ()) -> Iterator[Row[Any]]:
    """Id, day, item, person and number; ``states``: only lines in one of these. An entry that counts for two
    items of a ledger is two lines."""
    only = (entry.c.state.in_(states),) if states else ()
    arms = range(len(_arms(span)))
    return merge(*(_pages(connection, span, arm, only) for arm in arms), key=_place)


def _arms(span: Span) -> list[Select[Any]]:
    of_span = (entry.c.township_id == span.township_id, entry.c.happened_on.between(span.first, span.last))
    columns = (entry.c.id, entry.c.happened_on, entry.c.person_id, entry.c.number)
    own = select(*columns, entry.c.item.label("item")).where(*of_span)
    if span.ledger == ALL:
        return [own]
    counted = (
        select(*columns, entry_counts.c.item.label("item"))
        .join(entry_counts, entry_counts.c.entry_id == entry.c.id)
        .where(*of_span, entry_counts.c.ledger == span.ledger)
    )
    return [own.where(entry.c.kind == span.ledger), counted]


def _pages(
    connection: Connection, span: Span, number: int, only: tuple[ColumnElement[bool], ...]
) -> Iterator[Row[Any]]:
    last: tuple[date, str, str] = (span.first, "", "")
    while True:
        # From that day on: by the whole place alone, SQLite would begin at the beginning for each page.
        arm = _arms(replace(span, first=last[0]))[number].where(*only)
        place = (entry.c.happened_on, entry.c.id, arm.selected_columns.item)
        # Read whole: a second statement inside an open cursor would need two snapshots on some databases.
        page = connection.execute(arm.where(tuple_(*place) > last).order_by(*place).limit(PAGE)).all()
        yield from page
        if len(page) < PAGE:
            return
        last = _place(page[-1])


def _place(row: Row[Any]) -> tuple[date, str, str]:
    return row.happened_on, row.id, row.item
