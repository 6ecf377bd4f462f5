"""Fit the ranking's weights on the project's own questions (guides and phrasings), each with its passage
hidden.

    python bench/tune_ranking.py VAR_DIR [--sample 1500] [--write]

Prints how often the right article is first before and after, and the weights; ``--write`` puts them into
``knowledge/data/ranking.toml``. The index under VAR_DIR must be built.
"""

from __future__ import annotations

import argparse
import random
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
from langchain_core.embeddings import Embeddings

from knowledge import embedder, guide_store
from knowledge.base import Knowledge
from knowledge.engine import Engine
from knowledge.understand import understand

RANKING = Path(__file__).parent.parent / "knowledge" / "data" / "ranking.toml"
ON = date(2026, 11, 21)
L2 = 0.02


def questions() -> Iterator[tuple[str, set[str]]]:
    """(question, the "law#article" that answer it)."""
    for guide in guide_store.guides():
        first = next((set(s.cites) for s in guide.says if s.cites), None)
        if first:
            for ask in guide.asks:
                yield ask, first
    for phrasing in guide_store.phrasings():
        for ask in phrasing.asks:
            yield ask, {f"{phrasing.law}#{phrasing.article}"}


class Prepared(Embeddings):
    """The packaged embedder with the questions' vectors made in one go, which is several times faster."""

    def __init__(self, texts: list[str]) -> None:
        packaged = embedder.packaged()
        assert packaged is not None
        self.name = packaged.name
        rows = packaged.model().encode([f"query: {text}" for text in texts])
        self._vectors = {text: row.tolist() for text, row in zip(texts, rows, strict=True)}

    def embed_query(self, text: str) -> list[float]:
        return self._vectors[text]

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        raise AssertionError("the index must be built before the weights are fitted")


def features(
    engine: Engine, sample: list[tuple[str, set[str]]]
) -> list[tuple[list[dict[str, float]], list[bool]]]:
    found = []
    for question, gold in sample:
        query = understand(question, engine.catalogue)
        rows = engine.store.db.execute("select id from passages where kind='ask' and text=?", (question,))
        candidates = engine.retriever.candidates(query, ON, None, frozenset(r[0] for r in rows))
        engine.ranker.add_features(query, candidates)
        labels = [f"{c.entry.document.title}#{c.entry.number}" in gold for c in candidates]
        if any(labels):
            found.append(([c.features for c in candidates], labels))
        else:
            found.append(([], []))
    return found


def first_right(data: list[tuple[np.ndarray, np.ndarray]], weights: np.ndarray, total: int) -> float:
    return sum(bool(y[np.argmax(x @ weights)]) for x, y in data) / total


def fit(data: list[tuple[np.ndarray, np.ndarray]], start: np.ndarray, rounds: int = 400) -> np.ndarray:
    """Weights that make the right articles' share of the softmax large; plain Adam."""
    weights, mean, square = start.copy(), np.zeros_like(start), np.zeros_like(start)
    for step in range(1, rounds + 1):
        slope = L2 * weights
        for x, y in data:
            scores = x @ weights
            shares = np.exp(scores - scores.max())
            shares /= shares.sum()
            right = shares * y
            slope += (shares - right / max(right.sum(), 1e-12)) @ x / len(data)
        mean = 0.9 * mean + 0.1 * slope
        square = 0.999 * square + 0.001 * slope**2
        weights -= 0.05 * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return weights


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("var", type=Path)
    parser.add_argument("--sample", type=int, default=1500)
    parser.add_argument("--statutes", default="all")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    sample = list(questions())
    random.Random(7).shuffle(sample)
    sample = sample[: options.sample]
    embedder = Prepared([question for question, _ in sample])
    knowledge = Knowledge.open(options.var, statutes=options.statutes, embedder=embedder)
    engine = knowledge.engine()
    raw = features(engine, sample)
    names = sorted({name for rows, _ in raw for row in rows for name in row})
    data = [
        (np.array([[row.get(n, 0.0) for n in names] for row in rows]), np.array(labels, float))
        for rows, labels in raw
        if rows
    ]
    old = tomllib.loads(RANKING.read_text("utf-8"))["weights"]
    before = np.array([old.get(n, 0.0) for n in names])
    half = len(data) // 2
    print(f"questions {len(raw)}, right article among the candidates {len(data) / len(raw):.3f}")
    print(f"first right before {first_right(data, before, len(raw)):.3f}")
    held = fit(data[:half], np.zeros(len(names)))
    print(f"fitted on one half, on the other {first_right(data[half:], held, len(raw) - half):.3f}")
    weights = fit(data, np.zeros(len(names)))
    print(f"fitted on all {first_right(data, weights, len(raw)):.3f}")
    lines = [f"{name} = {weight:.3f}" for name, weight in zip(names, weights, strict=True)]
    print("\n".join(lines))
    if options.write:
        head = RANKING.read_text("utf-8").split("[weights]")[0]
        RANKING.write_text(head + "[weights]\n" + "\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
