"""What a paper says before it is written: headings, and statements with the numbers of the entries behind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from bot.ledger import stages
from bot.ledger.corrections import Kept
from bot.ledger.export.mask import mask_numbers
from bot.ledger.meetings import LEAVE, PRESENT
from bot.ledger.problems import text_of

SHOWN_NUMBERS = 12  # more would hide the sentence; the rest is in the ledger


@dataclass
class Section:
    """``lines``: paragraphs under the heading; ``parts``: headings of the next level."""

    title: str
    lines: list[str] = field(default_factory=list)
    parts: list[Section] = field(default_factory=list)
    sum: str = ""  # said once, before the statements


class Entries:
    """One deputy's entries, asked for by what they are."""

    def __init__(self, entries: Sequence[Kept]) -> None:
        self.all = list(entries)

    def of(self, kind: str) -> list[Kept]:
        return [each for each in self.all if each.kind == kind]

    def item(self, item: str) -> list[Kept]:
        return [each for each in self.all if each.kind == "five_ones" and each.item == item]

    @property
    def present(self) -> list[Kept]:
        return [each for each in self.of("meeting") if each.item == PRESENT]

    @property
    def on_leave(self) -> list[Kept]:
        return [each for each in self.of("meeting") if each.item == LEAVE]

    @property
    def problems(self) -> list[Kept]:
        return [each for each in self.all if each.stage]

    @property
    def heard(self) -> list[Kept]:
        return [*self.of("home_visit"), *self.of("reception"), *self.item("hear_opinion")]


def split(entries: Iterable[Kept], *tests: Callable[[str], bool]) -> list[list[Kept]]:
    """By title: one list for each test in turn, and what is left."""
    found: list[list[Kept]] = [[] for _ in range(len(tests) + 1)]
    for each in entries:
        title = str(each.fields.get("title") or "")
        index = next((i for i, test in enumerate(tests) if test(title)), len(tests))
        found[index].append(each)
    return found


def numbers(entries: Sequence[Kept]) -> str:
    shown = [each.number for each in entries[:SHOWN_NUMBERS]]
    return "、".join(shown) + (f"等{len(entries)}条" if len(entries) > SHOWN_NUMBERS else "")


def said(entry: Kept) -> str:
    """Her words; residents' phone and identity numbers are hidden, for papers leave the office."""
    return mask_numbers(str(entry.fields.get("content") or "")).strip().rstrip("。")


def problem_text(entry: Kept) -> str:
    return mask_numbers(text_of(entry)).strip().rstrip("。")


def stage_of(entry: Kept) -> str:
    return stages.LABELS.get(entry.stage, "")


def households(entries: Sequence[Kept]) -> int:
    return sum(int(each.fields.get("households") or 1) for each in entries)
