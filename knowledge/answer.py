"""From ranked candidates to an answer: citations word for word, the point, the notes a careful clerk
would add."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from knowledge import words_of_answers as say
from knowledge.answer_form import number_named, wanted
from knowledge.catalogue import Catalogue, Entry
from knowledge.names import short
from knowledge.numerals import ARTICLE_NUMBER
from knowledge.quote import date_words, excerpt, marked_sentence
from knowledge.records import OWN, STATUS_LABELS, Answer, Article, Citation, Document
from knowledge.retrieve import Candidate
from knowledge.understand import Query
from knowledge.words import bigrams

MAX_CITATIONS = 10


class Composer:
    def __init__(self, catalogue: Catalogue, articles: dict[str, Article]) -> None:
        self._catalogue = catalogue
        self._articles = articles

    def citation(self, entry: Entry, query: Query, on: date) -> Citation:
        article = self._articles[entry.id]
        document = entry.document
        return Citation(
            law=document.title,
            article=article.number,
            text=article.text,
            version=document.version,
            source=document.source,
            marked=marked_sentence(
                (*query.pairs, *(pair for word in query.added for pair in bigrams(word))),
                article.text,
                wanted(query.text) or number_named(query.text),
                for_township=query.levels <= {"township"},
            ),
            path=article.path,
            status=STATUS_LABELS[self._catalogue.status(document, on)],
            note=self.note(document, on),
            region=document.region,
            effective=document.effective,
            id=entry.id,
        )

    def note(self, document: Document, on: date) -> str:
        """What a reader must know about this version before relying on it."""
        notes = [document.note] if document.note else []
        status = self._catalogue.status(document, on)
        if status == "not yet in force":
            notes.insert(0, say.NOT_YET.format(effective=date_words(document.effective)))
        elif status == "superseded":
            notes.insert(0, say.OUTDATED.format(effective=date_words(document.until)))
        elif status == "repealed" and not document.note:
            notes.insert(0, say.REPEALED)
        elif document.until:
            notes.insert(0, say.COMING.format(effective=date_words(document.until)))
        if document.region:
            notes.append(say.LOCAL.format(region=document.region))
        return "".join(notes)

    def answer(
        self,
        query: Query,
        ranked: Sequence[Candidate],
        on: date,
        *,
        point: str = "",
        notes: Sequence[str] = (),
        confidence: float = 0.0,
        lead: bool = True,
    ) -> Answer:
        citations = tuple(self.citation(c.entry, query, on) for c in ranked[:MAX_CITATIONS])
        said = point or (citations[0].marked or "" if lead else "")
        text = render(said, citations[0], notes)
        return Answer(
            query.text, text, False, citations, notes=tuple(notes), point=said, confidence=confidence
        )


def render(point: str, citation: Citation, notes: Sequence[str]) -> str:
    """The chat text of one citation: the point, the article, where it is from."""
    quoted = excerpt(citation.text, citation.marked) if of_own_text(citation) else citation.text
    lines = [point, ""] if point and point.strip() != quoted.strip() else []
    lines += [heading(citation), quoted]
    if quoted != citation.text:
        lines.append(say.EXCERPT)
    lines += [note for note in (*notes, citation.note) if note]
    return "\n".join(lines)


def of_own_text(citation: Citation) -> bool:
    """A passage of a plan or a speech, which may be a page long; an article is always shown whole."""
    return citation.id.startswith(OWN) and not ARTICLE_NUMBER.fullmatch(citation.article)


def heading(citation: Citation) -> str:
    """《代表法》第五十一条(2025年3月11日版本)."""
    version = f"({say.VERSION.format(date=date_words(citation.version))})" if citation.version else ""
    return f"《{short(citation.law)}》{citation.article}{version}"
