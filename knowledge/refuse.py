"""When to say "I don't know": a question that names what is not here, or that nothing here comes close to."""

from __future__ import annotations

import math
import re

from knowledge.retrieve import Candidate
from knowledge.tables import table
from knowledge.understand import Query


def subject(text: str) -> float:
    """1 when a question speaks of congress business in its own words, 0 when not."""
    return 1.0 if re.search(table("refusal")["subject"], text) else 0.0


def signals(query: Query, ranked: list[Candidate]) -> dict[str, float]:
    """What the decision rests on, each about 0 to 1."""
    if not ranked:
        return {}
    top = ranked[0].features
    return {
        "subject": subject(query.text),
        "foreign": 1.0 if re.search(table("refusal")["foreign"], query.text) else 0.0,
        "coverage": top.get("coverage", 0.0),
        "pairs": max(top.get("pairs", 0.0), top.get("ask_pairs", 0.0)),
        "near": max(0.0, (top.get("near_text", 0.0) - 0.8) * 10),
        "near_ask": max(0.0, (top.get("near_ask", 0.0) - 0.85) * 10),
        "weight": top.get("weight", 0.0),
        "named": 1.0 if query.laws else 0.0,
    }


def confidence(values: dict[str, float]) -> float:
    """The probability, by the calibrated weights, that the question can be answered from here."""
    weights = table("refusal")["weights"]
    total = weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in values.items())
    return 1 / (1 + math.exp(-total))
