"""Numbers, periods, shares and what must or may be done: none may stand in a text but not in its source."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import TypeVar

from knowledge.numerals import numbers_in

_NUM = r"[0-9零〇一二两三四五六七八九十百千万]+"
_UNITS = {
    "天": "日", "号": "日", "周年": "年", "周岁": "岁", "名": "人", "位": "人",
    "个工作日": "工作日", "星期": "周",
}  # fmt: skip
_UNIT = r"个工作日|工作日|个月|周岁|周年|小时|分钟|星期|[日天号月年人名位次倍岁票元届周户件条款项级期]"
_SIDES = {"以上": "以上", "以下": "以下"}
_SIDES |= {f"{before}{word}": word for word in "内后前" for before in ("", "以", "之")}
_SIDE = "|".join(sorted(_SIDES, key=len, reverse=True))
_DATE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")
_SHARE = re.compile(rf"(?:({_NUM})分之({_NUM})|(\d+)\s*/\s*(\d+)|(\d+\.\d+|{_NUM})\s*[%％])(?:\s*({_SIDE}))?")
_RANGE = re.compile(rf"({_NUM})\s*({_UNIT})?\s*(?:至|到|—+|-|~|～)\s*(?={_NUM}\s*({_UNIT}))")
_AMOUNT = re.compile(rf"({_NUM})\s*({_UNIT})(?:\s*({_SIDE}))?")
_COUNTED = re.compile(rf"({_NUM})\s*个(?!人|月|工作日)")
_EVERY = {"每年": "年", "每月": "个月", "每届": "届", "每日": "日", "每人": "人"}
_ALWAYS = {(1, "个")}  # 一个 is an article of speech

# (a word of these in the text, wants a word of these in the source)
_MUST_NOT = ("不得", "不能", "不可", "禁止", "严禁")
_HALF = ("过半数", "半数以上", "超过半数")
_NEED_NOT = ("不必", "无须", "无需", "不需要", "不用", "不应")
_MEANINGS: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (_MUST_NOT, _MUST_NOT),
    (("应当", "必须", "务必"), ("应当", "必须", "务必", "须", "由")),
    (("可以", "有权"), ("可以", "有权", "可")),
    (_HALF, _HALF),
    (("全体",), ("全体",)),
    (("书面",), ("书面",)),
    (("无效",), ("无效",)),
    (("至少", "最少", "不少于", "不低于"), ("至少", "不少于", "不得少于", "不低于", "以上")),
    (("至多", "最多", "不超过"), ("至多", "不超过", "不得超过", "以下", "以内", "内")),
    (_NEED_NOT, _NEED_NOT),
)

Amount = tuple[int, str]
_K = TypeVar("_K", bound=object)


def unsupported(text: str, source: str) -> str | None:
    """The first thing that ``text`` states and ``source`` does not; None when everything is there."""
    for day in _DATE.findall(text):
        if day not in source:
            return str(day)
    text, source = _DATE.sub(" ", text), _DATE.sub(" ", source)
    shares = _shares(source)
    if "半数" in source:
        shares.setdefault(Fraction(1, 2), set()).add("")
    wrong = _missing(_shares(text), shares)
    text, source = _SHARE.sub(" ", text), _SHARE.sub(" ", source)
    wrong = wrong or _missing(_amounts(text), _amounts(source))
    if wrong:
        return wrong
    for digits in re.findall(r"\d+", text):
        if int(digits) not in numbers_in(source):
            return str(digits)
    return _unsupported_word(text, source)


def _missing(stated: Mapping[_K, set[str]], known: Mapping[_K, set[str]]) -> str | None:
    """What is stated but not known, or known only with another side (以上 for 以下)."""
    for what, sides in stated.items():
        if what in _ALWAYS:
            continue
        if what not in known or not (sides <= known[what] or "" in known[what]):
            return f"{what} {sorted(sides)}"
    return None


def _unsupported_word(text: str, source: str) -> str | None:
    for triggers, accepted in _MEANINGS:
        used = [word for word in triggers if word in text]
        if used and not any(word in source for word in accepted):
            return used[0]
    return None


def _shares(text: str) -> dict[Fraction, set[str]]:
    found: dict[Fraction, set[str]] = {}
    for below, above, high, low, percent, side in _SHARE.findall(text):
        if percent:
            value = Fraction(percent) if "." in percent else Fraction(_value(percent) or 0)
            share = value / 100
        else:
            whole = (100 if below == "百" else _value(below)) if below else _value(low)
            share = Fraction(_value(above or high) or 0, whole or 1)
        found.setdefault(share, set()).add(_SIDES.get(side, ""))
    return found


def _amounts(text: str) -> dict[Amount, set[str]]:
    """Every amount with the sides (以上, 内 …) it is given; "" where it stands alone."""
    found: dict[Amount, set[str]] = {(1, unit): {""} for word, unit in _EVERY.items() if word in text}
    for number, unit, last_unit in _RANGE.findall(text):
        _note(found, number, unit or last_unit, "")
    for number, unit, side in _AMOUNT.findall(text):
        _note(found, number, unit, _SIDES.get(side, ""))
    for number in _COUNTED.findall(text):
        _note(found, number, "个", "")
    return found


def _note(found: dict[Amount, set[str]], number: str, unit: str, side: str) -> None:
    value = _value(number)
    if value is not None:
        found.setdefault((value, _UNITS.get(unit, unit)), set()).add(side)


def _value(number: str) -> int | None:
    values = numbers_in(number)
    return max(values) if values else None
