"""Which of the people we know is which row of the file, when names alone do not tell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Seen:
    """What tells two people of one name and role apart. Empty: not known."""

    phone: str
    grid: str


def clash(a: Seen, b: Seen) -> bool:
    """True when both the phones and the grids are known and differ: two people."""
    return bool(a.phone and b.phone and a.phone != b.phone and a.grid and b.grid and a.grid != b.grid)


def told_apart(a: Seen, b: Seen) -> bool:
    """Phone or grid says that two rows of one file are two people."""
    if a.phone and b.phone:
        return a.phone != b.phone
    return bool(a.grid and b.grid and a.grid != b.grid)


def match(rows: Sequence[Seen], known: Sequence[Seen]) -> tuple[dict[int, int], list[int]]:
    """Row index -> index of the known person, and the rows that fit several. Rows in neither are new people.

    ``known`` are those in office. Phones decide first, then grids, then being the only one left.
    """
    pairs: dict[int, int] = {}

    def free_rows() -> list[int]:
        return [i for i in range(len(rows)) if i not in pairs]

    def free_known() -> list[int]:
        return [j for j in range(len(known)) if j not in pairs.values()]

    def pair_where(fits: Callable[[Seen, Seen], Any]) -> None:
        for i in free_rows():
            fitting = [j for j in free_known() if fits(rows[i], known[j])]
            rivals = [k for k in free_rows() if fitting and fits(rows[k], known[fitting[0]])]
            if len(fitting) == 1 and len(rivals) == 1:
                pairs[i] = fitting[0]

    pair_where(lambda a, b: a.phone and a.phone == b.phone)
    pair_where(lambda a, b: a.grid and a.grid == b.grid and not (a.phone and b.phone))
    pair_where(lambda a, b: a.grid and a.grid == b.grid)
    pair_where(lambda a, b: not clash(a, b))
    unsure = [i for i in free_rows() if any(not clash(rows[i], known[j]) for j in free_known())]
    return pairs, unsure
