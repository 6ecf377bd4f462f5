"""The sentences of ``bench/notes.tsv``: what rules and examples must at least understand."""

from __future__ import annotations

import pytest

from bench.notes import count, reader, sentences, understood
from bot.notes.rules import is_telling
from knowledge.embedder import packaged

# (precision, recall) over all hundred, a few points below what was measured on 22 November 2026.
BY_RULES = {
    "deed": (0.93, 0.93),
    "day": (0.97, 0.97),
    "grid": (0.97, 0.97),
    "whom": (0.90, 0.88),
    "category": (0.85, 0.55),
    "done": (0.75, 0.70),
}
WITH_EXAMPLES = {**BY_RULES, "category": (0.85, 0.74)}


@pytest.mark.parametrize("embeddings", [False, True])
def test_each_field_is_understood_at_least_as_well_as_it_was(embeddings: bool) -> None:
    if embeddings and packaged() is None:
        pytest.skip("the packaged embedder does not exist on this machine")
    counts, _ = count(understood(reader(embeddings=embeddings)), "all")
    for field, (precision, recall) in (WITH_EXAMPLES if embeddings else BY_RULES).items():
        assert counts[field].precision >= precision, field
        assert counts[field].recall >= recall, field


def test_most_of_them_are_known_for_a_record_outside_any_form() -> None:
    known = [said for said, _ in sentences() if is_telling(said)]
    assert len(known) >= 88


def test_there_are_enough_of_them() -> None:
    all_of_them = [said for said, _ in sentences()]
    assert len(set(all_of_them)) >= 100
