"""The project's own questions hold the quality of the answers, on full text alone (CI has no time for
vectors)."""

from __future__ import annotations

from pathlib import Path

import pytest

import knowledge
from knowledge.base import Knowledge
from knowledge.eval import BadQuestions, evaluate, interval, questions, table

EVALSET = Path(knowledge.__file__).parent / "evalset"


def test_the_answerable_are_answered_from_the_right_article(township: Knowledge) -> None:
    outcome = evaluate(township, questions(EVALSET / "answerable.jsonl"))
    total = len(outcome.ranks)
    assert outcome.hits(1) / total >= 0.70, outcome.misses
    assert outcome.hits(5) / total >= 0.92, outcome.misses
    assert outcome.declined_answerable <= 2, outcome.misses


def test_the_unanswerable_are_declined(township: Knowledge) -> None:
    outcome = evaluate(township, questions(EVALSET / "unanswerable.jsonl"))
    assert outcome.declined_unanswerable / outcome.unanswerable >= 0.94, outcome.misses


def test_the_spoken_are_seldom_declined(township: Knowledge) -> None:
    outcome = evaluate(township, questions(EVALSET / "spoken.jsonl"))
    total = len(outcome.ranks)
    assert outcome.hits(5) / total >= 0.75, outcome.misses
    assert outcome.declined_answerable <= 7, outcome.misses


def test_the_development_questions(township: Knowledge, dev_questions: Path) -> None:
    outcome = evaluate(township, questions(dev_questions))
    total = len(outcome.ranks)
    assert outcome.hits(1) / total >= 0.72, outcome.misses
    assert outcome.hits(5) / total >= 0.92, outcome.misses
    assert outcome.declined_unanswerable >= 26, outcome.misses
    assert outcome.declined_answerable <= 3, outcome.misses


def test_no_development_question_is_part_of_the_index(township: Knowledge, dev_questions: Path) -> None:
    known = {
        row[0] for row in township.engine().store.db.execute("select text from passages where kind='ask'")
    }
    assert not known & {q.text for q in questions(dev_questions)}


def test_a_bad_line_is_named(tmp_path: Path) -> None:
    file = tmp_path / "q.jsonl"
    file.write_text('{"id": 1, "question": "问"}\n{"id": 2}\n', "utf-8")
    with pytest.raises(BadQuestions, match="第2行"):
        questions(file)


def test_intervals_hold_the_share_and_stay_within_bounds() -> None:
    low, high = interval(95, 118)
    assert 0.72 < low < 95 / 118 < high < 0.88
    assert interval(0, 10)[0] == 0.0
    assert interval(10, 10)[1] == 1.0


def test_the_table_has_a_column_a_system(township: Knowledge) -> None:
    outcome = evaluate(township, questions(EVALSET / "unanswerable.jsonl")[:3])
    assert all(len(row) == 2 for row in table([outcome]))
