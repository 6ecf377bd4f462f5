"""What each part of the search is worth: the same questions with the part taken away, weights unchanged.

    python -m bench.ablation VAR_DIR [--statutes all] [--more FILE.jsonl]

Prints how often the right article is first and in the first five of the ranking, refusals left out of it, for
``knowledge/evalset`` and a file. The index under VAR_DIR must be built.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench import tune_ranking
from knowledge.base import Knowledge
from knowledge.engine import Engine
from knowledge.tables import table
from knowledge.understand import understand

LEVELS = ("level", "level_alone", "other_level", "clash", "whole_township", "village_elsewhere")
HOMES = ("home", "stranger")
OWN_WAY = ("phrase", "sentence", "kind", "other_deed")


@dataclass(frozen=True)
class Variant:
    name: str
    vectors: bool = True
    asks: bool = True
    without: tuple[str, ...] = ()


VARIANTS = (
    Variant("everything"),
    Variant("without vectors", vectors=False),
    Variant("without questions of guides and phrasings", asks=False),
    Variant("without both", vectors=False, asks=False),
    Variant("without levels", without=LEVELS),
    Variant("without the laws' own subjects", without=HOMES),
    Variant("without phrases, sentences, forms of answer", without=OWN_WAY),
    Variant("without the laws' weights", without=("weight",)),
)


def ranks(engine: Engine, cases: list[tune_ranking.Case], variant: Variant) -> Iterator[tuple[str, int]]:
    """(group, place of the first right article, from 0; 99 when it is not there) of each question."""
    vectors: Any = engine.retriever._vectors
    rows = engine.store.db.execute("select id from passages where kind='ask'").fetchall()
    hidden = frozenset() if variant.asks else frozenset(row[0] for row in rows)
    engine.retriever._vectors = vectors if variant.vectors else None
    weights = table("ranking")["weights"]
    kept = {name: 0.0 if name in variant.without else weight for name, weight in weights.items()}
    try:
        for case in cases:
            query = understand(case.text, engine.catalogue)
            found = engine.retriever.candidates(query, tune_ranking.ON, None, hidden)
            engine.ranker.add_features(query, found)
            found.sort(key=lambda c: -sum(kept.get(name, 0.0) * v for name, v in c.features.items()))
            titles = [f"{c.entry.document.title}#{c.entry.number}" for c in found]
            yield case.group, next((i for i, title in enumerate(titles) if title in case.gold), 99)
    finally:
        engine.retriever._vectors = vectors


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("var", type=Path)
    parser.add_argument("--statutes", default="all")
    parser.add_argument("--more", type=Path)
    options = parser.parse_args()
    cases = tune_ranking.groups(0, options.more)
    embedder = tune_ranking.Prepared([case.text for case in cases])
    engine = Knowledge.open(options.var, statutes=options.statutes, embedder=embedder).engine()
    names = list(dict.fromkeys(case.group for case in cases))
    counts = {name: sum(case.group == name for case in cases) for name in names}
    print(f"{'first / in five':<46}" + "".join(f"{f'{name} ({counts[name]})':>22}" for name in names))
    for variant in VARIANTS:
        found = list(ranks(engine, cases, variant))
        line = f"{variant.name:<46}"
        for name in names:
            own = [rank for group, rank in found if group == name]
            first, five = (sum(rank < depth for rank in own) / len(own) for depth in (1, 5))
            line += f"{f'{first:.1%} / {five:.1%}':>22}"
        print(line, flush=True)


if __name__ == "__main__":
    main()
