"""Whether what a model's text quotes and counts stands in the articles that it names there."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.answer import heading
from knowledge.model import citing
from knowledge.model.citing import Cited, Span
from knowledge.model.figures import unsupported
from knowledge.numerals import to_chinese
from knowledge.quote import date_words
from knowledge.records import Citation


@dataclass(frozen=True)
class Part:
    """A sentence with the articles it names; ``source`` is set when it is an article's own sentence."""

    span: Span
    cited: tuple[Cited, ...]
    verbatim: bool


def unfounded(text: str, parts: list[Part], known: dict[tuple[str, str], Citation]) -> str:
    """What is quoted or counted without being in the article that it is cited from; "" when all is there."""
    quotations = citing.quotes(text)
    first = next(part.cited for part in parts if part.cited)
    owners = first
    for part in parts:
        owners = part.cited or owners
        sources = [known[one.law, one.number] for one in owners]
        inside = [q for q in quotations if part.span.start <= q.start < part.span.end]
        if part.verbatim:
            if not any(text[part.span.start : part.span.end].strip() in s.text for s in sources):
                return "quotation: of another article"
            continue
        if any(not any(_quoted(q.text) in s.text for s in sources) for q in inside):
            return "quotation: not in the article"
        wrong = unsupported(_without_citations(part), "\n".join(map(_source_words, sources)))
        if wrong is not None:
            return "figure: not in the article"
    return ""


def has_part(text: str, one: Cited) -> bool:
    """第二款 and 第(三)项 must be there; a line of an article is a 款 unless it opens with （一）."""
    lines = [line for line in text.split("\n") if line.strip()]
    paragraphs = [line for line in lines if not line.lstrip().startswith("（")]
    if one.paragraph is not None and not 1 <= one.paragraph <= len(paragraphs):
        return False
    return one.item is None or f"（{to_chinese(one.item)}）" in text


def _quoted(quotation: str) -> str:
    """What must be found: the mark that ends a quotation belongs to the quoting sentence."""
    return quotation.strip().rstrip("，。；、,.;")


def _without_citations(part: Part) -> str:
    words = list(part.span.text)
    for one in part.cited:
        for at in range(one.start - part.span.start, one.end - part.span.start):
            if 0 <= at < len(words):
                words[at] = " "
    return "".join(words)


def _source_words(citation: Citation) -> str:
    dates = f"{date_words(citation.version)} {date_words(citation.effective)}"
    return f"{heading(citation)} {dates}\n{citation.text}"
