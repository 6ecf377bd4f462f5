"""What was counted over the entries of a month, kept until an entry of that month is written.

Counting a year of 50,000 entries anew takes 250 to 640 ms, a month of it 40 to 70. Every entry and every
change of one adds a version, so that the versions since the last count tell which months to count again:
those of all days that the entries in question were ever said to have happened on. On another database than
SQLite everything is counted anew each time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar, cast

from sqlalchemy import Connection, text

from bot.console.until_written import STAMP

V = TypeVar("V")
Key = tuple[str, str, date]  # what was counted, the township, the month's first day
COUNTIES = 4  # databases; one is served at a time, tests open more
MONTHS = 600  # of one database: six years of eight townships; some 50 KB each with 300 deputies
TOUCHED = text(
    "SELECT DISTINCT entry.township_id, substr(every.happened_on, 1, 7) || '-01' FROM entry_version AS new"
    " JOIN entry_version AS every ON every.entry_id = new.entry_id JOIN entry ON entry.id = new.entry_id"
    " WHERE new.rowid > :last"
)


@dataclass(frozen=True)
class _Kept:
    """``stamp``: first and last version when the months were counted. Never changed, only replaced: pages are
    made in several threads."""

    stamp: tuple[int, int]
    months: dict[Key, object]


_KEPT: dict[str, _Kept] = {}


def by_month(
    connection: Connection,
    township_id: str,
    first: date,
    last: date,
    count: Callable[[Connection, str, date, date], V],
) -> list[V]:
    """What ``count``, known by its name, finds in each month from ``first`` to ``last``, or found before.

    A month that ``first`` or ``last`` cuts short is counted anew each time.
    """
    kept = _still_true(connection)
    answers: list[V] = []
    new: dict[Key, object] = {}
    for begins, ends in months_of(first, last):
        key = (count.__name__, township_id, begins)
        if key in kept.months and _is_whole(begins, ends):
            answers.append(cast(V, kept.months[key]))
            continue
        answers.append(count(connection, township_id, begins, ends))
        if _is_whole(begins, ends):
            new[key] = answers[-1]
    _keep(connection, kept, new)
    return answers


def months_of(first: date, last: date) -> Iterator[tuple[date, date]]:
    """First and last day of each month, the outer ones cut to what was asked for."""
    day = first
    while day <= last:
        following = (day.replace(day=1) + timedelta(days=31)).replace(day=1)
        yield day, min(following - timedelta(days=1), last)
        day = following


def _is_whole(begins: date, ends: date) -> bool:
    return begins.day == 1 and (ends + timedelta(days=1)).day == 1


def _still_true(connection: Connection) -> _Kept:
    """What was kept, without the months that were written in since."""
    if connection.dialect.name != "sqlite":
        return _Kept((0, 0), {})
    row = connection.execute(STAMP).one()
    first, last = (row[0] or 0, row[1] or 0)
    kept = _KEPT.get(str(connection.engine.url))
    if kept is None or kept.stamp[0] != first or kept.stamp[1] > last:
        return _Kept((first, last), {})
    if kept.stamp[1] == last:
        return kept
    touched = {
        (township_id, date.fromisoformat(month))
        for township_id, month in connection.execute(TOUCHED, {"last": kept.stamp[1]})
    }
    months = {key: each for key, each in kept.months.items() if key[1:] not in touched}
    return _Kept((first, last), months)


def _keep(connection: Connection, kept: _Kept, new: dict[Key, object]) -> None:
    if connection.dialect.name != "sqlite":
        return
    county = str(connection.engine.url)
    _KEPT.pop(county, None)
    while len(_KEPT) >= COUNTIES:
        _KEPT.pop(next(iter(_KEPT)), None)
    months = list({**kept.months, **new}.items())
    _KEPT[county] = _Kept(kept.stamp, dict(months[-MONTHS:]))
