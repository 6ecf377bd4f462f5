"""One consistent view of the index that answers questions; made anew when the documents change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from knowledge import advice, conflicts, follow_up, own
from knowledge import words_of_answers as say
from knowledge.answer import Composer
from knowledge.catalogue import Catalogue
from knowledge.exact import Exact, refused
from knowledge.fulltext import FullText
from knowledge.numerals import ARTICLE_NUMBER, article_label
from knowledge.postings import Postings
from knowledge.rank import Ranker
from knowledge.records import Answer, Article, Document
from knowledge.refuse import confidence, out_of_hand, signals
from knowledge.retrieve import Candidate, Retriever, VectorSearch
from knowledge.store import Store
from knowledge.tables import table
from knowledge.understand import Query, levels_in, understand


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
        postings = Postings(store, self._fulltext)
        self.retriever = Retriever(store, self.catalogue, self._fulltext, postings, vectors)
        self.ranker = Ranker(self._fulltext, postings)
        self._exact = Exact(store, self.catalogue, self._all_ranked, self.ranker.rarity)

    def ask(self, question: str, on: date, previous: Answer | None = None) -> Answer:
        whole = follow_up.whole_question(question, previous.question) if previous else None
        query = understand(whole or question, self.catalogue)
        notes = [say.FOLLOW_UP.format(question=whole)] if whole else []
        if query.references:
            exact = self._exact.answer(query, on, notes)
            if exact is not None:
                return exact
        if query.unknown_laws and not query.laws:
            return refused(question, say.REFUSED_UNKNOWN_LAW.format(law=query.unknown_laws[0]), {})
        ranked, sure, values = self._judged(query, on)
        if not ranked:
            return refused(question, say.REFUSED, values)
        if whole:
            # A follow-up stays with what was spoken of: «办得不满意呢» after 建议 is not about 质询.
            ranked = sorted(ranked, key=lambda c: c.features.get("other_deed", 0.0))
        ranked = self._with_conflicts(ranked, on)
        notes += self._notes(query, ranked)
        point = self._guide_point(query, ranked[0])
        return self._composer(ranked[:10]).answer(
            query, ranked, on, point=point, notes=notes, confidence=sure
        )

    def _all_ranked(self, query: Query, on: date) -> list[Candidate]:
        return self.ranker.rank(query, self.retriever.candidates(query, on, self._region))

    def _judged(self, query: Query, on: date) -> tuple[list[Candidate], float, dict[str, float]]:
        """What answers the question, best first, how sure that is, and the signals; nothing when too
        unsure."""
        ranked = self._all_ranked(query, on)
        values = signals(query, [c for c in ranked if not own.is_own_text(c)])
        law_sure = confidence(values)
        lawful = law_sure >= table("refusal")["threshold"] and not out_of_hand(query)
        asks = self.asks_behind(ranked)
        ranked, own_sure = own.put_first(query.text, ranked, asks, self.ranker.rarity, lawful=lawful)
        if out_of_hand(query, own_text=own_sure > 0):
            ranked = []
        return ranked, max(own_sure, law_sure), values

    def asks_behind(self, ranked: list[Candidate]) -> list[str]:
        """The questions of guides and phrasings that led to the first few; looked up only beside own
        texts."""
        if not any(map(own.is_own_text, ranked)):
            return []
        ids = [c.ask_passage for c in ranked if c.ask_passage][: own.LAWS_COMPARED]
        marks = ",".join("?" * len(ids))
        rows = self.store.db.execute(f"select text from passages where id in ({marks})", ids)  # noqa: S608
        return [row[0] for row in rows]

    def _guide_point(self, query: Query, first: Candidate) -> str:
        """A guide's own words, when the question is as good as one of the guide's."""
        alike = max(first.features.get("ask_alike", 0.0) / 0.35, first.features.get("near_ask", 0.0) / 0.95)
        if not first.ask_passage or alike < 1.0:
            return ""
        row = self.store.db.execute("select origin from passages where id=?", (first.ask_passage,)).fetchone()
        guide = advice.guide_of(row["origin"]) if row else None
        return advice.point(guide, query, self._region) if guide else ""

    def _with_conflicts(self, ranked: list[Candidate], on: date) -> list[Candidate]:
        """National law before the local rule that says otherwise: both are shown."""
        top = [(c.entry.document.title, c.entry.number, c.text) for c in ranked[:3]]
        for conflict in conflicts.found_in(top):
            title, number = conflict.national.split("#")
            document = self.catalogue.version_on(title, on)
            entry = self.catalogue.find(document, number) if document else None
            if entry is not None and ranked[0].entry.id != entry.id:
                national = next((c for c in ranked if c.entry.id == entry.id), None) or Candidate(
                    entry, text=self.catalogue.article(entry).text
                )
                ranked = [national, *(c for c in ranked if c.entry.id != entry.id)]
        return ranked

    def _notes(self, query: Query, ranked: list[Candidate]) -> list[str]:
        """What a careful clerk would add: a conflict, a county rule borrowed for a township."""
        top = [(c.entry.document.title, c.entry.number, c.text) for c in ranked[:3]]
        notes = [say.CONFLICT.format(detail=c.detail) for c in conflicts.found_in(top)]
        first = ranked[0]
        # Who names no level asks for a township: its deputies and clerks are the ones who write here.
        for_township = "township" in query.levels or not (query.levels or "常委会" in query.text)
        if for_township and _speaks_of_counties_only(first):
            notes.append(say.BORROWED)
        return notes

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


def _speaks_of_counties_only(candidate: Candidate) -> bool:
    """县级以上 or the standing committee's own law, and no word of townships."""
    if "township" in levels_in(candidate.text):
        return False
    return "县级以上" in candidate.text or candidate.entry.document.title.endswith("常务委员会监督法")
