"""What a sentence tells, part by part. Nothing here decides: a part is a line on the card, or is asked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

VISIT, RECEPTION, PROBLEM, OPINION = "走访", "接待", "反映问题", "听意见"
SUGGESTION, PRACTICAL, STUDY = "提建议", "办实事", "学习"
DEEDS = (VISIT, RECEPTION, PROBLEM, OPINION, SUGGESTION, PRACTICAL, STUDY)
WITH_PROBLEM = frozenset({VISIT, RECEPTION, PROBLEM})  # deeds whose card has a line for a problem
WITH_WHOM = frozenset({VISIT, RECEPTION, OPINION})  # deeds that are nothing without somebody


@dataclass(frozen=True)
class Told:
    """``None`` and ``""``: the sentence does not say, or not surely enough."""

    day: date | None
    deed: str | None
    whom: str | None
    place: str | None
    problem: str | None
    done: str | None
    households: int = 1
    category: str | None = None
    grid: str | None = None  # its name as the roster has it, where the sentence names one
    by_model: tuple[str, ...] = ()  # the parts that a language model filled in

    @property
    def matter(self) -> bool:
        """Whether there is a problem in it that needs a category."""
        return self.deed == PROBLEM or (self.deed in WITH_PROBLEM and bool(self.problem))

    @property
    def open_parts(self) -> tuple[str, ...]:
        """What the card needs and would have to ask for."""
        wanted = ["deed", "day"]
        if self.deed in WITH_WHOM:
            wanted.append("whom")
        if self.deed == PROBLEM:
            wanted.append("place")
        if self.matter:
            wanted.append("category")
        return tuple(part for part in wanted if not getattr(self, part))

    def as_json(self) -> dict[str, Any]:
        """For the draft, which is a row."""
        day = self.day.isoformat() if self.day else None
        return {**vars(self), "day": day, "by_model": list(self.by_model)}


def from_json(kept: dict[str, Any]) -> Told:
    day = date.fromisoformat(kept["day"]) if kept["day"] else None
    return replace(
        Told(None, None, None, None, None, None), **{**kept, "day": day, "by_model": tuple(kept["by_model"])}
    )
