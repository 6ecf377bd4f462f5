"""The arrows of a question: what travels from the documents to an answer.

A document is one version of one text; an article is one record of it (a 条, or a passage of a speech under
its heading). Dates are ISO strings where they come from data and ``date`` where a caller chooses one.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Literal

Status = Literal["in force", "not yet in force", "superseded", "repealed", "retired"]

OWN = "doc:"  # how the ids of the office's own documents begin

STATUS_LABELS: dict[Status, str] = {
    "in force": "现行有效",
    "not yet in force": "尚未施行",
    "superseded": "已被新版取代",
    "repealed": "已废止",
    "retired": "已停用",
}


@dataclass(frozen=True)
class Document:
    """One version of a law, regulation, speech or notice."""

    id: str
    title: str
    kind: str  # 法律, 地方性法规, 讲话 …
    issuer: str
    region: str  # "" = national; otherwise the province, e.g. 浙江省
    version: str  # ISO date of the text (adopted or last amended), "" when unknown
    effective: str  # ISO date from which it applies, "" when unknown
    until: str  # ISO date from which a later version applies, "" while there is none
    repealed: bool
    retired: bool
    source: str  # where the text came from, in words a clerk understands
    note: str = ""
    digest: str = ""
    repeals: str = ""  # titles that this text says it replaces, one a line


@dataclass(frozen=True)
class Article:
    """One article (条) of a document, or one headed passage of a speech."""

    id: str
    document: str
    order: int
    number: str  # 第十四条, 第一百二十条之一, 条目五, or a heading
    path: str  # 编/章/节
    text: str


@dataclass(frozen=True)
class Citation:
    """An article as it is quoted: ``text`` is the source's text, character for character."""

    law: str
    article: str
    text: str
    version: str
    source: str
    marked: str | None = None  # the sentence that answers, a substring of ``text``
    path: str = ""
    status: str = ""
    note: str = ""
    region: str = ""
    effective: str = ""
    id: str = ""


@dataclass(frozen=True)
class Answer:
    """What the knowledge base says to a question; ``citations`` best first."""

    question: str
    text: str
    refused: bool
    citations: tuple[Citation, ...] = ()
    elapsed_ms: float = 0.0
    notes: tuple[str, ...] = ()
    point: str = ""  # the first thing a reader needs, own words of a guide or the marked sentence
    verbatim: bool = True  # False when a language model phrased the text
    confidence: float = 0.0
    follow_up_of: str = ""
    signals: dict[str, float] = field(default_factory=dict)

    def as_json(self) -> dict[str, object]:
        """The form that ``renda ask --json`` prints."""
        return {
            "answer": self.text,
            "refused": self.refused,
            "citations": [
                {"law": c.law, "article": c.article, "text": c.text, "version": c.version, "source": c.source}
                for c in self.citations
            ],
            "elapsed_ms": round(self.elapsed_ms, 1),
        }

    def json_line(self, **extra: object) -> str:
        return json.dumps({**extra, **self.as_json()}, ensure_ascii=False)
