"""What a clerk reads about terms of office (届次)."""

from __future__ import annotations

from datetime import date


def _day(value: date) -> str:
    return f"{value.year}年{value.month}月{value.day}日"


def term_label(level: str, number: int) -> str:
    return f"{level}第{number}届"


def other_beginning(label: str, begins_on: date) -> str:
    return f"{label}已经登记过,从{_day(begins_on)}起。要改请联系维护人员。"


def does_not_follow(label: str, begins_on: date) -> str:
    return f"系统里已有{label}(从{_day(begins_on)}起),新的一届届数要更大、开始日期要更晚。"


def opened(label: str, begins_on: date, kept: int) -> str:
    return f"{label}从{_day(begins_on)}起。已登记 {kept} 位代表的资格。"


def no_term_for(level: str, day: date) -> str:
    return f"{level}的本届还没有登记,或者{_day(day)}不在本届里。先用 renda roster term 登记届次。"


def no_later_seat(label: str) -> str:
    return f"这位代表在{label}没有后来补上的资格:要么是换届时选的,要么还不在花名册的这一层级里。"


def by_elected(name: str, label: str, day: date) -> str:
    return f"记下了:{name},{label},{_day(day)}补选。"


NO_TERMS = "还没有登记届次。例如:renda roster term --level 乡镇 --number 19 --from 2026-11-15"
TERM_HEADINGS = ("届次", "开始", "结束", "在任代表")
BAD_LEVEL = "层级请写 乡镇、县级、市级、省级 或 全国。"
PRESENT = "本届"
