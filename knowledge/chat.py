"""An answer as chat text: the point, the article word for word, then the other sources by number.

``answer_text`` is the whole answer, ``source_text`` what a number asks for, and ``to_memory`` what the next
question needs to know of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from knowledge import words_of_answers as say
from knowledge.answer import heading
from knowledge.quote import date_words
from knowledge.records import Answer, Citation

MAX_OTHERS = 4


def answer_text(answer: Answer) -> str:
    """The whole answer; the channel cuts it into messages and sends the rest on "继续"."""
    if answer.refused or len(answer.citations) < 2:
        return answer.text
    return f"{answer.text}\n\n{others(answer)}"


def others(answer: Answer) -> str:
    """The further sources, numbered from 1, that a reader can ask for by number."""
    lines = [say.OTHERS]
    for number, citation in enumerate(answer.citations[1 : 1 + MAX_OTHERS], start=1):
        lines.append(f"{number}. {heading(citation)}")
    return "\n".join(lines)


def source_text(answer: Answer, number: int) -> str | None:
    """The text of the further source with this number; None when there is none."""
    if not 1 <= number <= min(MAX_OTHERS, len(answer.citations) - 1):
        return None
    return full(answer.citations[number])


def full(citation: Citation) -> str:
    """One citation with everything a reader needs to check it."""
    lines = [heading(citation), citation.text]
    if citation.path:
        lines.append(f"位置:{citation.path}")
    lines.append(
        f"适用:{citation.region or say.APPLIES_NATION};{citation.status}"
        + (f",{date_words(citation.effective)}起施行" if citation.effective else "")
    )
    if citation.note:
        lines.append(citation.note)
    return "\n".join(lines)


def to_memory(answer: Answer) -> dict[str, Any]:
    """What the next turn needs of this answer, as JSON for a row: the question and the sources (a few KB)."""
    kept = [asdict(c) for c in answer.citations[: 1 + MAX_OTHERS]]
    return {"question": answer.question, "refused": answer.refused, "citations": kept}


def from_memory(memory: Mapping[str, Any]) -> Answer:
    """The answer as far as ``to_memory`` kept it."""
    citations = tuple(Citation(**c) for c in memory.get("citations", ()))
    return Answer(str(memory.get("question", "")), "", bool(memory.get("refused")), citations)
