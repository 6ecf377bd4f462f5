"""Order candidates by a weighted sum of what speaks for them (``data/ranking.toml``)."""

from __future__ import annotations

from knowledge.fulltext import FullText
from knowledge.retrieve import Candidate
from knowledge.tables import table
from knowledge.understand import Query, levels_in

# Which levels an article speaks of is read from its own words; an article that names none fits all.
_NEUTRAL = 0.0


def rank(query: Query, candidates: list[Candidate], fulltext: FullText) -> list[Candidate]:
    add_features(query, candidates, fulltext)
    weights = table("ranking")["weights"]
    for candidate in candidates:
        candidate.score = sum(weights.get(name, 0.0) * value for name, value in candidate.features.items())
    return sorted(candidates, key=lambda c: -c.score)


def add_features(query: Query, candidates: list[Candidate], fulltext: FullText) -> None:
    """All features of all candidates, each about 0 to 1."""
    for name in ("core_text", "wide_text", "core_ask", "wide_ask"):
        top = max((c.features.get(name, 0.0) for c in candidates), default=0.0)
        for candidate in candidates:
            if name in candidate.features:
                candidate.features[name] /= top
    ids = [p for c in candidates for p in (c.text_passage, c.ask_passage) if p]
    tokens = fulltext.tokens(ids)
    rare = {t: fulltext.idf(t) for t in (*query.words, *query.added)}
    pairs = {p: fulltext.idf(p) for p in query.pairs}
    for candidate in candidates:
        body = tokens.get(candidate.text_passage, frozenset())
        asked = tokens.get(candidate.ask_passage, frozenset())
        features = candidate.features
        features["coverage"] = _coverage(rare, body)
        features["pairs"] = _coverage(pairs, body)
        features["ask_coverage"] = _coverage(rare, asked)
        features["ask_pairs"] = _coverage(pairs, asked)
        features["weight"] = candidate.entry.weight / 3
        features["named"] = _named(query, candidate)


def _coverage(idf: dict[str, float], have: frozenset[str]) -> float:
    total = sum(idf.values())
    return sum(value for term, value in idf.items() if term in have) / total if total and have else 0.0


def _named(query: Query, candidate: Candidate) -> float:
    if not query.laws:
        return 0.0
    return 1.0 if candidate.entry.document.title in query.laws else -1.0


__all__ = ["add_features", "levels_in", "rank"]
