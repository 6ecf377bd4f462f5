"""Questions that are sums: dates and thresholds are worked out, and the articles behind them quoted."""

from __future__ import annotations

from datetime import date

from knowledge.answer import MAX_CITATIONS
from knowledge.deadlines import compute
from knowledge.engine import Engine
from knowledge.records import STATUS_LABELS, Answer, Citation


def worked_out(question: str, on: date, province: str | None, engine: Engine) -> Answer | None:
    """The calendar or the threshold that the question asks for; None when it is not a sum.

    A missing or impossible number is asked back; that answer has no citations and counts as no refusal.
    """
    computed = compute(question, on, province)
    if computed is None:
        return None
    found = (_quoted(engine, law, article, on) for law, article in computed.citations)
    citations = tuple(citation for citation in found if citation is not None)[:MAX_CITATIONS]
    return Answer(
        question, computed.chat_text(), False, citations, point="\n".join(computed.points), confidence=1.0
    )


def _quoted(engine: Engine, law: str, article: str, on: date) -> Citation | None:
    reading = engine.reading(law, article, on)
    if reading is None:  # a law outside the chosen set
        return None
    document = reading.document
    return Citation(
        law=document.title,
        article=reading.article.number,
        text=reading.article.text,
        version=document.version,
        source=document.source,
        path=reading.article.path,
        status=STATUS_LABELS[engine.catalogue.status(document, on)],
        note=reading.note,
        region=document.region,
        effective=document.effective,
        id=reading.article.id,
    )
