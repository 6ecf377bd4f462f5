"""Old article numbers: since its amendment a law's articles stand elsewhere (``data/renumbered.toml``)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from knowledge.names import Names
from knowledge.numerals import ARTICLE_NUMBER
from knowledge.tables import table
from knowledge.understand import Query, Reference
from knowledge.words import bigrams

MOSTLY_MISSING, AT_HOME = 0.4, 0.3  # shares of the question, rare pairs of characters counting more
MIN_CHARS = 3  # of what is asked beside the number: less says nothing about the article


@dataclass(frozen=True)
class Move:
    """What was ``old`` in the version of ``old_version`` is ``new`` now."""

    title: str
    old: str
    new: str
    old_version: str


@lru_cache(maxsize=1)
def _moves() -> Mapping[tuple[str, str], Move]:
    return {
        (law["name"], old): Move(law["name"], old, new, law["old_version"])
        for law in table("renumbered")["law"]
        for old, new in law["moved"].items()
    }


def move_of(reference: Reference) -> Move | None:
    return _moves().get((reference.title, reference.number))


def rest(query: Query, names: Names) -> str:
    """The question without the law and the number: «建议答复» of «代表法第四十二条 建议答复»."""
    text = query.text
    for _, start, end in reversed(names.spans(query.text)):
        text = text[:start] + text[end:]
    return re.sub(
        r"(?:是)?(?:什么|怎么(?:规定|写|说)|的?(?:内容|规定|原文))|[\s?？。,,《》:：]",
        "",
        ARTICLE_NUMBER.sub("", text),
    )


def means_the_old(asked: str, present: str, moved_to: str) -> bool:
    """Does the rest of the question speak of where the number stood before, rather than of what it is now?

    «代表法第四十二条 建议答复» speaks of replies to suggestions; the present article 42 is about money.
    """
    wanted = set(bigrams(asked))
    return _shared(wanted, moved_to) > _shared(wanted, present)


def speaks_of_another(asked: str, present: str, other: str, rarity: Callable[[str], float]) -> bool:
    """Is the rest of the question all but missing from the article of that number, and at home in another?"""
    mass = {pair: rarity(pair) for pair in bigrams(asked)}
    total = sum(mass.values()) or 1.0
    here, there = (sum(v for p, v in mass.items() if p in text) / total for text in (present, other))
    return here < MOSTLY_MISSING and there > here + AT_HOME


def _shared(wanted: set[str], text: str) -> int:
    return len(wanted & set(bigrams(text)))
