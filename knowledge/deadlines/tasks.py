"""What a question asks to be worked out, after reading and before computing. Numbers are whole and exact."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class Topic:
    """A threshold that people ask about: which numbers it needs and what to say. Data in `topics.toml`."""

    scene: str
    words: str
    unless: str = ""
    ratio: str = ""
    count: str = ""
    whole: tuple[str, ...] = ()
    part: tuple[str, ...] = ()
    whole_word: str = ""
    part_word: str = ""
    unit: str = "人"
    whole_unit: str = "人"
    yes: str = "够了"
    no: str = "不够"
    ask: str = ""
    alone: bool = True


@dataclass(frozen=True)
class CalendarTask:
    """All dates from one anchor; `known` are later events whose date the person gave."""

    anchor: str
    day: date
    said: str
    year_guessed: bool = False
    known: tuple[tuple[str, date], ...] = ()


@dataclass(frozen=True)
class ShareTask:
    """Is `part` enough of `whole`? `by_quota` is the other denominator when seats are vacant."""

    topic: Topic
    whole: int
    part: int | None = None
    by_quota: int | None = None


@dataclass(frozen=True)
class CountTask:
    """Is a number of people within the bounds of a count?"""

    topic: Topic
    part: int


@dataclass(frozen=True)
class CandidatesTask:
    """How many candidates for `seats`?

    `kind`: direct, indirect, chief, vice, deputy_by_election, leader_by_election.
    """

    kind: str
    seats: int
    candidates: int | None = None


@dataclass(frozen=True)
class QuotaTask:
    """How many deputies a township of this population may have."""

    population: int
    scattered: bool = False


@dataclass(frozen=True)
class ReserveTask:
    """The reserve fund (预备费) for a budget expenditure; `unit` as it was written (元, 万元, 亿元)."""

    amount: Decimal
    unit: str


@dataclass(frozen=True)
class BallotsTask:
    """More ballots than voters make the vote void."""

    collected: int
    voted: int


@dataclass(frozen=True)
class AskBack:
    """A number is missing or cannot be; the sentence asks for it."""

    text: str


ThresholdTask = ShareTask | CountTask | CandidatesTask | QuotaTask | ReserveTask | BallotsTask
Task = CalendarTask | ThresholdTask
Computation = tuple[Task, ...] | AskBack
