"""When to say "I don't know": a question that names what is not here, or that nothing here comes close to."""

from __future__ import annotations

import math
import re
from functools import lru_cache

from knowledge.retrieve import Candidate
from knowledge.tables import table
from knowledge.understand import Query

# Among the first ten, not only the first: a question that is close to something here is about our subject.
DEPTH = 10
_MARKS = re.compile(r"[\W_]+")


@lru_cache(maxsize=4)
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(table("refusal")[name])


def out_of_hand(query: Query, *, own_text: bool = False) -> bool:
    """Other bodies' rules, other countries, who holds a post, history, a mere 收到: no article answers these.

    A text of the office's own may speak of other bodies and of its own desk.
    """
    if query.laws:
        return False
    if _pattern("courtesy").fullmatch(_MARKS.sub("", query.text)):
        return True
    elsewhere = _pattern("foreign").search(query.text) or _pattern("desk").search(query.text)
    return bool((elsewhere and not own_text) or _pattern("trivia").search(query.text))


def signals(query: Query, ranked: list[Candidate]) -> dict[str, float]:
    """What the decision rests on, each about 0 to 1."""
    if not ranked:
        return {}
    top, first = ranked[0].features, ranked[:DEPTH]
    found = {name: top.get(name, 0.0) for name in ("coverage", "pairs", "ask_pairs", "weight")}
    found["subject"] = 1.0 if query.laws or _pattern("subject").search(query.text) else 0.0
    # Half a sentence in a chat («几个月得有信») names no body; a word that often goes with one says a little.
    found["hint"] = 1.0 if _pattern("hint").search(query.text) else 0.0
    if any("near_text" in c.features or "near_ask" in c.features for c in first):
        found["near"] = top.get("near_text", 0.0)
        found["near_ask"] = top.get("near_ask", 0.0)
        found["best_near_ask"] = max(c.features.get("near_ask", 0.0) for c in first)
        found["best_near_text"] = max(c.features.get("near_text", 0.0) for c in first)
    return found


def confidence(values: dict[str, float]) -> float:
    """The probability, by the calibrated weights, that the question can be answered from here."""
    if not values:
        return 0.0
    weights = table("refusal")["weights" if "near" in values else "weights_without_vectors"]
    total = weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in values.items())
    return 1 / (1 + math.exp(-total))
