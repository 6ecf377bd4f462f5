"""Which day a sentence speaks of; a day that it does not tell is not guessed."""

from __future__ import annotations

from datetime import date

import pytest

from bot.notes.days import day_of

TODAY = date(2026, 11, 25)  # a Wednesday


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("今天去了老李家", "2026-11-25"),
        ("去了老李家", "2026-11-25"),
        ("昨晚停电了", "2026-11-24"),
        ("大前天下雨", "2026-11-22"),
        ("前天下村", "2026-11-23"),
        ("三天前来过", "2026-11-22"),
        ("上周五去的", "2026-11-20"),
        ("上个礼拜天去的", "2026-11-22"),
        ("上上周一去的", "2026-11-09"),
        ("周一去的", "2026-11-23"),
        ("星期六去的", "2026-11-21"),
        ("11月3号去的", "2026-11-03"),
        ("十一月十九号去的", "2026-11-19"),
        ("12月30日走访", "2025-12-30"),
        ("20号走访", "2026-11-20"),
    ],
)
def test_a_day_that_is_told(said: str, day: str) -> None:
    assert day_of(said, TODAY) == date.fromisoformat(day)


@pytest.mark.parametrize("said", ["前几天路过桥头", "上个月的事", "有一天碰到老李", "2月30号去的"])
def test_a_day_that_nobody_can_tell_is_asked(said: str) -> None:
    assert day_of(said, TODAY) is None


@pytest.mark.parametrize("said", ["3号楼的灯坏了", "东街12号门口的路塌了"])
def test_the_number_of_a_house_is_no_day(said: str) -> None:
    assert day_of(said, TODAY) == TODAY
