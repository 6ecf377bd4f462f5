"""Congress law, own documents and questions as an inverted index in memory: the same BM25 as the full text's.

They are a tenth of all passages and answer nearly every question; SQLite took 40 ms a question to score them,
this takes two, and tells along the way how much of a question each passage covers. About 15 MB.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from knowledge.fulltext import Found, FullText
from knowledge.store import Store

# The weights of the columns title, path, words, grams and BM25's two constants, as SQLite's bm25() has them.
COLUMNS = {"title": 0.5, "path": 0.7, "words": 1.0, "grams": 0.6}
K1, B = 1.2, 0.75

Posting = tuple[NDArray[np.int32], NDArray[np.float32]]
_NOWHERE: Posting = (np.empty(0, np.int32), np.empty(0, np.float32))


class Postings:
    def __init__(self, store: Store, fulltext: FullText) -> None:
        self._idf = fulltext.idf
        rows = store.db.execute(
            "select p.id, p.article, p.kind, t.title, t.path, t.words, t.grams from passages p"
            " join texts t on t.rowid = p.id where p.core = 1 order by p.id"
        ).fetchall()
        self._passages = [row["id"] for row in rows]
        self._articles = [row["article"] for row in rows]
        self.place = {passage: i for i, passage in enumerate(self._passages)}
        self._is_ask = np.array([row["kind"] == "ask" for row in rows], bool)
        self._words, self._pairs = self._index(rows)
        self._pair_mass = np.zeros(len(rows), np.float32)
        rarity = fulltext.rarities()
        for pair, (docs, _) in self._pairs.items():
            self._pair_mass[docs] += rarity[pair] if pair in rarity else self._idf(pair)

    def _index(self, rows: list[sqlite3.Row]) -> tuple[dict[str, Posting], dict[str, Posting]]:
        words: dict[str, dict[int, float]] = defaultdict(dict)
        pairs: dict[str, dict[int, float]] = defaultdict(dict)
        lengths = np.zeros(max(1, len(rows)), np.float32)
        for i, row in enumerate(rows):
            for column, weight in COLUMNS.items():
                tokens = row[column].split()
                lengths[i] += len(tokens)
                into = pairs if column == "grams" else words
                for token in tokens:
                    into[token][i] = into[token].get(i, 0.0) + weight
        # Questions are short: against the texts' mean length they are not drowned by them.
        texts = lengths[: len(rows)][~self._is_ask]
        mean = float(texts.mean()) if len(texts) else 1.0
        damp = K1 * (1 - B + B * lengths / max(1.0, mean))
        return _pack(words, damp), _pack(pairs, damp)

    def search(
        self, terms: Iterable[str], pairs: Iterable[str], limit: int
    ) -> tuple[list[Found], list[Found]]:
        """(texts, questions), each best first."""
        scores = np.zeros(len(self._passages), np.float32)
        for known, tokens in ((self._words, terms), (self._pairs, pairs)):
            for token in dict.fromkeys(tokens):
                if token in known:
                    docs, gains = known[token]
                    scores[docs] += gains * self._idf(token)
        return self._best(scores, ~self._is_ask, limit), self._best(scores, self._is_ask, limit)

    def _best(self, scores: NDArray[np.float32], mask: NDArray[np.bool_], limit: int) -> list[Found]:
        masked = np.where(mask, scores, 0)
        if not len(masked):
            return []
        top = np.argpartition(-masked, min(limit, len(masked) - 1))[:limit]
        kind = "ask" if mask is self._is_ask else "text"
        found = [
            Found(self._passages[i], self._articles[i], kind, float(masked[i])) for i in top if masked[i] > 0
        ]
        return sorted(found, key=lambda f: -f.score)

    def covered(self, weights: Mapping[str, float]) -> NDArray[np.float32]:
        """For every passage, the summed weight of the tokens that stand in it, as a word or as a pair."""
        sums = np.zeros(len(self._passages), np.float32)
        for token, weight in weights.items():
            as_word, as_pair = self._words.get(token), self._pairs.get(token)
            if as_word is not None and as_pair is not None:
                stands = np.zeros(len(sums), bool)
                stands[as_word[0]] = stands[as_pair[0]] = True
                sums[stands] += weight
            elif as_word is not None or as_pair is not None:
                sums[(as_word or as_pair or _NOWHERE)[0]] += weight
        return sums

    def pair_mass(self, place: int) -> float:
        """The summed rarity of a passage's own pairs."""
        return float(self._pair_mass[place])


def _pack(index: dict[str, dict[int, float]], damp: NDArray[np.float32]) -> dict[str, Posting]:
    packed = {}
    for token, counts in index.items():
        docs = np.fromiter(counts, np.int32, len(counts))
        often = np.fromiter(counts.values(), np.float32, len(counts))
        packed[token] = (docs, (often * (K1 + 1) / (often + damp[docs])).astype(np.float32))
    return packed
