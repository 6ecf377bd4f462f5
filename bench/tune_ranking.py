"""Fit the ranking's weights on the guides' and phrasings' own questions, each with its passage hidden, and on
the questions of ``knowledge/evalset`` and of a file.

    python -m bench.tune_ranking VAR_DIR [--sample 500] [--more FILE.jsonl] [--folds 5] [--fast] [--write]

For each group it prints how often the right article is first and in the first five: with the weights as they
are, cross-fitted (every question by weights fitted without its fold) and without the group altogether.
``--write`` puts the weights fitted on everything into ``knowledge/data/ranking.toml``.
"""

from __future__ import annotations

import argparse
import random
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import numpy as np
from langchain_core.embeddings import Embeddings

from knowledge import embedder, guide_store
from knowledge.base import Knowledge
from knowledge.engine import Engine
from knowledge.eval import questions as read
from knowledge.understand import understand

RANKING = Path(__file__).parent.parent / "knowledge" / "data" / "ranking.toml"
ON = date(2026, 11, 21)
L2, ROUNDS = 0.01, 250
SHARES = {
    "asks": 0.3
}  # there are many of them, and a guide's neighbours are often as right as its first article
EVALSET = RANKING.parents[1] / "evalset"


@dataclass
class Case:
    """A question with the "law#article" that answer it, and its candidates' features."""

    group: str
    text: str
    gold: set[str]
    rows: np.ndarray = field(default_factory=lambda: np.empty((0, 0)))
    right: np.ndarray = field(default_factory=lambda: np.empty(0))


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


def groups(sample: int, more: Path | None) -> list[Case]:
    asks = list(questions())
    random.Random(7).shuffle(asks)
    cases = [Case("asks", text, gold) for text, gold in asks[:sample]]
    files = {"own": EVALSET / "answerable.jsonl", "spoken": EVALSET / "spoken.jsonl"}
    for name, file in (files | ({more.stem: more} if more else {})).items():
        for question in read(file):
            if question.gold:
                cases.append(Case(name, question.text, {f"{law}#{number}" for law, number in question.gold}))
    return cases


def add_features(engine: Engine, cases: list[Case]) -> list[str]:
    """Fills ``rows`` and ``right`` of each case; returns the features' names."""
    rows = []
    for case in cases:
        query = understand(case.text, engine.catalogue)
        own = engine.store.db.execute("select id from passages where kind='ask' and text=?", (case.text,))
        hidden = frozenset(row[0] for row in own) if case.group == "asks" else frozenset()
        candidates = engine.retriever.candidates(query, ON, None, hidden)
        engine.ranker.add_features(query, candidates)
        rows.append([c.features for c in candidates])
        labels = [f"{c.entry.document.title}#{c.entry.number}" in case.gold for c in candidates]
        case.right = np.array(labels, float)
    names = sorted({name for each in rows for row in each for name in row})
    for case, each in zip(cases, rows, strict=True):
        case.rows = np.array([[row.get(name, 0.0) for name in names] for row in each])
    return names


def scored(cases: list[Case], weights: np.ndarray) -> str:
    found = [case.right[np.argsort(-(case.rows @ weights))] for case in cases]
    first = np.mean([bool(right[:1].any()) for right in found])
    five = np.mean([bool(right[:5].any()) for right in found])
    return f"first {first:.1%}, in five {five:.1%} of {len(cases)}"


def fit(cases: list[Case]) -> np.ndarray:
    """Weights that make the right articles' share of the softmax large; plain Adam."""
    cases = [case for case in cases if case.right.any()]
    mass = sum(SHARES.get(case.group, 1.0) for case in cases)
    weights = np.zeros(cases[0].rows.shape[1])
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, ROUNDS + 1):
        slope = L2 * weights
        for case in cases:
            scores = case.rows @ weights
            shares = np.exp(scores - scores.max())
            shares /= shares.sum()
            right = shares * case.right
            pull = (shares - right / max(right.sum(), 1e-12)) @ case.rows
            slope = slope + SHARES.get(case.group, 1.0) * pull / mass
        mean = 0.9 * mean + 0.1 * slope
        square = 0.999 * square + 0.001 * slope**2
        weights = weights - 0.05 * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return weights


def cross_fitted(cases: list[Case], folds: int) -> dict[str, list[tuple[Case, np.ndarray]]]:
    fold_of = np.random.default_rng(0).integers(0, folds, len(cases))
    found: dict[str, list[tuple[Case, np.ndarray]]] = {}
    for fold in range(folds):
        weights = fit([case for case, own in zip(cases, fold_of, strict=True) if own != fold])
        for case, own in zip(cases, fold_of, strict=True):
            if own == fold:
                found.setdefault(case.group, []).append((case, weights))
    return found


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("var", type=Path, help="a data folder whose index is built")
    parser.add_argument("--sample", type=int, default=500)
    parser.add_argument("--more", type=Path)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--statutes", default="all")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--fast", action="store_true", help="fit on everything only, without the comparison")
    options = parser.parse_args()
    cases = groups(options.sample, options.more)
    embedder = Prepared([case.text for case in cases])
    engine = Knowledge.open(options.var, statutes=options.statutes, embedder=embedder).engine()
    names = add_features(engine, cases)
    old = tomllib.loads(RANKING.read_text("utf-8"))["weights"]
    before = np.array([old.get(name, 0.0) for name in names])
    crossed = cross_fitted(cases, options.folds) if options.folds else {}
    for group in dict.fromkeys(case.group for case in cases) if not options.fast else ():
        own = [case for case in cases if case.group == group]
        print(f"{group:<14} as it is:     {scored(own, before)}")
        if crossed:
            ranks = [case.right[np.argsort(-(case.rows @ w))] for case, w in crossed[group]]
            first, five = (np.mean([bool(r[:n].any()) for r in ranks]) for n in (1, 5))
            print(f"{'':<14} cross-fitted: first {first:.1%}, in five {five:.1%}")
        print(
            f"{'':<14} without it:   {scored(own, fit([c for c in cases if c.group != group]))}", flush=True
        )
    if options.write:
        lines = [f"{name} = {weight:.3f}" for name, weight in zip(names, fit(cases), strict=True)]
        head = RANKING.read_text("utf-8").split("[weights]")[0]
        RANKING.write_text(head + "[weights]\n" + "\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
