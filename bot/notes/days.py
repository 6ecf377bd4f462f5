"""Which day a sentence speaks of."""

from __future__ import annotations

import re
from datetime import date, timedelta

_NUMERALS = {"日": 7, "天": 7, **{char: at for at, char in enumerate("一二三四五六七八九", 1)}}
_AGO = {"大前": 3, "前": 2, "昨": 1}
_BACK = re.compile(r"大前天|前天|昨天|昨日|昨晚|昨夜|昨儿|前晚")
_WEEKDAY = re.compile(r"(?P<last>上个?|上上个?|这个?|本)?(?:周|星期|礼拜)(?P<day>[一二三四五六日天])")
_MONTH_DAY = re.compile(
    r"(?:(?P<month>\d{1,2}|十[一二]|[一二三四五六七八九十])月)"
    r"(?P<day>\d{1,2}|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])[日号]?"
)
_DAY_ONLY = re.compile(r"(?<![\d月])(?P<day>\d{1,2})[日号](?!楼|门|院|线|路|桥)")
_DAYS_AGO = re.compile(r"(?P<count>[一两二三四五六七八九]|\d{1,2})天(?:以)?前")
VAGUE = re.compile(r"前几天|前些天|前阵子|前段时间|上个月|那天|有一天|前两天|这几天里")
TIME = re.compile(
    r"(?:今天|今日|今早|今晚|今儿个?|大前天|昨天|昨日|昨晚上?|昨夜|昨儿|前天|前晚|前几天|前些天|刚才|刚刚|中午"
    r"|(?:上上个?|上个?|这个?|本)?(?:周|星期|礼拜)[一二三四五六日天]"
    r"|(?:\d{1,2}月|十?[一二三四五六七八九十]月)?(?:\d{1,2}|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])[日号])"
    r"(?:个)?(?:上午|下午|晚上|早上|中午|傍晚)?|上午|下午|早上|晚上|傍晚"
)


def day_of(said: str, today: date) -> date | None:
    """Today where it names no day; None where it speaks of a day that it does not tell ("前几天")."""
    if found := _BACK.search(said):
        return today - timedelta(days=next(ago for word, ago in _AGO.items() if found[0].startswith(word)))
    if found := _DAYS_AGO.search(said):
        count = (
            int(found["count"]) if found["count"].isdigit() else _number(found["count"].replace("两", "二"))
        )
        return today - timedelta(days=count)
    if found := _WEEKDAY.search(said):
        return _weekday(today, _NUMERALS[found["day"]], found["last"] or "")
    if found := _MONTH_DAY.search(said):
        return _past(today, _number(found["month"]), _number(found["day"]))
    if found := _DAY_ONLY.search(said):
        return _past(today, today.month, _number(found["day"]))
    return None if VAGUE.search(said) else today


def _weekday(today: date, day: int, which: str) -> date:
    """上周五 is the Friday of the week before; a bare 周五 the latest Friday that is not to come."""
    monday = today - timedelta(days=today.isoweekday() - 1)
    meant = monday + timedelta(days=day - 1 - 7 * which.count("上"))
    return meant if meant <= today else meant - timedelta(days=7)


def _past(today: date, month: int, day: int) -> date | None:
    """The latest such day that is not to come; None where the month has no such day."""
    for year in (today.year, today.year - 1):
        try:
            meant = date(year, month, day)
        except ValueError:
            continue
        if meant <= today:
            return meant
    return None


def _number(written: str) -> int:
    if written.isdigit():
        return int(written)
    tens, ten, ones = written.rpartition("十")
    return (_NUMERALS.get(tens, 1) * 10 if ten else 0) + _NUMERALS.get(ones, 0)
