"""The knowledge base behind the desk's own words for it: refusals as ours, and why an answer came out so."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from bot.console.library import Hit, Shelved, Taken, Trial
from bot.errors import Refused
from bot.texts import console_library as texts
from knowledge.base import Knowledge
from knowledge.engine import Reading
from knowledge.records import Article, Document
from knowledge.retrieve import Candidate
from knowledge.shelf import NotOnShelf
from knowledge.tables import table
from knowledge.understand import understand

SHOWN = 8
REASONS = 4
LEAST = 0.005  # a reason that moves the score less is noise to a reader


class DeskLibrary:
    """Implements :class:`bot.console.library.Library`."""

    def __init__(self, knowledge: Knowledge, region: str) -> None:
        self._knowledge = knowledge
        self._region = region or None

    def state(self) -> Mapping[str, int | bool]:
        return self._knowledge.state()

    def documents(self, on: date) -> list[Shelved]:
        return [Shelved(it.document, it.status, it.articles) for it in self._knowledge.list_documents(on)]

    def show(self, document: str) -> tuple[Document, list[Article]] | None:
        try:
            return self._knowledge.show(document)
        except NotOnShelf:
            return None

    def take_in(self, paths: Iterable[Path]) -> Taken:
        """The new pieces' vectors are made in the background; their words are found at once."""
        report = self._knowledge.import_paths(paths)
        taken = [*report.added, *report.changed]
        if taken:
            self._knowledge.start_background_build()
        return Taken([it.id for it in taken], [*report.refused, *report.same, *report.remarks])

    def correct(self, document: str, changes: Mapping[str, str]) -> None:
        try:
            self._knowledge.correct(document, changes)
        except NotOnShelf as reason:
            raise Refused(str(reason)) from reason

    def retire(self, document: str) -> None:
        try:
            self._knowledge.retire(document)
        except NotOnShelf as reason:
            raise Refused(str(reason)) from reason

    def write_note(self, title: str, text: str, origin: str, on: date, issuer: str) -> str:
        body = "\n\n".join([title, texts.NOTE_KIND, text])  # the second line becomes the piece's heading
        with tempfile.TemporaryDirectory(prefix="renda-note-") as folder:
            path = Path(folder) / f"{texts.NOTE_KIND}.md"
            path.write_text(body + "\n", "utf-8")
            taken = self.take_in([path])
        if not taken.ids:
            raise Refused("".join(taken.lines) or texts.NOTE_SAME)
        about = {"title": title, "kind": texts.NOTE_KIND, "issuer": issuer}
        about["note"] = texts.NOTE_ORIGIN.format(origin=origin.rstrip("。"))  # stands under every quotation
        self.correct(taken.ids[0], {**about, "version": on.isoformat(), "effective": on.isoformat()})
        return taken.ids[0]

    def tried(self, question: str, on: date) -> Trial:
        answer = self._knowledge.ask(question, on=on, rephrase=False)
        engine = self._knowledge.engine()
        query = understand(question, engine.catalogue)
        ranked = engine.ranker.rank(query, engine.retriever.candidates(query, on, self._region))[:SHOWN]
        texts_of = engine.store.articles([candidate.entry.id for candidate in ranked])
        hits = [_hit(candidate, texts_of[candidate.entry.id]) for candidate in ranked]
        return Trial(answer, float(table("refusal")["threshold"]), hits)

    def article(self, law: str, number: str, on: date) -> Reading | None:
        return self._knowledge.article(law, number, on)


def _hit(candidate: Candidate, article: Article) -> Hit:
    document = candidate.entry.document
    return Hit(
        document.title,
        article.number,
        document.version,
        article.text,
        candidate.score,
        _reasons(candidate.features),
    )


def _reasons(features: Mapping[str, float]) -> Sequence[tuple[str, float]]:
    """The features' shares of the score, gathered into what a clerk can follow; the largest first."""
    weights, sums = table("ranking")["weights"], defaultdict[str, float](float)
    for name, value in features.items():
        sums[_label(name)] += weights.get(name, 0.0) * value
    found = [(label, value) for label, value in sums.items() if abs(value) >= LEAST]
    return sorted(found, key=lambda each: -abs(each[1]))[:REASONS]


def _label(name: str) -> str:
    return next((label for start, label in texts.REASONS if name.startswith(start)), texts.OTHER_REASON)
