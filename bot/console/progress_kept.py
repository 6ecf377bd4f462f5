"""What was counted over the entries of a year, kept until an entry is written.

Who is where is asked anew each time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from bot.console.until_written import UntilWritten


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


_KEPT: UntilWritten[Entries] = UntilWritten(48)  # six years of eight townships; a few hundred numbers each


def once_a_change(
    connection: Connection, asked: Asked, count: Callable[[Connection, Asked], Entries]
) -> Entries:
    """``count``'s answer, or the last one while nothing was written."""
    return _KEPT.get(connection, asked, lambda: count(connection, asked))
