"""The point of an answer in a guide's own words, when the question is one the guide answers."""

from __future__ import annotations

import math
from functools import lru_cache

from knowledge import words_of_answers as say
from knowledge.guide_store import Guide, Says, guides
from knowledge.understand import Query
from knowledge.words import bigrams

MAX_SENTENCES = 3
MAX_CHARS = 170
_TAGS = {"law": "", "practice": say.PRACTICE_TAG, "local": say.LOCAL_TAG, "silent": ""}


@lru_cache(maxsize=1)
def _by_id() -> dict[str, Guide]:
    return {guide.id: guide for guide in guides()}


def guide_of(origin: str) -> Guide | None:
    """The guide that a passage came from (``guide:g001_…``)."""
    return _by_id().get(origin.removeprefix("guide:")) if origin.startswith("guide:") else None


def point(guide: Guide, query: Query, region: str | None) -> str:
    """The guide's sentences that fit the question best, in the guide's order."""
    wanted = set(query.pairs)
    open_to = [s for s in guide.says if s.basis != "local" or (region and region[:2] in s.text)]
    ranked = sorted(open_to, key=lambda s: -_fit(wanted, s))[:MAX_SENTENCES]
    if open_to and open_to[0] not in ranked:
        # The first sentence is the guide's short answer.
        ranked = [open_to[0], *ranked[: MAX_SENTENCES - 1]]
    lines: list[str] = []
    for sentence in (s for s in open_to if s in ranked):
        if lines and sum(map(len, lines)) + len(sentence.text) > MAX_CHARS:
            break
        lines.append(sentence.text + _TAGS[sentence.basis])
    return "\n".join(lines)


def _fit(wanted: set[str], sentence: Says) -> float:
    have = set(bigrams(sentence.text))
    lawful = 1.0 if sentence.basis in ("law", "silent") else 0.7
    return lawful * len(wanted & have) / math.sqrt(max(6, len(have)))
