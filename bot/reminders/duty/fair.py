"""Proposing a duty roster fairly: everyone in turn, absences and wishes kept. Pure: no database, no clock."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Candidate:
    """A deputy of a station, as the turn sees her."""

    person_id: str
    turns: int = 0  # how often she was on duty so far
    last_day: date | None = None
    absent: frozenset[date] = field(default_factory=frozenset)
    prefers: frozenset[date] = field(default_factory=frozenset)


def propose(candidates: Sequence[Candidate], days: Sequence[date], per_day: int) -> dict[date, list[str]]:
    """Who is on duty on which day. Nobody is twice before all who can come were once.

    Among those with the fewest turns, one who prefers the day goes first, then one whose last turn is longest
    ago, then the order of the roster. A day on which too few can come stays short: the clerk sees the gap.
    """
    turns = {each.person_id: each.turns for each in candidates}
    last = {each.person_id: each.last_day or date.min for each in candidates}
    order = {each.person_id: number for number, each in enumerate(candidates)}
    proposed: dict[date, list[str]] = {}
    for day in sorted(days):
        able = [each for each in candidates if day not in each.absent]
        able.sort(key=lambda each: _rank(each, day, turns, last, order))
        chosen = [each.person_id for each in able[:per_day]]
        for person_id in chosen:
            turns[person_id] += 1
            last[person_id] = day
        proposed[day] = chosen
    return proposed


def _rank(
    each: Candidate, day: date, turns: Mapping[str, int], last: Mapping[str, date], order: Mapping[str, int]
) -> tuple[int, bool, date, int]:
    return turns[each.person_id], day not in each.prefers, last[each.person_id], order[each.person_id]


def replacements(candidates: Sequence[Candidate], day: date, passed_over: Sequence[str]) -> list[str]:
    """Whom to ask to step in, in order: fewest turns first; not those asked already, on leave, or on duty."""
    able = [each for each in candidates if day not in each.absent and each.person_id not in passed_over]
    turns = {each.person_id: each.turns for each in able}
    last = {each.person_id: each.last_day or date.min for each in able}
    order = {each.person_id: number for number, each in enumerate(able)}
    return [each.person_id for each in sorted(able, key=lambda each: _rank(each, day, turns, last, order))]
