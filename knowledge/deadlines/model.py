"""What a rule on dates and thresholds is, and what a computation hands back. Frozen, no behaviour."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

Counting = Literal["before", "strictly_before", "on", "from", "after", "notice", "at_least"]
Binding = Literal["township", "county"]


@dataclass(frozen=True)
class Citation:
    """A place in a statute; law and article are spelt as in the statutes' data."""

    law: str
    article: str
    phrase: str


@dataclass(frozen=True)
class Deadline:
    """A period that runs from an anchor event; `days` are negative when the act comes before it."""

    anchor: str
    words: str
    counting: Counting
    days: int = 0
    months: int = 0
    item: str = ""


@dataclass(frozen=True)
class Ratio:
    """A share of a whole. `over` means strictly more than the share (过半数, 超过)."""

    key: str
    share: Fraction
    of: str
    words: str
    over: bool = False


@dataclass(frozen=True)
class Count:
    """A bound on a number of people, seats or years."""

    key: str
    words: str
    least: int | None = None
    most: int | None = None


@dataclass(frozen=True)
class LocalRule:
    """What a province's regulation says differently; shown, never computed with."""

    province: str
    text: str


@dataclass(frozen=True)
class Ambiguity:
    """A question on which the law allows two readings."""

    id: str
    question: str
    first: str
    second: str
    safe: str


@dataclass(frozen=True)
class Rule:
    """One row of the table of statutory dates, ratios and counts."""

    id: str
    group: str
    item: str
    rule: str
    law: str
    law_short: str
    article: str
    phrase: str
    binding: Binding = "township"
    deadlines: tuple[Deadline, ...] = ()
    ratios: tuple[Ratio, ...] = ()
    counts: tuple[Count, ...] = ()
    ambiguities: tuple[str, ...] = ()
    also: tuple[Citation, ...] = ()
    local: tuple[LocalRule, ...] = ()
    note: str = ""

    @property
    def citations(self) -> tuple[Citation, ...]:
        return (Citation(self.law, self.article, self.phrase), *self.also)


@dataclass(frozen=True)
class Row:
    """One line of an answer: `value` is the date or number by the usual reading, `safe` by the safe one.

    `bound` says what a date is: the last day (最迟), the shortest time (至少到), the first possible (最早).
    """

    item: str
    value: str
    safe: str
    rule: Rule
    arithmetic: str
    note: str = ""
    day: date | None = None
    safe_day: date | None = None
    ambiguities: tuple[str, ...] = ()
    bound: str = ""

    @property
    def law(self) -> str:
        return self.rule.law

    @property
    def article(self) -> str:
        return self.rule.article
