"""What was counted over the entries of a year, kept until an entry is written: a long ledger is counted once.

Every entry and every change of one adds a version, and the clean-up takes away the oldest, so that first and
last version tell whether anything happened. Who is where is asked anew each time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, text

MOST_KEPT = 48  # six years of eight townships; a few hundred numbers each
STAMP = text("SELECT (SELECT min(rowid) FROM entry_version), (SELECT max(rowid) FROM entry_version)")


@dataclass(frozen=True)
class Asked:
    """``since``: registrations count for the whole term."""

    township_id: str
    first: date
    last: date
    since: date


@dataclass(frozen=True)
class Entries:
    """``done``: who has done which item; the others as in ``progress.Year``."""

    done: set[tuple[str, str]]
    months: Counter[tuple[str, int]]
    of_grid: Counter[tuple[str, str]]
    problems: Counter[tuple[str, str]]
    closing: Counter[str]


_KEPT: dict[tuple[str, Asked], tuple[object, Entries]] = {}


def once_a_change(
    connection: Connection, asked: Asked, count: Callable[[Connection, Asked], Entries]
) -> Entries:
    """``count``'s answer, or the last one while nothing was written. On another database: always anew."""
    if connection.dialect.name != "sqlite":
        return count(connection, asked)
    key, stamp = (str(connection.engine.url), asked), tuple(connection.execute(STAMP).one())
    kept = _KEPT.get(key)
    if kept is not None and kept[0] == stamp:
        return kept[1]
    found = count(connection, asked)
    while len(_KEPT) >= MOST_KEPT:
        _KEPT.pop(next(iter(_KEPT)), None)
    _KEPT[key] = (stamp, found)
    return found
