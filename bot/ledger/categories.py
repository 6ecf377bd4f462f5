"""The category of a problem by the words in it: a proposal for the card, never a decision."""

from __future__ import annotations

from collections.abc import Sequence

from bot.settings.duties import Category

URGENT_WORDS = ("漏电", "着火", "起火", "塌", "爆", "危险", "溃", "中毒", "触电", "掉下来", "出事", "伤人")


def guess(text: str, categories: Sequence[Category]) -> str | None:
    """The label of the one category whose words occur most; None when none does or two are level."""
    hits = sorted(
        ((sum(word in text for word in each.words), each.label) for each in categories), reverse=True
    )
    if not hits or hits[0][0] == 0 or (len(hits) > 1 and hits[0][0] == hits[1][0]):
        return None
    return hits[0][1]


def is_urgent(text: str) -> bool:
    return any(word in text for word in URGENT_WORDS)
