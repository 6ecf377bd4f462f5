"""Fit when to decline: a logistic regression on ``knowledge/evalset``, with and without vectors.

    python -m bench.calibrate VAR_DIR [--statutes all] [--write]

The index under VAR_DIR must be built. ``--write`` puts the weights into ``knowledge/data/refusal.toml``.
"""

from __future__ import annotations

import argparse
import random
from datetime import date
from pathlib import Path

import numpy as np

from bench import tune_ranking
from knowledge.base import Knowledge
from knowledge.engine import Engine
from knowledge.eval import questions
from knowledge.refuse import out_of_hand, signals
from knowledge.tables import DATA, table
from knowledge.understand import understand

EVALSET = DATA.parent / "evalset"
ON = date(2026, 11, 21)
NAMES = ["bias", "subject", "coverage", "pairs", "near", "near_ask", "ask_pairs", "weight", "best_near_ask",
         "best_near_text", "hint"]  # fmt: skip
L2, STEPS, STEP = 0.005, 20000, 0.5
NEGATIVES = 2.0  # an answer to what nothing here answers weighs twice a refusal too many
ASKS = 420  # of the guides' and phrasings' own questions, each with its passage hidden


def positives() -> list[tuple[str, bool]]:
    """(question, whether its own passage is to be hidden)."""
    asks = [question for question, _ in tune_ranking.questions()]
    random.Random(3).shuffle(asks)
    written = [q.text for q in questions(EVALSET / "answerable.jsonl")]
    # Every second of the spoken ones; the others tell how well it goes with what was not seen.
    spoken = [q.text for q in questions(EVALSET / "spoken.jsonl")][::2]
    return [*((ask, True) for ask in asks[:ASKS]), *((text, False) for text in (*written, *spoken))]


def rows(engine: Engine) -> tuple[np.ndarray, np.ndarray]:
    """Signals and whether the question can be answered; what words alone decide is left out."""
    strangers = [(q.text, False) for q in questions(EVALSET / "unanswerable.jsonl")]
    found, right = [], []
    for answerable, asked in ((1.0, positives()), (0.0, strangers)):
        for text, hide in asked:
            query = understand(text, engine.catalogue)
            if out_of_hand(query) or query.unknown_laws:
                continue
            own = engine.store.db.execute("select id from passages where kind='ask' and text=?", (text,))
            hidden = frozenset(row[0] for row in own) if hide else frozenset()
            ranked = engine.ranker.rank(query, engine.retriever.candidates(query, ON, None, hidden))
            values = signals(query, ranked) | {"bias": 1.0}
            found.append([values.get(key, 0.0) for key in NAMES])
            right.append(answerable)
    return np.array(found), np.array(right)


def fit(x: np.ndarray, y: np.ndarray, l2: float = L2) -> np.ndarray:
    weights, mass = np.zeros(x.shape[1]), np.where(y == 1, 1.0, NEGATIVES)
    for _ in range(STEPS):
        sure = 1 / (1 + np.exp(-(x @ weights)))
        weights -= STEP * (x.T @ ((sure - y) * mass) / mass.sum() + l2 * np.r_[0.0, weights[1:]])
    return weights


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("var", type=Path)
    parser.add_argument("--statutes", default="all")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    knowledge = Knowledge.open(options.var, statutes=options.statutes)
    x, y = rows(knowledge.engine())
    threshold = table("refusal")["threshold"]
    text = (DATA / "refusal.toml").read_text("utf-8").split("[weights]")[0]
    words_only = [i for i, name in enumerate(NAMES) if "near" not in name]
    for title, columns in (("weights", list(range(len(NAMES)))), ("weights_without_vectors", words_only)):
        weights = fit(x[:, columns], y)
        sure = 1 / (1 + np.exp(-(x[:, columns] @ weights)))
        wrong = int(((sure < threshold) & (y == 1)).sum()), int(((sure >= threshold) & (y == 0)).sum())
        print(f"{title}: declined though answerable {wrong[0]}, answered though not {wrong[1]} of {len(y)}")
        lines = [f"{NAMES[i]} = {weight:.2f}" for i, weight in zip(columns, weights, strict=True)]
        text += f"[{title}]\n" + "\n".join(lines) + "\n\n"
    if options.write:
        (DATA / "refusal.toml").write_text(text.rstrip() + "\n", "utf-8")


if __name__ == "__main__":
    main()
