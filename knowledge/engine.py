"""One consistent view of the index that answers questions; made anew when the documents change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from knowledge import words_of_answers as say
from knowledge.answer import Composer
from knowledge.catalogue import Catalogue, Entry
from knowledge.fulltext import FullText
from knowledge.quote import date_words
from knowledge.rank import Ranker
from knowledge.numerals import ARTICLE_NUMBER, article_label
from knowledge.records import Answer, Article, Document
from knowledge.refuse import confidence, out_of_hand, signals
from knowledge.retrieve import Candidate, Retriever, VectorSearch
from knowledge.store import Store
from knowledge.tables import table
from knowledge.understand import Query, Reference, understand


@dataclass(frozen=True)
class Reading:
    """An article to read at leisure, with the ones before and after it."""

    document: Document
    article: Article
    before: Article | None
    after: Article | None
    note: str


class Engine:
    def __init__(self, store: Store, region: str | None, vectors: VectorSearch | None = None) -> None:
        self.store = store
        self._region = region
        self.catalogue = Catalogue(store)
        self._fulltext = FullText(store)
        self.retriever = Retriever(store, self.catalogue, self._fulltext, vectors)
        self.ranker = Ranker(self._fulltext)

    def ask(self, question: str, on: date, previous: Answer | None = None) -> Answer:
        query = understand(question, self.catalogue)
        if query.references:
            exact = self._exact(query, on)
            if exact is not None:
                return exact
        ranked = self.ranker.rank(query, self.retriever.candidates(query, on, self._region))
        values = signals(query, ranked)
        sure = 0.0 if out_of_hand(query) else confidence(values)
        if query.unknown_laws and not query.laws:
            return refused(question, say.REFUSED_UNKNOWN_LAW.format(law=query.unknown_laws[0]), values)
        if sure < table("refusal")["threshold"]:
            return refused(question, say.REFUSED, values)
        return self._composer(ranked[:10]).answer(query, ranked, on, confidence=sure)

    def reading(self, law: str, number: str, on: date) -> Reading | None:
        """By any name of the law and any spelling of the number; None when there is no such article."""
        title = self.catalogue.names.resolve(law)
        document = self.catalogue.version_on(title, on) if title else None
        match = ARTICLE_NUMBER.fullmatch(number.strip())
        label = article_label(match.group(1), match.group(2)) if match else number.strip()
        entry = self.catalogue.find(document, label) if document and label else None
        if document is None or entry is None:
            return None
        articles = self.store.articles_of(document.id)
        at = next(i for i, article in enumerate(articles) if article.id == entry.id)
        return Reading(
            document=document,
            article=articles[at],
            before=articles[at - 1] if at else None,
            after=articles[at + 1] if at + 1 < len(articles) else None,
            note=Composer(self.catalogue, {}).note(document, on),
        )

    def _composer(self, ranked: list[Candidate]) -> Composer:
        return Composer(self.catalogue, self.store.articles([c.entry.id for c in ranked]))

    def _exact(self, query: Query, on: date) -> Answer | None:
        """«代表法第八条»: the article itself, before any search."""
        entries = [e for e in (self._entry(r, on) for r in query.references) if e is not None]
        if not entries:
            return self._no_such_article(query, on)
        ranked = [Candidate(e, score=1.0) for e in entries]
        return self._composer(ranked).answer(query, ranked, on, confidence=1.0)

    def _entry(self, reference: Reference, on: date) -> Entry | None:
        document = self.catalogue.version_on(reference.title, on)
        return self.catalogue.find(document, reference.number) if document else None

    def _no_such_article(self, query: Query, on: date) -> Answer | None:
        reference = query.references[0]
        document = self.catalogue.version_on(reference.title, on)
        if document is None:
            return None
        count = len(self.store.articles_of(document.id))
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
