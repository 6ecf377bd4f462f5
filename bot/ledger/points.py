"""Points (积分) of one deputy's year: which verified entry earned what under which rule, line by line.

Computed anew each time from the entries as they stand, so that a return, a withdrawal or a changed table
needs no correction. Nobody is compared with anybody; nothing is written.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection

from bot.ledger import entries
from bot.ledger.corrections import Kept
from bot.ledger.problems import text_of
from bot.ledger.states import VERIFIED
from bot.settings.points import PointRule, Points
from bot.texts import points as texts


@dataclass(frozen=True)
class Line:
    """``points``: earned by this entry; ``sum``: of its rule so far; ``why``: in words."""

    number: str
    happened_on: date
    label: str
    points: Decimal
    sum: Decimal
    why: str


@dataclass(frozen=True)
class Reckoned:
    lines: tuple[Line, ...]
    unverified: int  # entries that would count once the clerk has verified them
    total: Decimal


def reckon_year(connection: Connection, person_id: str, year: int, points: Points) -> Reckoned:
    """Of a whole year, in the order of days and, within a day, of recording."""
    hers = entries.of_person(connection, person_id, date(year, 1, 1), date(year, 12, 31))
    return reckon(hers, points)


def reckon(hers: Sequence[Kept], points: Points) -> Reckoned:
    counted: Counter[int] = Counter()
    earned: dict[int, Decimal] = defaultdict(Decimal)
    lines: list[Line] = []
    waiting, total = 0, Decimal(0)
    for each in sorted(hers, key=lambda entry: (entry.happened_on, entry.id)):
        index = next((i for i, rule in enumerate(points.rules) if _fits(rule, each)), None)
        if index is None:
            continue
        if each.state != VERIFIED:
            waiting += 1
            continue
        rule = points.rules[index]
        counted[index] += 1
        worth = Decimal(str(rule.first if counted[index] == 1 else rule.further))
        room = min(Decimal(str(rule.cap)) - earned[index], Decimal(str(points.cap)) - total)
        got = max(min(worth, room), Decimal(0))
        earned[index] += got
        total += got
        why = texts.why(counted[index], worth, got, rule.cap, whole=total >= Decimal(str(points.cap)))
        lines.append(Line(each.number, each.happened_on, rule.label, got, earned[index], why))
    return Reckoned(tuple(lines), waiting, total)


def _fits(rule: PointRule, entry: Kept) -> bool:
    if rule.kind != entry.kind or (rule.item and rule.item != entry.item):
        return False
    said: Any = f"{entry.fields.get('title') or ''}{text_of(entry)}"
    return not rule.words or any(word in said for word in rule.words)
