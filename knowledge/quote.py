"""Quoting: the sentence of an article that answers, cut out of its text without changing a character."""

from __future__ import annotations

import re

from knowledge.words import bigrams

_SENTENCE = re.compile(r"[^。；;！!？?\n]+[。；;！!？?]?")
EXCERPT_CHARS = 300  # of a speech's page-long passage, about three phone screens of large type


def sentences(text: str) -> list[str]:
    """The sentences of a text; each is a substring of it."""
    return [s.strip() for s in _SENTENCE.findall(text) if s.strip()]


def marked_sentence(
    question_pairs: tuple[str, ...],
    text: str,
    answers: re.Pattern[str] | None = None,
    *,
    for_township: bool = False,
) -> str | None:
    """The sentence that shares most with the question; None when the whole article is as good.

    ``answers`` is what an answer must hold, a number or a time: a sentence with it beats one that only
    repeats the question's words. ``for_township``: of two rules in one article the township's is meant.
    """
    parts = sentences(text)
    if len(parts) < 2:
        return None
    wanted = set(question_pairs)
    scored = []
    for order, part in enumerate(parts):
        share = _share(wanted, part)
        if answers is not None and answers.search(part):
            # What was asked for often stands in the sentence after the one that names it.
            before = _share(wanted, parts[order - 1]) if order else 0.0
            share = 1.5 * max(share, 0.9 * before)
        if for_township and "乡" in part:
            share *= 1.5
        scored.append((share, -order, part))
    best = max(scored)
    return best[2] if best[0] > 0 else None


def excerpt(text: str, marked: str | None) -> str:
    """The part of a long text around a sentence of it, a substring of whole sentences."""
    if len(text) <= 1.3 * EXCERPT_CHARS or marked is None:
        return text
    spans = [match.span() for match in _SENTENCE.finditer(text)]
    at = text.index(marked)
    first = last = next((i for i, (start, end) in enumerate(spans) if start <= at < end), 0)
    while last + 1 < len(spans) and spans[last + 1][1] - spans[first][0] <= EXCERPT_CHARS:
        last += 1
    while first and spans[last][1] - spans[first - 1][0] <= EXCERPT_CHARS:
        first -= 1
    return text[spans[first][0] : spans[last][1]].strip()


def _share(wanted: set[str], sentence: str) -> float:
    have = set(bigrams(sentence))
    # A long sentence holds more pairs by chance; the root of its length evens that out.
    return len(wanted & have) / max(8.0, float(len(have))) ** 0.5 if have else 0.0


def date_words(iso: str) -> str:
    """2025-03-11 is 2025年3月11日; "" stays empty."""
    match = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", iso)
    return f"{match[1]}年{int(match[2])}月{int(match[3])}日" if match else iso
