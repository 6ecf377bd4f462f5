"""Sums are worked out before anything is searched, and plain questions are not taken for sums."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from knowledge.base import Knowledge

TODAY = date(2026, 11, 21)


@pytest.fixture
def knowledge(data_dir: Path) -> Iterator[Knowledge]:
    opened = Knowledge.open(data_dir)
    yield opened
    opened.close()


def test_a_quorum_is_computed_and_its_article_quoted(knowledge: Knowledge) -> None:
    answer = knowledge.ask("代表52人,到会38人能开会吗", on=TODAY)
    assert answer.text.startswith("能")
    assert "35" in answer.text
    assert ("第十四条", True) in [(c.article, "三分之二以上的代表出席" in c.text) for c in answer.citations]


def test_a_calendar_hangs_on_the_election_day(knowledge: Knowledge) -> None:
    answer = knowledge.ask("选举日是12月20日", on=TODAY)
    assert "11月30日" in answer.text
    assert "第二十八条" in [citation.article for citation in answer.citations]


def test_a_plain_question_is_searched(knowledge: Knowledge) -> None:
    answer = knowledge.ask("乡镇人代会多少人到会才能开?", on=TODAY)
    assert answer.citations[0].article == "第十四条"
