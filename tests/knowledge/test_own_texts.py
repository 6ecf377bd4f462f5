"""Plans, notices and speeches of the office: a question in their own words is answered from them, word for
word."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import bot.simulator.sample as sample
import knowledge
from knowledge.base import Knowledge
from tests.knowledge.conftest import ON, copy_of

HERE = Path(__file__).parent
EVALSET = Path(knowledge.__file__).parent / "evalset"


def _lines(file: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def _share_right(knowledge: Knowledge, asked: list[dict[str, str]]) -> tuple[float, list[str]]:
    missed = []
    for line in asked:
        answer = knowledge.ask(line["question"], on=ON)
        if answer.refused or line["expect"] not in answer.citations[0].text:
            missed.append(line["question"])
    return 1 - len(missed) / len(asked), missed


@pytest.fixture(scope="module")
def shelf(statutes_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Knowledge]:
    opened = Knowledge.open(copy_of(statutes_dir, tmp_path_factory.mktemp("own")))
    opened.import_paths([EVALSET / "own"])
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def heard(
    statutes_dir: Path, tmp_path_factory: pytest.TempPathFactory, speeches: Path
) -> Iterator[Knowledge]:
    opened = Knowledge.open(copy_of(statutes_dir, tmp_path_factory.mktemp("heard")))
    opened.import_paths([speeches])
    yield opened
    opened.close()


def test_questions_in_a_texts_own_words_are_answered_from_it(shelf: Knowledge) -> None:
    share, missed = _share_right(shelf, [q for q in _lines(EVALSET / "own.jsonl") if "expect" in q])
    assert share >= 0.75, missed


def test_what_the_texts_only_touch_is_declined(shelf: Knowledge) -> None:
    asked = [q["question"] for q in _lines(EVALSET / "own.jsonl") if "expect" not in q]
    answered = [question for question in asked if not shelf.ask(question, on=ON).refused]
    assert len(answered) <= 2, answered


def test_the_speeches_answer_what_is_in_them(heard: Knowledge) -> None:
    share, missed = _share_right(heard, _lines(HERE / "speech_questions.jsonl"))
    assert share >= 0.8, missed


def test_the_speeches_decline_what_is_not_in_them(heard: Knowledge) -> None:
    asked = _lines(HERE / "speech_strangers.jsonl")
    answered = [q["question"] for q in asked if not heard.ask(q["question"], on=ON).refused]
    assert len(answered) <= 4, answered


def test_speeches_on_the_shelf_do_not_displace_the_law(heard: Knowledge) -> None:
    for question in ("乡镇人代会一年开几次?", "代表提的建议多久要答复?", "代表小组怎么组织"):
        assert heard.ask(question, on=ON).citations[0].law.startswith("中华人民共和国"), question


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("双活动日是哪几天?", "20日"),
        ("接待日几点到几点", "9:00至11:30"),
        ("五个一是什么", "五个一"),
        ("每季度要走访几户?", "不少于5户"),
    ],
)
def test_the_sample_townships_plan_answers(
    statutes_dir: Path, tmp_path: Path, question: str, words: str
) -> None:
    opened = Knowledge.open(copy_of(statutes_dir, tmp_path))
    opened.import_paths([Path(str(sample.__path__[0])) / "activity_plan.md"])
    answer = opened.ask(question, on=ON)
    opened.close()
    assert not answer.refused
    assert words in answer.text
    assert "活动计划" in answer.text


def test_a_long_passage_is_shown_as_a_verbatim_excerpt(heard: Knowledge) -> None:
    answer = heard.ask("五个一是什么", on=ON)
    shown = next(line for line in answer.text.split("\n") if "写一份高质量的民情报告" in line)
    assert shown in answer.citations[0].text
    assert len(answer.text) < 700 < len(answer.citations[0].text)
