"""Order candidates by a weighted sum of what speaks for them (``data/ranking.toml``).

The weights were fitted by ``bench/tune_ranking.py`` on the guides' and phrasings' own questions, each
asked while
its own passage was hidden.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.answer_form import wanted
from knowledge.fulltext import FullText
from knowledge.names import homes, short
from knowledge.overlap import best_sentence, coverage, runs
from knowledge.postings import Postings
from knowledge.retrieve import Candidate
from knowledge.tables import table
from knowledge.understand import Query, levels_in

# Cosines of this embedder lie between 0.75 (nothing in common) and 0.95 (the same question).
COSINE_FLOOR, COSINE_SPAN = 0.78, 0.16
_SENTENCE_END = re.compile(r"[。；\n]")
MAX_KEPT = 10_000  # articles; about 10 MB
# What a deputy can do is called by its name in the article about it: a question about 建议 is not about 质询.
_DEEDS = re.compile("建议|议案|质询|询问|罢免|辞职|补选|视察|述职|预算|决算")
_CHANNELS = ("core_text", "wide_text", "core_ask", "wide_ask")


@dataclass(frozen=True)
class _Facts:
    """What an article is whatever is asked: the levels of congress it speaks of, and its sentences."""

    levels: frozenset[str]
    sentences: tuple[str, ...]


class Ranker:
    """Keeps what it has worked out about an article; one per state of the index."""

    def __init__(self, fulltext: FullText, postings: Postings) -> None:
        self._fulltext = fulltext
        self._postings = postings
        self._facts: dict[str, _Facts] = {}

    def rarity(self, token: str) -> float:
        return self._fulltext.idf(token)

    def rank(self, query: Query, candidates: list[Candidate]) -> list[Candidate]:
        self.add_features(query, candidates)
        weights = table("ranking")["weights"]
        for candidate in candidates:
            candidate.score = sum(weights.get(name, 0.0) * v for name, v in candidate.features.items())
        return sorted(candidates, key=lambda c: -c.score)

    def add_features(self, query: Query, candidates: list[Candidate]) -> None:
        """All features of all candidates, each about 0 to 1."""
        _relative(candidates)
        rare = {t: self._fulltext.idf(t) for t in (*query.words, *query.added)}
        pairs = {p: self._fulltext.idf(p) for p in query.pairs}
        self._overlaps(candidates, rare, pairs)
        phrases = runs(query.text, 4)
        homes_met = {title for title, words in homes().items() if words.search(query.text)}
        answer_form = wanted(query.text)
        deeds = set(_DEEDS.findall(query.text))
        for candidate in candidates:
            self._standing(candidate, query)
            features = candidate.features
            text = candidate.text
            features["phrase"] = len([1 for run in phrases if run in text]) / max(1, len(phrases))
            features["sentence"] = best_sentence(self._known(candidate).sentences, text, pairs)
            features["other_deed"] = float(bool(deeds) and not any(deed in text for deed in deeds))
            features["kind"] = 1.0 if answer_form is not None and answer_form.search(text) else 0.0
            title = candidate.entry.document.title
            features["home"] = 1.0 if title in homes_met else 0.0
            features["stranger"] = 1.0 if title in homes() and title not in homes_met else 0.0
        _villages(query, candidates)

    def _overlaps(self, candidates: list[Candidate], rare: dict[str, float], pairs: dict[str, float]) -> None:
        """How much of the question stands in each candidate's text, and in the question that led to it."""
        place = self._postings.place
        outside = [c.text_passage for c in candidates if c.text_passage and c.text_passage not in place]
        tokens = self._fulltext.tokens(outside)
        words_in, pairs_in = self._postings.covered(rare), self._postings.covered(pairs)
        all_rare, all_pairs = sum(rare.values()) or 1.0, sum(pairs.values()) or 1.0
        for candidate in candidates:
            features = candidate.features
            at = place.get(candidate.text_passage)
            if at is not None:
                features["coverage"] = float(words_in[at]) / all_rare
                features["pairs"] = float(pairs_in[at]) / all_pairs
            elif candidate.text_passage:
                body = tokens.get(candidate.text_passage, frozenset())
                features["coverage"] = coverage(rare, body)
                features["pairs"] = coverage(pairs, body)
            at = place.get(candidate.ask_passage)
            if at is not None:
                shared = float(pairs_in[at])
                features["ask_coverage"] = float(words_in[at]) / all_rare
                features["ask_pairs"] = shared / all_pairs
                # How alike the two questions are, both ways: the pairs they share among the pairs of either.
                features["ask_alike"] = shared / max(1e-6, all_pairs + self._postings.pair_mass(at) - shared)
            for name in ("near_text", "near_ask"):
                if name in features:
                    features[name] = max(0.0, (features[name] - COSINE_FLOOR) / COSINE_SPAN)

    def _standing(self, candidate: Candidate, query: Query) -> None:
        entry, features = candidate.entry, candidate.features
        features["weight"] = entry.weight / 3
        features["core"] = 1.0 if entry.weight or entry.document.id.startswith("doc:") else 0.0
        features["named"] = _named(query, candidate)
        levels = self._known(candidate).levels
        if query.levels and levels:
            shared = query.levels & levels
            features["level"] = len(shared) / len(query.levels)
            features["level_alone"] = len(shared) / len(levels)
            features["other_level"] = 0.0 if shared else 1.0
        national = "nation" in query.levels
        features["clash"] = float(
            bool(query.levels)
            and bool(levels)
            and (
                (not national and levels == {"nation"})
                or (query.levels == {"nation"} and "nation" not in levels)
            )
        )
        features["whole_township"] = 1.0 if "township" in query.levels and "township" in levels else 0.0

    def _known(self, candidate: Candidate) -> _Facts:
        key = candidate.entry.id
        if key not in self._facts:
            if len(self._facts) >= MAX_KEPT:
                self._facts.clear()
            title = short(candidate.entry.document.title)
            levels = levels_in(f"{title} {candidate.entry.path} {candidate.text}")
            self._facts[key] = _Facts(levels, tuple(_SENTENCE_END.split(candidate.text)))
        return self._facts[key]


def _relative(candidates: list[Candidate]) -> None:
    for name in _CHANNELS:
        top = max((c.features.get(name, 0.0) for c in candidates), default=0.0)
        for candidate in candidates:
            if name in candidate.features:
                candidate.features[f"{name}_raw"] = candidate.features[name] / 40
                candidate.features[name] /= top


def _villages(query: Query, candidates: list[Candidate]) -> None:
    """A question about a village's election is not about the congress's, though the words are the same."""
    about_village = bool(query.levels & {"village", "residents"}) and "代表大会" not in query.text
    congress = re.search("人大|代表法|选举法|乡镇|县级", query.text)
    for candidate in candidates:
        own = candidate.entry.document.title.endswith(("村民委员会组织法", "居民委员会组织法"))
        candidate.features["village_elsewhere"] = float(about_village and not congress and not own)


def _named(query: Query, candidate: Candidate) -> float:
    if not query.laws:
        return 0.0
    return 1.0 if candidate.entry.document.title in query.laws else -1.0
