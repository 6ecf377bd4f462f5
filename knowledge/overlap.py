"""How much of a question stands in a text: in one sentence of it, in its words, in runs of characters."""

from __future__ import annotations

import re

_CHINESE = re.compile(r"[一-鿿]+")


def runs(text: str, size: int) -> list[str]:
    """Every run of some Chinese characters of a question: 乡镇人大, 镇人大主 …"""
    return [text[i : i + size] for i in range(len(text) - size + 1) if _CHINESE.fullmatch(text, i, i + size)]


def best_sentence(sentences: tuple[str, ...], text: str, pairs: dict[str, float]) -> float:
    """How much of the question stands in one sentence: an answer is a sentence, not an article."""
    total = sum(pairs.values())
    if not total:
        return 0.0
    shares = [0.0] * len(sentences)
    for pair, value in pairs.items():
        if pair not in text:  # four of five are not: a long article has forty sentences
            continue
        for i, sentence in enumerate(sentences):
            if pair in sentence:
                shares[i] += value
    return max(shares) / total


def coverage(idf: dict[str, float], have: frozenset[str]) -> float:
    total = sum(idf.values())
    return sum(value for term, value in idf.items() if term in have) / total if total and have else 0.0
