"""Full-text search over passages: BM25 on words, and on pairs of characters for what jieba cuts wrongly."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from knowledge.store import Store


class Found(NamedTuple):
    """A passage that a search returned; a higher score is better."""

    passage: int
    article: str
    kind: str
    score: float


class FullText:
    def __init__(self, store: Store) -> None:
        self._store = store
        self.total = max(1, store.count("passages"))
        self._frequency = lru_cache(maxsize=8192)(self._read_frequency)

    def _read_frequency(self, term: str) -> int:
        row = self._store.db.execute("select doc from vocabulary where term=?", (term,)).fetchone()
        return int(row[0]) if row else 0

    def idf(self, term: str) -> float:
        """How rare a word is; one that stands nowhere is the rarest, so that it speaks against every text."""
        return self._rarity(self._frequency(term))

    def _rarity(self, df: int) -> float:
        return math.log(1 + (self.total - df + 0.5) / (df + 0.5))

    def rarities(self) -> dict[str, float]:
        """``idf`` of every word at once: one scan instead of 27,000 look-ups."""
        rows = self._store.db.execute("select term, doc from vocabulary")
        return {term: self._rarity(df) for term, df in rows}

    def useful(self, terms: Iterable[str], max_rows: int) -> list[str]:
        """The known words, rarest first, until together they stand in ``max_rows`` passages."""
        known = sorted({t for t in terms if self._frequency(t)}, key=self._frequency)
        chosen: list[str] = []
        rows = 0
        for term in known:
            rows += self._frequency(term)
            if chosen and rows > max_rows:
                break
            chosen.append(term)
        return chosen

    def search(self, terms: list[str], pairs: list[str], limit: int, mark: str = "") -> list[Found]:
        """Passages, best first; with a mark (``CORE``, ``ASKED``) only those that carry it."""
        parts = [f"{{title path words}} : ({_any(terms)})"] * bool(terms)
        parts += [f"grams : ({_any(pairs)})"] * bool(pairs)
        if not parts:
            return []
        match = "(" + " OR ".join(parts) + ")"
        if mark:
            match = f"(title : {mark}) AND {match}"
        rows = self._store.db.execute(
            "select p.id, p.article, p.kind, -t.score from (select rowid, bm25(texts, 0.5, "
            "0.7, 1.0, 0.6) as score"
            " from texts where texts match ? order by score limit ?) t join passages p on p.id = t.rowid"
            " order by t.score",
            (match, limit),
        )
        return [Found(*row) for row in rows]

    def tokens(self, passages: Sequence[int]) -> dict[int, frozenset[str]]:
        """The indexed words and pairs of some passages."""
        marks = ",".join("?" * len(passages))
        rows = self._store.db.execute(
            f"select rowid, title || ' ' || path || ' ' || words || ' ' || grams from texts"  # noqa: S608
            f" where rowid in ({marks})",
            tuple(passages),
        )
        return {row[0]: frozenset(row[1].split()) for row in rows}


def _any(terms: list[str]) -> str:
    return " OR ".join(f'"{term}"' for term in terms)
