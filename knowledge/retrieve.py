"""From a question to articles, best first: exact lookup, then full text and vectors, fused and ranked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from knowledge.catalogue import Catalogue, Entry
from knowledge.fulltext import Found, FullText
from knowledge.understand import Query

# Rows that one word search may touch outside congress law: it bounds the time, whatever the corpus's size.
MAX_ROWS_ELSEWHERE = 3000
MAX_ROWS_CORE = 60000
POOL = 60


class VectorSearch(Protocol):
    def search(self, text: str, limit: int) -> list[Found]: ...


@dataclass
class Candidate:
    """An article under consideration, with what speaks for it."""

    entry: Entry
    score: float = 0.0
    text_passage: int = 0
    ask_passage: int = 0
    features: dict[str, float] = field(default_factory=dict)


class Retriever:
    def __init__(
        self,
        catalogue: Catalogue,
        fulltext: FullText,
        vectors: VectorSearch | None,
        rank: Callable[[Query, list[Candidate], FullText], list[Candidate]],
    ) -> None:
        self._catalogue = catalogue
        self._fulltext = fulltext
        self._vectors = vectors
        self._rank = rank

    def retrieve(self, query: Query, on: date, region: str | None) -> list[Candidate]:
        """Articles that apply on the day and in the place, best first."""
        candidates: dict[str, Candidate] = {}
        for channel, found in self._channels(query):
            self._take(candidates, channel, found, on, region)
        return self._rank(query, list(candidates.values()), self._fulltext)

    def _channels(self, query: Query) -> Sequence[tuple[str, list[Found]]]:
        text = self._fulltext
        terms = [*query.words, *query.added]
        channels = [
            (
                "core",
                text.search(
                    text.useful(terms, MAX_ROWS_CORE),
                    text.useful(query.pairs, MAX_ROWS_CORE),
                    2 * POOL,
                    core=True,
                ),
            ),
            (
                "wide",
                text.search(
                    text.useful(terms, MAX_ROWS_ELSEWHERE), text.useful(query.pairs, MAX_ROWS_ELSEWHERE), POOL
                ),
            ),
        ]
        if self._vectors is not None:
            channels.append(("near", self._vectors.search(query.text, POOL)))
        return channels

    def _take(
        self, candidates: dict[str, Candidate], channel: str, found: list[Found], on: date, region: str | None
    ) -> None:
        ranks: dict[str, int] = {}
        for hit in found:
            entry = self._catalogue.entries.get(hit.article)
            if entry is None or not self._catalogue.applies(entry.document, on, region):
                continue
            candidate = candidates.setdefault(hit.article, Candidate(entry))
            name = f"{channel}_{hit.kind}"
            if hit.score > candidate.features.get(name, 0.0):
                candidate.features[name] = hit.score
                if hit.kind == "ask":
                    candidate.ask_passage = hit.passage
                elif not candidate.text_passage or channel != "near":
                    candidate.text_passage = hit.passage
            rank = ranks.setdefault(hit.article, len(ranks))
            candidate.features.setdefault(f"{channel}_rank", 1.0 / (20 + rank))
