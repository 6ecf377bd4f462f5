"""The calendar: on which days the rules of the settings fall, and where the workday rule moves them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.errors import Refused
from bot.reminders.occasions import occasions
from bot.reminders.rules import dates
from bot.reminders.workdays import Workdays
from bot.settings.reminding import OccasionRule, Reminders

YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def rule(**given: object) -> OccasionRule:
    return OccasionRule(**{"key": "occasion", "title": "活动日", **given})


def days(**given: object) -> list[str]:
    return [day.isoformat()[5:] for day in dates(rule(**given), *YEAR)]


def test_every_month_on_a_day_clamped_to_the_last() -> None:
    assert days(day=10)[:2] == ["01-10", "02-10"]
    assert days(day=31)[1:4] == ["02-28", "03-31", "04-30"]


def test_the_dual_activity_day_is_the_20th_of_the_first_month_of_each_quarter() -> None:
    assert days(repeat="quarterly", day=20) == ["01-20", "04-20", "07-20", "10-20"]


def test_every_two_months_from_a_start() -> None:
    assert days(repeat="every_months", months=2, start="2026-03", day=5) == [
        "03-05",
        "05-05",
        "07-05",
        "09-05",
        "11-05",
    ]


def test_nth_and_last_weekday() -> None:
    assert days(repeat="nth_weekday", weekday=3, nth=2)[:2] == ["01-14", "02-11"]
    assert days(repeat="nth_weekday", weekday=5, nth=-1)[0] == "01-30"
    assert days(repeat="nth_weekday", weekday=5, nth=5) == ["01-30", "05-29", "07-31", "10-30"]


def test_single_dates() -> None:
    assert days(repeat="dates", dates=["2026-06-01", "2026-03-02", "2027-01-01"]) == ["03-02", "06-01"]


@pytest.mark.parametrize(
    "given",
    [
        {"repeat": "every_months"},
        {"repeat": "every_months", "start": "2026-13"},
        {"repeat": "dates"},
        {"scope": "group"},
        {"nth": 0},
        {"key": "接待日"},
        {"key": "ask"},
        {"day": 32},
        {"weekday": 8},
    ],
)
def test_a_rule_that_lacks_something_is_refused(given: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        rule(**given)


@pytest.mark.parametrize(
    "given",
    [
        {"occasions": (rule(), rule())},
        {"occasions": (rule(key="reception_day"),)},
        {"eve_at": "22:00"},
        {"ways": ["wechat_sevice"]},
    ],
)
def test_settings_that_would_lose_reminders_without_a_word_are_refused(given: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Reminders(**given)  # type: ignore[arg-type]


@given(st.integers(1, 31), st.sampled_from(["keep", "next", "previous"]), st.integers(0, 340))
def test_whatever_the_window_an_occasion_is_found_once(day: int, workday: str, start: int) -> None:
    """Cutting a stretch of time in two finds the same occasions as the whole."""
    reminders = Reminders(reception_day=0, occasions=(rule(day=day, workday=workday),))
    first, last = YEAR
    cut = date.fromordinal(first.toordinal() + start)
    after = date.fromordinal(cut.toordinal() + 1)
    calendar = Workdays()
    whole = occasions(reminders, calendar, first, last)
    parts = occasions(reminders, calendar, first, cut) + occasions(reminders, calendar, after, last)
    assert parts == whole
    assert len({each.key for each in whole}) == len(whole)


def test_a_holiday_moves_the_day_by_its_rule_with_exchanged_workdays() -> None:
    """1 October 2026 is a holiday until the 7th; 10 October, a Saturday, is worked in exchange."""
    calendar = Workdays()
    assert calendar.is_workday(date(2026, 10, 10))
    assert calendar.shifted(date(2026, 10, 1), "next") == date(2026, 10, 8)
    assert calendar.shifted(date(2026, 10, 1), "previous") == date(2026, 9, 30)
    assert calendar.shifted(date(2026, 10, 1), "keep") == date(2026, 10, 1)


def test_the_local_file_goes_before_the_national_calendar(tmp_path: Path) -> None:
    file = tmp_path / "workdays.txt"
    file.write_text("# 本镇\n2026-10-08 休 镇里放假\n2027-02-07 班\n", encoding="utf-8")
    calendar = Workdays(str(file))
    assert not calendar.is_workday(date(2026, 10, 8))
    assert calendar.is_workday(date(2027, 2, 7))
    assert calendar.knows(2027)
    assert not Workdays().knows(2027)


@pytest.mark.parametrize("line", ["2027-02-07", "昨天 班", "2027-02-07 上班"])
def test_a_line_of_the_file_that_is_no_day_is_named(tmp_path: Path, line: str) -> None:
    file = tmp_path / "workdays.txt"
    file.write_text(f"2027-01-01 休\n{line}\n", encoding="utf-8")
    with pytest.raises(Refused, match="第 2 行"):
        Workdays(str(file))


def test_a_missing_file_is_named() -> None:
    with pytest.raises(Refused, match="找不到"):
        Workdays("/nowhere/workdays.txt")
