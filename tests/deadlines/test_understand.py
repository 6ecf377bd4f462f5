"""Strict: what is not clearly a sum is nobody's sum, and impossible numbers are asked about."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.deadlines import Computed, compute, load_rules
from knowledge.deadlines.dates import find_dates
from knowledge.deadlines.numerals import normalise

from .conftest import TODAY

ASKED = Callable[[str], Computed]
DEV_QUESTIONS = Path(__file__).parents[3] / "shared" / "eval" / "dev_questions.jsonl"

PLAIN_QUESTIONS = [
    "选民名单什么时候公布", "乡镇人大会议多少代表出席才能开", "罢免镇长要多少代表联名", "预备会怎么开",
    "选举日必须停止介绍候选人吗", "申诉人可以在选举日的五日以前向哪里起诉", "代表五人以上联名可以提议案吗",
    "5名以上乡级人大代表可以向本级人大提出质询案吗?", "每一选民在一次选举中只有一个投票权吗?",
    "代表法第五十一条", "2025年代表法修改了什么", "主席团9人,到会6人能开会吗",
    "自治州的人大代表21人书面联名可以提名州长吗", "县人大代表10人联名能提议案吗",
    "村党员52人,到会38人能开会吗",
    "11月20日走访选民5户", "今天接待群众3人,反映2个问题", "12月20日要下雨吗", "我昨天去投票了怎么办",
    "到会多少人才能开会", "一名代表能提建议吗", "",
]  # fmt: skip


@pytest.mark.parametrize("text", PLAIN_QUESTIONS)
def test_a_plain_question_is_left_to_the_retrieval(text: str) -> None:
    assert compute(text, TODAY) is None


@pytest.mark.parametrize(
    ("text", "asked_back"),
    [
        ("代表到会38人能开会吗", "应到代表一共多少人"),
        ("到会60人,应到52人,能开会吗", "实到60比应到52还多"),
        ("代表0人,到会0人能开会吗", "没法算"),
        ("代表300人,到会200人能开会吗", "最多160名"),
        ("代表52人,到会38人,得票40票,能当选吗", "得票40比到会38还多"),
        ("选区选民1200人,参加投票1300人,有效吗", "还多"),
        ("代表52.5人,到会38人能开会吗", "不是整数"),
        ("代表52人,到会38人,到会40人,能开会吗", "两个数"),
        ("村民代表45人到会30人,村民代表会议能开吗", "村民代表加上村委会成员"),
        ("参加投票700人,得票351票,能当选吗", "是选人大代表"),
        ("选举日是2月30日", "没有“2月30日”"),
        ("选举日是2027年2月29日", "没有“2027年2月29日”"),
        ("选举日是13月1日", "没有“13月1日”"),
        ("选举日是20号", "请写上月份"),
        ("选举日是农历腊月初十", "公历"),
        ("选举日是12月20日,选举日是12月21日", "两个日期"),
    ],
)
def test_missing_or_impossible_numbers_are_asked_about(text: str, asked_back: str, asked: ASKED) -> None:
    answer = asked(text)
    assert answer.kind == "question"
    assert asked_back in answer.chat_text()
    assert answer.rows == ()
    assert answer.citations == ()


@pytest.mark.parametrize(
    "text",
    [
        "选举日是12月20日", "选举日是十二月二十日", "选举日是１２月２０日", "选举日是2026-12-20",
        "选举日是2026/12/20",
        "选举日是二〇二六年十二月二十日", "选举日定在下个月20号", "投票日是20261220", "选举日:今年12月20号",
        "12月20日是选举日",
    ],
)  # fmt: skip
def test_one_day_in_many_spellings(text: str, asked: ASKED) -> None:
    assert asked(text).anchor_day == date(2026, 12, 20)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("明天", date(2026, 11, 22)),
        ("大后天", date(2026, 11, 24)),
        ("下周三", date(2026, 11, 25)),
        ("本月底", date(2026, 11, 30)),
        ("1月8日", date(2027, 1, 8)),
        ("9月30日", date(2026, 9, 30)),
        ("明年1月8日", date(2027, 1, 8)),
        ("27年1月8日", date(2027, 1, 8)),
    ],
)
def test_relative_dates(said: str, day: date) -> None:
    assert [found.day for found in find_dates(normalise(said), TODAY)] == [day]


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=150))
def test_any_text_is_read_without_a_fault(text: str) -> None:
    answer = compute(text, TODAY)
    assert answer is None or answer.chat_text()


NO_NUMBER = "代表选举日会议到会能开吗名单公布主席团村委会居民联名议案质询罢免候选人选民多少几什么时候?,。"


@given(st.text(alphabet=NO_NUMBER, max_size=60))
def test_without_a_number_or_a_date_there_is_no_sum(text: str) -> None:
    assert compute(text, TODAY) is None


@given(st.integers(1, 160), st.integers(0, 160))
def test_the_verdict_is_right_for_all_numbers(deputies: int, present: int) -> None:
    answer = compute(f"代表{deputies}人,到会{present}人能开会吗", TODAY)
    assert answer
    if present > deputies:
        assert answer.kind == "question"
    else:
        assert answer.points[0].startswith("能开") == (3 * present >= 2 * deputies)


@given(st.dates(date(2026, 6, 1), date(2027, 4, 1)))
def test_every_calendar_day_is_understood(day: date) -> None:
    answer = compute(f"选举日是{day.year}年{day.month}月{day.day}日", TODAY)
    assert answer
    assert answer.anchor_day == day


def test_the_rules_own_words_are_no_question() -> None:
    for rule in load_rules().values():
        answer = compute(rule.phrase, TODAY)
        assert answer is None, rule.id


def test_real_questions_are_left_alone() -> None:
    if not DEV_QUESTIONS.exists():
        pytest.skip("the shared development questions are not here")
    questions = [json.loads(line)["question"] for line in DEV_QUESTIONS.read_text("utf-8").splitlines()]
    assert [text for text in questions if compute(text, TODAY)] == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("建议5月10日交办的,最迟什么时候答复", date(2026, 5, 10)),
        ("建议12月1日交办,最迟什么时候答复", date(2026, 12, 1)),
        ("选举日是8月1日", date(2027, 8, 1)),
        ("选举日是11月1日", date(2026, 11, 1)),
    ],
)
def test_a_missing_year_is_guessed_from_the_event_and_said(text: str, day: date, asked: ASKED) -> None:
    answer = asked(text)
    assert answer.anchor_day == day
    assert f"没写年份,按{day.year}年算" in answer.points[0]


WHOLE = ["代表{}人", "应到{}人", "全镇共有代表{}名", "{}名代表", "全体代表{}名", "现有{}名人大代表"]
PRESENT = [
    "到会{}人",
    "实到{}人",
    "来了{}个",
    "{}人到会",
    "到会代表{}人",
    "参加会议的有{}人",
    "有{}名代表出席",
]


@given(
    st.sampled_from(WHOLE), st.sampled_from(PRESENT), st.integers(20, 160), st.integers(1, 160),
    st.booleans(), st.sampled_from(",，、。;"),
)  # fmt: skip
def test_numbers_are_never_mixed_up(
    whole: str, part: str, deputies: int, present: int, turned: bool, comma: str
) -> None:
    said = [whole.format(deputies), part.format(present)]
    text = comma.join(reversed(said) if turned else said) + "，能开会吗"
    answer = compute(text, TODAY)
    assert answer
    if answer.kind == "question":
        return  # asking back is always allowed
    assert f"应到{deputies}人" in answer.points[0]
    assert f"实到{present}人" in answer.points[0]
    assert answer.points[0].startswith("能开") == (3 * present >= 2 * deputies)


@given(st.integers(2, 100_000), st.integers(0, 100_000))
def test_a_half_is_never_a_majority(voters: int, voted: int) -> None:
    answer = compute(f"选区选民{voters}人,参加投票{voted}人,选举有效吗", TODAY)
    assert answer
    if voted <= voters:
        assert answer.points[0].startswith("选举有效") == (2 * voted > voters)
    else:
        assert answer.kind == "question"
