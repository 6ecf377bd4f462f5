"""Calendars worked out by hand, and what must hold for every anchor day."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.deadlines import Computed, compute
from knowledge.deadlines.anchors import ANCHORS
from knowledge.deadlines.calendar import calendar_rows, safe_day, usual_day
from knowledge.deadlines.dates import add_months
from knowledge.deadlines.loader import load_rules

from .conftest import TODAY

ASKED = Callable[[str], Computed]
DAYS = st.dates(date(2000, 1, 1), date(2080, 12, 31))
ANCHOR_IDS = st.sampled_from(sorted(ANCHORS))
DEADLINES = st.sampled_from([deadline for rule in load_rules().values() for deadline in rule.deadlines])


def days(answer: Computed) -> dict[str, list[tuple[date | None, date | None]]]:
    found: dict[str, list[tuple[date | None, date | None]]] = {}
    for row in answer.rows:
        found.setdefault(row.rule.id, []).append((row.day, row.safe_day))
    return found


def test_the_whole_calendar_of_an_election_on_20_december(asked: ASKED) -> None:
    answer = asked("选举日是12月20日")
    assert days(answer) == {
        "E01": [(date(2026, 11, 30), date(2026, 11, 29))],
        "E02": [(date(2026, 12, 5), date(2026, 12, 4))],
        "E03": [(date(2026, 12, 8), date(2026, 12, 7))],
        "E06": [(date(2026, 12, 5), date(2026, 12, 4))],
        "E07": [(date(2026, 12, 13), date(2026, 12, 12))],
        "E04": [(date(2026, 12, 15), date(2026, 12, 14))],
        "E05": [(date(2026, 12, 19), date(2026, 12, 19))],
        "E08": [(date(2026, 12, 20), date(2026, 12, 20))],
        "M04": [(date(2027, 2, 20), date(2027, 2, 20))],
    }
    assert {entry.id for entry in answer.ambiguities} == {"①", "②", "③", "⑤", "⑧"}
    assert "按2026年算" in answer.chat_text()


@pytest.mark.parametrize(
    ("text", "rule_id", "expected"),
    [
        ("建议11月30日交办的,什么时候答复", "S01", [(date(2027, 2, 28), date(2027, 2, 27))]),
        ("建议2026年8月31日交办的,期限到哪天", "S02", [(date(2027, 2, 28), date(2027, 2, 27))]),
        ("预算1月15日批准,最晚哪天公开", "B01", [(date(2027, 2, 4), date(2027, 2, 4))]),
        ("预算1月15日批准,最晚哪天批复", "B02", [(date(2027, 2, 4),) * 2, (date(2027, 2, 19),) * 2]),
        ("决算9月30日批准,最晚哪天批复", "B03", [(date(2026, 10, 20),) * 2, (date(2026, 11, 4),) * 2]),
        ("选举完成日是2026-12-31", "M04", [(date(2027, 2, 28), date(2027, 2, 28))]),
        ("首次会议定在2027年2月28日", "M04", [(date(2026, 12, 28), date(2026, 12, 28))]),
        ("村委会选举日是2027年1月10日", "V03", [(date(2026, 12, 21), date(2026, 12, 20))]),
        ("村委会选举日是2027年1月10日", "V10", [(date(2027, 1, 20), date(2027, 1, 19))]),
        ("居委会选举日定在2027.3.1", "R09", [(date(2027, 3, 11), date(2027, 3, 10))]),
        ("12月30日开村民会议,最迟哪天通知", "V11", [(date(2026, 12, 20), date(2026, 12, 19))]),
        ("村务11月1日公布,最少贴到哪天", "V15", [(date(2026, 11, 16), date(2026, 11, 16))]),
    ],
)
def test_dates_worked_out_by_hand(text: str, rule_id: str, expected: list[object], asked: ASKED) -> None:
    assert days(asked(text))[rule_id] == expected


def test_the_real_day_of_publication_moves_the_appeal(asked: ASKED) -> None:
    answer = asked("选举日是12月20日,选民名单11月25日公布,来得及吗")
    assert days(answer)["E02"] == [(date(2026, 11, 30), date(2026, 11, 29))]
    assert answer.points[0].startswith("来得及。")
    assert asked("选举日是12月20日,选民名单12月1日公布,来得及吗").points[0].startswith("来不及了。")
    assert asked("选举日是12月20日,选民名单11月30日公布,来得及吗").points[0].startswith("卡在最后一天。")


def test_county_rules_are_marked_as_borrowed(asked: ASKED) -> None:
    answer = asked("常委会会议定在12月30日,报告什么时候送")
    assert [row.day for row in answer.rows] == [date(2026, 12, 10), date(2026, 12, 20), date(2026, 12, 23)]
    assert answer.chat_text().count("乡镇参照,非法定") >= 3
    assert "⑪" in {entry.id for entry in answer.ambiguities}


def test_a_local_rule_is_shown_only_for_its_province() -> None:
    chongqing = compute("重庆的建议11月21日交办,什么时候答复", TODAY)
    office = compute("建议11月21日交办,什么时候答复", TODAY, province="重庆市")
    elsewhere = compute("建议11月21日交办,什么时候答复", TODAY, province="湖南省")
    assert chongqing
    assert office
    assert elsewhere
    assert "2个月内办结" in chongqing.chat_text()
    assert "2个月内办结" in office.chat_text()
    assert "⑫" in {entry.id for entry in office.ambiguities}
    assert "2个月内办结" not in elsewhere.chat_text()


def test_a_day_off_is_a_hint_and_moves_nothing(asked: ASKED) -> None:
    answer = asked("选举日是12月20日")
    assert date(2026, 12, 5).weekday() == 5
    assert days(answer)["E06"][0][0] == date(2026, 12, 5)
    assert "日期没有替您顺延" in answer.chat_text()


@given(ANCHOR_IDS, DAYS)
def test_rows_are_in_order_and_the_safe_day_is_never_later(anchor: str, day: date) -> None:
    dated = [row for row in calendar_rows(anchor, day) if row.day and row.safe_day]
    assert [row.day for row in dated] == sorted(row.day for row in dated if row.day)
    for row in dated:
        assert row.day
        assert row.safe_day
        assert timedelta() <= row.day - row.safe_day <= timedelta(days=1)


@given(DEADLINES, DAYS, st.integers(1, 400))
def test_a_later_anchor_never_gives_an_earlier_day(deadline: object, day: date, later: int) -> None:
    after = day + timedelta(days=later)
    assert usual_day(deadline, day) <= usual_day(deadline, after)  # type: ignore[arg-type]
    assert safe_day(deadline, day) <= safe_day(deadline, after)  # type: ignore[arg-type]


@given(DAYS, st.integers(1, 60))
def test_months_end_on_the_same_day_or_the_months_last(day: date, months: int) -> None:
    end = add_months(day, months)
    assert (end.year * 12 + end.month) - (day.year * 12 + day.month) == months
    assert end.day == day.day or (end.day < day.day and (end + timedelta(days=1)).day == 1)


@given(DAYS)
def test_two_readings_are_shown_wherever_the_days_differ(day: date) -> None:
    for anchor in ANCHORS:
        for row in calendar_rows(anchor, day):
            assert (row.day != row.safe_day) == bool({"①", "②"} & set(row.ambiguities))


@given(DAYS)
def test_first_session_and_end_of_election_agree(day: date) -> None:
    earliest = next(row.day for row in calendar_rows("first_session", day) if row.day)
    assert add_months(earliest, 2) >= day > add_months(earliest - timedelta(days=1), 2)


def test_a_date_says_whether_it_is_the_last_or_the_first(asked: ASKED) -> None:
    assert "最迟11月30日(周一) 公布选民名单" in asked("选举日是12月20日").chat_text()
    assert "至少到11月16日" in asked("村务11月1日公布,最少贴到哪天").chat_text()
    assert "最早2026年11月28日" in asked("首次会议定在2027年1月28日").chat_text()


def test_a_day_that_is_over_is_marked(asked: ASKED) -> None:
    assert "11月20日(周五)(已过) 公布选民名单" in asked("选举日是2026年12月10日").chat_text()
