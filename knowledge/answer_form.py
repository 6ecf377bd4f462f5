"""What an answer must hold by the form of the question: a number of people, a time, an amount."""

from __future__ import annotations

import re
from functools import lru_cache

from knowledge.numerals import to_chinese

_NUMERAL = "[一二三四五六七八九十百千两半0-9]+"
# A question of this form (left) is answered by a text of that form (right).
_KINDS = (
    (re.compile("任期|[每一]届.{0,6}年|任几年|[干当]几年"), re.compile(f"{_NUMERAL}年")),
    (
        re.compile("多久|几天|几日|多少天|多长时间|期限|几个月|多少日|何时|什么时候"),
        re.compile(f"{_NUMERAL}(?:日|天|个月|年|月底|月份)|季度末|届满|之前|以前"),
    ),
    (
        re.compile("多少(?:人|名|代表|选民|村民|成员)|几(?:个)?(?:人|名)|联名"),
        re.compile(f"{_NUMERAL}余?多?(?:人|名)|{_NUMERAL}分之"),
    ),
    (re.compile("多少(?:票|比例)|过半|几成|有效吗|门槛"), re.compile(f"过半数|{_NUMERAL}分之")),
    (re.compile("几[次回]|多少[次回]|次数"), re.compile(f"{_NUMERAL}次")),
    (re.compile("几号|哪几?天|几点"), re.compile(rf"{_NUMERAL}(?:日|号|点)|\d[:：]\d\d")),
    (re.compile("多长(?!时间)|多远|多高"), re.compile(f"{_NUMERAL}(?:公里|米|里)")),
    (re.compile("多少钱|多少元|几块钱|补[贴助]多少|经费.{0,8}多少"), re.compile(f"{_NUMERAL}元")),
)
_COUNTED = re.compile("(?:几|多少)个?([户把张项种家条遍月字名元次天岁场层号])")


def wanted(question: str) -> re.Pattern[str] | None:
    """What an answer must hold when the question asks for a number, a time or a term."""
    known = next((answer for asked, answer in _KINDS if asked.search(question)), None)
    counted = _COUNTED.search(question)
    return known or (_number_of(counted.group(1)) if counted else None)


@lru_cache(maxsize=32)
def _number_of(unit: str) -> re.Pattern[str]:
    return re.compile(f"{_NUMERAL}[个余多来]?{unit}")


_NAMED = re.compile(rf"({_NUMERAL})(个月|天|日|年|名|人|次|票)")


def number_named(question: str) -> re.Pattern[str] | None:
    """The number that a question names itself: «三个月没回音» is about the sentence with the three months."""
    match = _NAMED.search(question)
    if match is None:
        return None
    number = to_chinese(int(match[1])) if match[1].isascii() and match[1].isdigit() else match[1]
    return re.compile(f"(?:{match[1]}|{number}){match[2]}")
