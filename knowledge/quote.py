"""Quoting: the sentence of an article that answers, cut out of its text without changing a character."""

from __future__ import annotations

import re

from knowledge.words import bigrams

_SENTENCE = re.compile(r"[^。；！？\n]+[。；！？]?")


def sentences(text: str) -> list[str]:
    """The sentences of a text; each is a substring of it."""
    return [s.strip() for s in _SENTENCE.findall(text) if s.strip()]


def marked_sentence(question_pairs: tuple[str, ...], text: str) -> str | None:
    """The sentence that shares most with the question; None when the whole article is as good."""
    parts = sentences(text)
    if len(parts) < 2:
        return None
    wanted = set(question_pairs)
    scored = [(_share(wanted, part), -order, part) for order, part in enumerate(parts)]
    best = max(scored)
    return best[2] if best[0] > 0 else None


def _share(wanted: set[str], sentence: str) -> float:
    have = set(bigrams(sentence))
    # A long sentence holds more pairs by chance; the root of its length evens that out.
    return len(wanted & have) / max(8.0, float(len(have))) ** 0.5 if have else 0.0


def date_words(iso: str) -> str:
    """2025-03-11 is 2025年3月11日; "" stays empty."""
    match = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", iso)
    return f"{match[1]}年{int(match[2])}月{int(match[3])}日" if match else iso
