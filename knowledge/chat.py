"""An answer as chat text: the point, the article word for word, then the other sources by number.

``pages`` gives the whole answer in pieces for "继续"; ``source`` gives what a number asks for.
"""

from __future__ import annotations

from knowledge import words_of_answers as say
from knowledge.answer import heading
from knowledge.quote import date_words
from knowledge.records import Answer, Citation

# A WeChat text reply holds 2,000 bytes of UTF-8, about 660 Chinese characters; the caller adds a line of its own.
MAX_CHARS = 560
MAX_OTHERS = 4


def pages(answer: Answer, max_chars: int = MAX_CHARS) -> list[str]:
    """The answer in pages, the first with the point; every page but the last says how to go on."""
    if answer.refused or not answer.citations:
        return [answer.text]
    blocks = [answer.text, *([others(answer)] if len(answer.citations) > 1 else [])]
    return _join(blocks, max_chars)


def others(answer: Answer) -> str:
    """The further sources, numbered from 1, that a reader can ask for by number."""
    lines = [say.OTHERS]
    for number, citation in enumerate(answer.citations[1: 1 + MAX_OTHERS], start=1):
        lines.append(f"{number}. {heading(citation)}")
    return "\n".join(lines)


def source(answer: Answer, number: int) -> str | None:
    """The text of the further source with this number; None when there is none."""
    if not 1 <= number <= min(MAX_OTHERS, len(answer.citations) - 1):
        return None
    return full(answer.citations[number])


def full(citation: Citation) -> str:
    """One citation with everything a reader needs to check it."""
    lines = [heading(citation), citation.text]
    if citation.path:
        lines.append(f"位置:{citation.path}")
    lines.append(f"适用:{citation.region or say.APPLIES_NATION};{citation.status}"
                 + (f",{date_words(citation.effective)}起施行" if citation.effective else ""))
    if citation.note:
        lines.append(citation.note)
    return "\n".join(lines)


def _join(blocks: list[str], max_chars: int) -> list[str]:
    """Blocks packed into pages; a block that is too long is cut at a sentence or a line."""
    found: list[str] = []
    current = ""
    for block in blocks:
        for part in _cut(block, max_chars):
            if current and len(current) + len(part) + 2 > max_chars:
                found.append(current)
                current = part
            else:
                current = f"{current}\n\n{part}" if current else part
    return [*found, current] if current else found


def _cut(block: str, max_chars: int) -> list[str]:
    parts = []
    while len(block) > max_chars:
        window = block[:max_chars]
        at = max(window.rfind(mark) + 1 for mark in "\n。；")
        at = at if at > max_chars // 3 else max_chars
        parts.append(block[:at].rstrip("\n"))
        block = block[at:].lstrip("\n")
    return [*parts, block] if block else parts
