"""The page that tells people what they may ask keeps its word."""

import re
from pathlib import Path

import pytest

from knowledge.deadlines import compute
from knowledge.deadlines.loader import law_names, load_rules

from .conftest import TODAY

PAGE = (Path(__file__).parents[2] / "docs" / "deadlines.md").read_text(encoding="utf-8")
EXAMPLES = [
    (cells[2].strip(), cells[3].strip())
    for cells in (line.split("|") for line in PAGE.splitlines() if line.startswith("| "))
    if cells[2].strip() not in ("这样说", "---")
]


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 20


@pytest.mark.parametrize(("question", "sources"), EXAMPLES, ids=[question for question, _ in EXAMPLES])
def test_each_example_is_computed_from_its_law(question: str, sources: str) -> None:
    answer = compute(question, TODAY)
    assert answer
    assert answer.rows
    named = {full for short, full in law_names().items() if short in sources}
    assert answer.rows[0].law in named


def test_every_way_of_counting_is_explained() -> None:
    used = {deadline.counting for rule in load_rules().values() for deadline in rule.deadlines}
    assert used <= set(re.findall(r"`(\w+)`", PAGE))
