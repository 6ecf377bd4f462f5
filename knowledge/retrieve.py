"""From a question to articles, best first: exact lookup, then full text and vectors, fused and ranked."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from knowledge import words_of_answers as say
from knowledge.catalogue import Catalogue, Entry
from knowledge.fulltext import Found, FullText
from knowledge.postings import Postings
from knowledge.store import Store
from knowledge.understand import Query

log = logging.getLogger(__name__)
# Rows that one word search may touch outside congress law: it bounds the time, whatever the corpus's size.
MAX_ROWS_ELSEWHERE = 800
POOL = 60
_POOL = ThreadPoolExecutor(max_workers=4, thread_name_prefix="vectors")


class VectorSearch(Protocol):
    def embed(self, text: str) -> list[float]: ...
    def nearest(self, vector: Sequence[float], limit: int) -> list[list[Found]]: ...


@dataclass
class Candidate:
    """An article under consideration, with what speaks for it."""

    entry: Entry
    score: float = 0.0
    text_passage: int = 0
    ask_passage: int = 0
    text: str = ""
    features: dict[str, float] = field(default_factory=dict)


class Retriever:
    """``hidden`` passages are passed over: that is how a question is tested that is itself in the index."""

    def __init__(
        self,
        store: Store,
        catalogue: Catalogue,
        fulltext: FullText,
        postings: Postings,
        vectors: VectorSearch | None,
    ) -> None:
        self._store = store
        self._catalogue = catalogue
        self._fulltext = fulltext
        self._postings = postings
        self._vectors = vectors

    def candidates(
        self, query: Query, on: date, region: str | None, hidden: frozenset[int] = frozenset()
    ) -> list[Candidate]:
        """Articles that apply on the day and in the place, in no order."""
        found: dict[str, Candidate] = {}
        for channel, hits in self._channels(query):
            self._take(found, channel, [h for h in hits if h.passage not in hidden], on, region)
        texts = self._store.texts(list(found))
        for key, candidate in found.items():
            candidate.text = texts[key]
        return list(found.values())

    def _channels(self, query: Query) -> list[tuple[str, list[Found]]]:
        # The embedder takes as long as all the rest: on a second core it costs nothing. Only this one call,
        # which leaves the interpreter alone; a thread that wants it back waits five milliseconds each time.
        vectors = self._vectors
        vector = _POOL.submit(vectors.embed, query.text) if vectors is not None else None
        terms = [*query.words, *query.added]
        texts, asked = self._postings.search(terms, query.pairs, POOL)
        text = self._fulltext
        wide = text.useful(terms, MAX_ROWS_ELSEWHERE), text.useful(query.pairs, MAX_ROWS_ELSEWHERE)
        channels = [("core", texts), ("core", asked), ("wide", text.search(*wide, POOL))]
        if vectors is not None and vector is not None:
            try:
                channels += [("near", found) for found in vectors.nearest(vector.result(), POOL)]
            except Exception as error:
                # An embeddings endpoint that is away, a vector store that is broken: words still find it.
                log.warning(say.VECTORS_AWAY, type(error).__name__)
        return channels

    def _take(
        self, candidates: dict[str, Candidate], channel: str, found: list[Found], on: date, region: str | None
    ) -> None:
        ranks: dict[str, int] = {}
        valid = self._catalogue.applying(on, region)
        for place, hit in enumerate(found):
            entry = self._catalogue.entries.get(hit.article)
            if entry is None or entry.document.id not in valid:
                continue
            candidate = candidates.setdefault(hit.article, Candidate(entry))
            name = f"{channel}_{hit.kind}"
            if hit.score > candidate.features.get(name, 0.0):
                candidate.features[name] = hit.score
                if hit.kind == "ask":
                    candidate.ask_passage = hit.passage
                elif not candidate.text_passage or channel != "near":
                    candidate.text_passage = hit.passage
            # Several questions that lead to one article speak for it together.
            if hit.kind == "ask":
                votes = f"{channel}_ask_votes"
                candidate.features[votes] = candidate.features.get(votes, 0.0) + 1.0 / (3 + place)
            rank = ranks.setdefault(hit.article, len(ranks))
            # 1 for the first, 0.5 for the eleventh: reciprocal rank, as fusion uses it.
            candidate.features.setdefault(f"{channel}_{hit.kind}_rank", 10.0 / (10 + rank))
