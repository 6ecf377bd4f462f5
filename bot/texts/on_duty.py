"""Short answers about the duty roster: who comes when, and what a "好的" after a reminder was taken for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Protocol

from bot.texts.duty import on

MY_DUTY = "我的值班"
ACKNOWLEDGED = "好的,有事随时说。"
SAY_WHICH = "好的。能不能来要您选一下才算数:回“我的值班”。"
NO_STATION_OF_HERS = "花名册里还没有您的联络站,请问专干。"
GAP = "缺人"
NOT_ANSWERED = "(未答复)"


class Post(Protocol):
    @property
    def day(self) -> date: ...
    @property
    def station(self) -> str: ...
    @property
    def people(self) -> tuple[tuple[str, bool], ...]: ...


def taken_as_yes(day: date, place: str) -> str:
    return f"记下了:您{on(day)}到{place}值班,能来。来不了,请回“2”请假,或者回“我的值班”。"


def roster(posts: Sequence[Post]) -> str:
    """By day; behind a name that she has not said yet whether she comes."""
    parts = []
    for day, places in groupby(posts, key=lambda post: post.day):
        lines = [f"{post.station}:{_names(post)}" for post in places]
        parts.append("\n".join([f"{on(day)}值班:", *lines]))
    return "\n\n".join(parts)


def _names(post: Post) -> str:
    return "、".join(name if sure else name + NOT_ANSWERED for name, sure in post.people) or GAP


def nobody_on_duty(first: date, last: date, said: str, following: date | None) -> str:
    when = said or (on(first) if first == last else f"{on(first)}到{on(last)}")
    then = f"下一次是{on(following)}。" if following else "往后两个月也还没有排值班表。"
    return f"{when}没有人值班。{then}"
