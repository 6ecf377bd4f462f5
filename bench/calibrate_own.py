"""Fit when a question is about a text of the office's own: a logistic regression on
``knowledge/evalset/own.jsonl``.

    python bench/calibrate_own.py [--write] [--test FILE.jsonl FOLDER]

The two sample texts of ``knowledge/evalset/own`` are imported beside the township's statutes. ``--test``
imports other texts and asks other questions (with "expect": words of the passage that answers) with the
weights as they are.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from bench.calibrate import EVALSET, fit
from knowledge import own
from knowledge.base import Knowledge
from knowledge.eval import questions
from knowledge.tables import DATA
from knowledge.understand import understand

ON = date(2026, 11, 21)
L2 = 0.001
NAMES = ["bias", "pairs", "ahead", "run", "slogan", "kind", "defines", "near"]


def opened(texts: Path, *, with_vectors: bool) -> Knowledge:
    knowledge = Knowledge.open(Path(tempfile.mkdtemp()))
    knowledge.build(vectors="none")
    knowledge.import_paths([texts])
    if with_vectors:
        knowledge.build()
    return knowledge


def asked(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()]


def rows(knowledge: Knowledge, lines: list[dict[str, Any]]) -> tuple[np.ndarray, np.ndarray]:
    """Every own text that a question brings up: does it hold the answer?"""
    engine = knowledge.engine()
    found, right = [], []
    for line in lines:
        query = understand(line["question"], engine.catalogue)
        ranked = engine.ranker.rank(query, engine.retriever.candidates(query, ON, None))
        for values, candidate in own.weighed(
            query.text, ranked, engine.asks_behind(ranked), engine.ranker.rarity
        ):
            found.append([1.0, *(values.get(name, 0.0) for name in NAMES[1:])])
            right.append(float(bool(line.get("expect")) and line["expect"] in candidate.text))
    return np.array(found), np.array(right)


def score(knowledge: Knowledge, lines: list[dict[str, Any]]) -> str:
    first = declined = wrong = 0
    for line in lines:
        answer = knowledge.ask(line["question"], on=ON)
        if "expect" in line:
            good = not answer.refused and line["expect"] in answer.citations[0].text
            first += good
            if not good:
                print("  missed", line["question"], answer.refused, [c.article for c in answer.citations[:2]])
        else:
            declined += answer.refused
            wrong += not answer.refused
            if not answer.refused:
                print("  answered", line["question"], answer.citations and answer.citations[0].article)
    return f"first right {first}, declined {declined}, answered though not {wrong}, of {len(lines)}"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--test", nargs=2, type=Path, metavar=("FILE", "FOLDER"))
    options = parser.parse_args()
    file, texts = options.test or (EVALSET / "own.jsonl", EVALSET / "own")
    lines = asked(file)
    strangers = [{"question": q.text} for name in ("answerable", "unanswerable")
                 for q in questions(EVALSET / f"{name}.jsonl")]  # fmt: skip
    text = (DATA / "own.toml").read_text("utf-8").split("[weights]")[0]
    for title, with_vectors in (("weights", True), ("weights_without_vectors", False)):
        knowledge = opened(texts, with_vectors=with_vectors)
        print(title, score(knowledge, lines))
        if not options.test:
            x, y = rows(knowledge, lines + strangers)
            columns = [i for i, name in enumerate(NAMES) if with_vectors or name != "near"]
            weights = fit(x[:, columns], y, L2)
            fitted = [f"{NAMES[i]} = {w:.2f}" for i, w in zip(columns, weights, strict=True)]
            text += f"[{title}]\n" + "\n".join(fitted) + "\n\n"
        knowledge.close()
    if options.write:  # what was scored above were the weights of before
        (DATA / "own.toml").write_text(text.rstrip() + "\n", "utf-8")


if __name__ == "__main__":
    main()
