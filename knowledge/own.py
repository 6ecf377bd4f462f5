"""The office's own documents speak in words of their own: when a question is about one, and about which part.

A statute speaks of 代表 and 选举 whoever asks; a plan or a speech has its «一厅三室» and its «板凳会», and
a question with these words is about it though no word of congress business is in it. The weights stand in
``data/own.toml``.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from knowledge.answer_form import wanted
from knowledge.numerals import ARTICLE_NUMBER
from knowledge.records import OWN
from knowledge.retrieve import Candidate
from knowledge.tables import table
from knowledge.understand import core_of
from knowledge.words import bigrams

_QUOTED = re.compile('[“"「]([^”"」“，,。]{2,14})[”"」]')
_DEFINES = "[^。；;]{0,10}(?:即|就是|是指|指的?是|包括|分别|，是|,是|[:：（(])"
_ASKS_MEANING = re.compile(
    "是什么|是啥|什么叫|什么是|指什么|指的|意思|哪[一二两三四五六七八九十几些]|怎么回事|内容"
)
_MARKS = re.compile('[“”"「」]')  # “双联”活动 is asked for as 双联活动
MIN_RUN_CHARS = 3
FULL_RUN = 30.0  # the rarity of three rare pairs in a row: a name of its own
LAWS_COMPARED = 8
Rarity = Callable[[str], float]


def is_own_text(candidate: Candidate) -> bool:
    """A plan, a notice, a speech; an imported regulation is ranked like any law."""
    entry = candidate.entry
    return entry.document.id.startswith(OWN) and not ARTICLE_NUMBER.fullmatch(entry.number)


def put_first(
    question: str, ranked: Sequence[Candidate], asks: Sequence[str], rarity: Rarity, *, lawful: bool
) -> tuple[list[Candidate], float]:
    """The own texts that fit and, when the question is ``lawful``, the laws; and how sure the surest own
    text is.

    ``asks`` are the guides' questions that led to the laws, which know everyday words too. Own texts that
    do not fit are left out: a statute must not be displaced by a speech that only sounds like it. Beside a
    plan's own words, no article that merely shares some of them.
    """
    limits = table("own")
    fitting: list[tuple[float, float, Candidate]] = []
    for values, candidate in weighed(question, ranked, asks, rarity):
        sure = _sure(values)
        # Whoever asks for an amount is not answered by a text without one.
        if sure >= limits["threshold"] and values.get("kind", 0.0) >= 0:
            fitting.append((sure, values["ahead"], candidate))
    # Of two that fit alike the one that says it in one sentence.
    fitting.sort(key=lambda each: -each[0] - 0.2 * each[2].features.get("sentence", 0.0))
    ahead_by = limits["ahead_of_the_laws"] if lawful else -1.0
    first = [c for _, ahead, c in fitting if ahead >= ahead_by]
    second = [c for _, ahead, c in fitting if ahead < ahead_by]
    laws = [c for c in ranked if not is_own_text(c)] if lawful else []
    return [*first, *laws[:1], *second, *laws[1:]], max((sure for sure, *_ in fitting), default=0.0)


def weighed(
    question: str, ranked: Sequence[Candidate], asks: Sequence[str], rarity: Rarity
) -> Iterator[tuple[dict[str, float], Candidate]]:
    """Each own text among the candidates with what speaks for it."""
    core = core_of(question)
    laws = [_whole(c) for c in islice((c for c in ranked if not is_own_text(c)), LAWS_COMPARED)]
    known: float | None = None
    for candidate in ranked:
        if is_own_text(candidate):
            if known is None:
                known = max((_covered(core, text, rarity) for text in (*laws, *asks)), default=0.0)
            yield _features(question, core, candidate, rarity, known), candidate


def _features(
    question: str, core: list[str], candidate: Candidate, rarity: Rarity, known: float
) -> dict[str, float]:
    """What speaks for one own text, each about 0 to 1; ``known`` is how much of the question the laws
    cover."""
    whole, joined = _whole(candidate), "".join(core)
    covered = _covered(core, whole, rarity)
    asked = wanted(question)
    near = candidate.features.get("near_text")
    named = [s for s in _QUOTED.findall(candidate.text) if s in joined]
    found = {} if near is None else {"near": near}
    return found | {
        "pairs": covered,
        "ahead": covered - known,
        "run": min(1.0, _longest_shared(core, whole, rarity) / FULL_RUN),
        "slogan": float(bool(named)),
        "kind": 0.0 if asked is None else 1.0 if asked.search(candidate.text) else -1.0,
        "defines": float(bool(_ASKS_MEANING.search(question)) and _defined(named or core, candidate.text)),
    }


def _sure(values: dict[str, float]) -> float:
    weights = table("own")["weights" if "near" in values else "weights_without_vectors"]
    total = weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in values.items())
    return 1 / (1 + math.exp(-total))


def _whole(candidate: Candidate) -> str:
    entry = candidate.entry
    whole = f"{entry.document.title}\n{entry.path}\n{entry.number}\n{candidate.text}"
    return _MARKS.sub("", whole)


def _covered(core: list[str], text: str, rarity: Rarity) -> float:
    mass = {pair: rarity(pair) for run in core for pair in _pairs(run)}
    total = sum(mass.values())
    return sum(value for pair, value in mass.items() if pair in text) / total if total else 0.0


def _longest_shared(core: list[str], text: str, rarity: Rarity) -> float:
    """The rarity of the rarest run of the question that the text has word for word."""
    best = 0.0
    for run in core:
        for start in range(len(run)):
            end = start + 1
            while end < len(run) and run[start : end + 1] in text:
                end += 1
            if end - start >= MIN_RUN_CHARS or run == run[start:end]:
                best = max(best, sum(rarity(pair) for pair in bigrams(run[start:end])))
    return best


def _defined(names: list[str], text: str) -> bool:
    """Does the text say what one of the names means: “三亮”,即…"""
    return any(re.search(f'{re.escape(name)}[”"」]?{_DEFINES}', text) for name in names if len(name) > 1)


def _pairs(run: str) -> list[str]:
    return [run[i : i + 2] for i in range(len(run) - 1)]
