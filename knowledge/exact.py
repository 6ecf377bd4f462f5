"""«代表法第八条»: the article itself, before any search; an old number leads to the present one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from knowledge import moved, statutes
from knowledge import words_of_answers as say
from knowledge.answer import Composer
from knowledge.catalogue import Catalogue, Entry
from knowledge.names import short
from knowledge.quote import date_words
from knowledge.records import Answer
from knowledge.retrieve import Candidate
from knowledge.store import Store
from knowledge.understand import Query, Reference


class Exact:
    """``ranked`` searches for the rest of the question when the number seems to be an old one."""

    def __init__(
        self,
        store: Store,
        catalogue: Catalogue,
        ranked: Callable[[Query, date], list[Candidate]],
        rarity: Callable[[str], float],
    ) -> None:
        self._store = store
        self._catalogue = catalogue
        self._ranked = ranked
        self._rarity = rarity

    def answer(self, query: Query, on: date, notes: list[str]) -> Answer | None:
        """«代表法第八条»: the article itself, before any search; an old number leads to the present one."""
        candidates: list[Candidate] = []
        for reference in query.references:
            entry = self._entry(reference, on)
            new, note = self._moved(query, reference, entry, on)
            notes = [*notes, note] if note else notes
            candidates += [Candidate(e, score=1.0) for e in (new, entry) if e is not None]
        if not candidates:
            return self._elsewhere(query, on) or self._no_such_article(query, on)
        articles = self._store.articles([c.entry.id for c in candidates])
        return Composer(self._catalogue, articles).answer(
            query,
            candidates,
            on,
            notes=notes,
            confidence=1.0,
            lead=bool(moved.rest(query, self._catalogue.names)),
        )

    def _elsewhere(self, query: Query, on: date) -> Answer | None:
        """An article of a law that is not in the indexed set: it can still be read out."""
        for reference in query.references:
            found = statutes.lookup(reference.title, reference.number, on.isoformat())
            if found is not None:
                document, article = found
                entry = Entry(article.id, document, article.order, article.number, article.path, 0.0)
                composer = Composer(self._catalogue, {article.id: article})
                return composer.answer(query, [Candidate(entry)], on, confidence=1.0, lead=False)
        return None

    def _moved(
        self, query: Query, reference: Reference, present: Entry | None, on: date
    ) -> tuple[Entry | None, str]:
        move = moved.move_of(reference)
        document = self._catalogue.version_on(reference.title, on) if move else None
        if move is None or document is None or document.version <= move.old_version:
            return self._perhaps_moved(query, reference, present, on)
        entry = self._catalogue.find(document, move.new)
        if entry is None:
            return None, ""
        now = self._catalogue.article(present).text if present else ""
        asked = moved.rest(query, self._catalogue.names)
        if not moved.means_the_old(asked, now, self._catalogue.article(entry).text):
            return None, ""
        year = document.version[:4]
        return entry, say.MOVED.format(
            old=f"《{short(move.title)}》{move.old}", year=f"{year}年", new=move.new
        )

    def _perhaps_moved(
        self, query: Query, reference: Reference, present: Entry | None, on: date
    ) -> tuple[Entry | None, str]:
        """Of a law whose old numbers are not known: the article that the rest of the question speaks of.

        «组织法第九条 乡镇人大的职权»: the present article 9 is about terms, and does not hold a word of that.
        """
        asked = moved.rest(query, self._catalogue.names)
        if present is None or len(asked) < moved.MIN_CHARS:
            return None, ""
        ranked = self._ranked(query, on)
        best = next((c for c in ranked if c.entry.document.id == present.document.id), None)
        if best is None or not moved.speaks_of_another(
            asked, self._catalogue.article(present).text, best.text, self._rarity
        ):
            return None, ""
        name = short(reference.title)
        return best.entry, say.PERHAPS_MOVED.format(
            old=f"《{name}》{reference.number}", new=best.entry.number
        )

    def _entry(self, reference: Reference, on: date) -> Entry | None:
        document = self._catalogue.version_on(reference.title, on)
        if document is None:
            return None
        # The data names the parts of a decision 条目五; people call them 第五条.
        other = "条目" + reference.number.removeprefix("第").removesuffix("条")
        return self._catalogue.find(document, reference.number) or self._catalogue.find(document, other)

    def _no_such_article(self, query: Query, on: date) -> Answer | None:
        reference = query.references[0]
        document = self._catalogue.version_on(reference.title, on)
        if document is None:
            return None
        count = statutes.size(document) or len(self._store.articles_of(document.id))
        return refused(
            query.text,
            say.NO_SUCH_ARTICLE.format(
                law=document.title,
                article=reference.number,
                version=date_words(document.version),
                count=count,
            ),
            {},
        )


def refused(question: str, text: str, values: dict[str, float]) -> Answer:
    return Answer(question, text, True, signals=values)
