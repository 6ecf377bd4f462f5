"""How well one spoken sentence (随手记) is understood: precision and recall of every field of the card.

    python -m bench.notes [--embeddings] [--misses]

``bench/notes.tsv``: sentences in our own words, as farmers say or dictate them, and what each one tells:
deed, day (days ago, or the day itself), grid, person, category of the problem, what was done. The odd lines
were looked at while the rules were written, the even ones only to count. A text is right when it holds the
words expected and little else; what is left empty costs recall, what is wrong costs precision.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from bot.notes.reading import Reader
from bot.notes.told import WITH_PROBLEM
from bot.settings.duties import CATEGORIES

SENTENCES = Path(__file__).with_suffix(".tsv")
TODAY = date(2026, 11, 25)  # a Wednesday
GRIDS = ("东街", "西街", "南坪", "河西", "北桥", "新村")
FIELDS = ("deed", "day", "grid", "whom", "category", "done")
LONGER = 10  # characters that a text may have around the words expected

Told = dict[str, str]


@dataclass
class Count:
    right: int = 0
    wrong: int = 0
    empty: int = 0

    @property
    def precision(self) -> float:
        return self.right / max(self.right + self.wrong, 1)

    @property
    def recall(self) -> float:
        return self.right / max(self.right + self.wrong + self.empty, 1)


def sentences(part: str = "all") -> Iterator[tuple[str, Told]]:
    """``part``: all, seen (odd lines) or held (even lines)."""
    for number, line in enumerate(SENTENCES.read_text("utf-8").splitlines(), 1):
        if part == "all" or (part == "seen") == bool(number % 2):
            said, deed, day, *rest = line.split("\t")
            told = dict(zip(FIELDS, (deed, _day(day), *rest), strict=True))
            yield said, told


def _day(written: str) -> str:
    return (TODAY - timedelta(days=int(written))).isoformat() if len(written) < 3 and written else written


def count(understand: Callable[[str], Told], part: str) -> tuple[dict[str, Count], list[str]]:
    """The counts of each field, and the misses in words."""
    counts: dict[str, Count] = defaultdict(Count)
    misses: list[str] = []
    for said, wanted in sentences(part):
        got = understand(said)
        for field in FIELDS:
            if field == "category" and wanted["deed"] not in WITH_PROBLEM:
                continue  # its card has no such line
            outcome = _outcome(field, wanted[field], got[field])
            if outcome:
                setattr(counts[field], outcome, getattr(counts[field], outcome) + 1)
            if outcome in ("wrong", "empty"):
                misses.append(f"{field:9}{outcome:6} {got[field] or '—'} / {wanted[field] or '—'}  {said}")
    return counts, misses


def _outcome(field: str, wanted: str, got: str) -> str:
    if not wanted:
        return "wrong" if got and field in ("day", "whom", "category", "grid") else ""
    if not got:
        return "empty"
    if field in ("whom", "done"):
        return "right" if wanted in got and len(got) <= len(wanted) + LONGER else "wrong"
    return "right" if wanted == got else "wrong"


def reader(*, embeddings: bool) -> Reader:
    if not embeddings:
        return Reader()
    from bot.entry.notes import packaged_nearest

    return Reader(nearest=packaged_nearest())


def understood(reading: Reader) -> Callable[[str], Told]:
    def understand(said: str) -> Told:
        told = reading.read(said, TODAY, CATEGORIES, GRIDS)
        return {
            "deed": told.deed or "",
            "day": told.day.isoformat() if told.day else "",
            "grid": told.grid or "",
            "whom": told.whom or "",
            "category": told.category or "",
            "done": told.done or "",
        }

    return understand


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--embeddings", action="store_true", help="also by the nearest examples")
    parser.add_argument("--misses", action="store_true", help="print what went wrong in the odd lines")
    chosen = parser.parse_args()
    understand = understood(reader(embeddings=chosen.embeddings))
    for part in ("seen", "held"):
        counts, misses = count(understand, part)
        print(f"{part:6}{'precision':>12}{'recall':>9}{'right':>8}{'wrong':>7}{'empty':>7}")
        for field in FIELDS:
            c = counts[field]
            print(f"{field:9}{c.precision:>9.2f}{c.recall:>9.2f}{c.right:>8}{c.wrong:>7}{c.empty:>7}")
        if chosen.misses and part == "seen":
            print(*misses, sep="\n")


if __name__ == "__main__":
    main()
