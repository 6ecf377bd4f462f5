"""What one spoken sentence tells (一句话), by rules: day, deed, whom, place, grid, problem, what was done.

Nothing here decides: every part becomes a line on the card, and what is not found is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from bot.notes import matters
from bot.notes.clauses import clauses
from bot.notes.days import TIME, day_of
from bot.notes.deeds import deed
from bot.notes.people import named, who
from bot.notes.told import PRACTICAL, PROBLEM, RECEPTION, VISIT, WITH_WHOM, Told

_VISITED = re.compile(
    r"(?:走访了?|入户|看望了?|去了?|到了?|进了?|走了)"
    r"(?P<whom>[^,。,;;看]{0,20}?(?:家里|人家|老人家|家中|户老人|户人家|(?<!挨)家(?!门口)|[一二两三四五六七八九十\d]户(?:人家|老人家?)?))"
)
_VISIT_WORD = re.compile(r"(?:走访|入户|看望|探望|看了看)了?(?P<whom>[^,。,;;时]{2,12})")
_CAME_TO_ME = re.compile(r"(?P<whom>[^,。,;;]{1,10}?)(?:来找我|找上门|上门找我)")
_RECEIVED = re.compile(r"(?:接待了|接访了)(?P<whom>[^,。,;;]{1,12})")
_PLACE = re.compile(
    r"(?:在|到|去)?(?P<place>[\u4e00-\u9fff\d]{1,10}?(?:\d+号|\d+组|[一二三四五六七八九十]组|村口|桥头|路口|小区|街|路段|村|巷|门口|广场|市场))"
)
_BEFORE_PLACE = re.compile(r"^.*(?:去了?|到了?|在|路过|经过|看到|发现|说|反映|讲|帮|和|跟|来|了)")
_HOUSEHOLDS = re.compile(r"(?<!\d)(\d{1,2}|[一二两三四五六七八九十])户")
_NUMERALS = "一二三四五六七八九十"
_ASKS = re.compile(
    r"吗|呢$|怎么(?!防)|怎样|如何|什么(?!问题)|哪(?!里都)|多少|(?<!前)(?<!十)几[次天人个户](?!人|户)|能不能(?!请)|可不可以|是否|谁|规定|依据|条例|《"
)
_WHEN = re.compile(
    r"今天|今早|今日|今儿|昨天|昨晚|前天|刚才|刚刚|上午|下午|早上|晚上|\d+[日号]|周[一二三四五六日]|[月十]号|礼拜|前几天"
)
_HELPED_WHOM = re.compile(r"[帮给替为](?!忙|大家|群众)")
_TO_COME = re.compile(r"^(?:明天|后天|下个?[月周]|下星期|准备|打算|想要)")


def tell(said: str, today: date, grids: Iterable[str] = ()) -> Told:
    """``grids``: the names of the township's grids, of which the sentence may name one."""
    parts = clauses(said)
    wrong = matters.problem(parts)
    what = deed(said, parts, wrong, somebody=named(said) is not None)
    if what == PROBLEM and wrong is None:
        wrong = next((found for part in parts if (found := matters.heard(part))), None)
    done = matters.done(parts, wrong, helped=what == PRACTICAL)
    return Told(
        day=day_of(said, today),
        deed=what,
        whom=_whom(said, what),
        place=_place(said),
        problem=wrong,
        done=done,
        households=_households(said),
        grid=_grid(said, grids),
    )


def _whom(said: str, what: str | None) -> str | None:
    without_time = TIME.sub("", said)
    if what not in WITH_WHOM:  # there "大家" is anybody
        return named(without_time) or (_HELPED_WHOM.search(said) and who(without_time) or None)
    patterns = {VISIT: (_VISITED, _VISIT_WORD), RECEPTION: (_CAME_TO_ME, _RECEIVED)}.get(what or "", ())
    found = next((match for pattern in patterns if (match := pattern.search(without_time))), None)
    if found is None:
        return who(without_time)
    whom = found["whom"].strip().removesuffix("里").removesuffix("中")
    return whom if who(whom) or whom.endswith(("家", "户")) else who(without_time)


def _grid(said: str, grids: Iterable[str]) -> str | None:
    """The one grid that is named; with two of them nobody knows which."""
    found = [
        grid for grid in grids if (short := grid.removesuffix("网格")) and len(short) > 1 and short in said
    ]
    return found[0] if len(found) == 1 else None


def _place(said: str) -> str | None:
    """Where it was, without the day and the deed before it; "她家门口" says it to nobody else."""
    found = _PLACE.search(TIME.sub("", said))
    place = _BEFORE_PLACE.sub("", found["place"]) if found else ""
    return place if len(place) > 1 and place[0] not in "他她我你咱这那" else None


def _households(said: str) -> int:
    found = _HOUSEHOLDS.search(said)
    if found is None:
        return 1
    return int(found[1]) if found[1].isdigit() else _NUMERALS.index(found[1].replace("两", "二")) + 1


def is_telling(said: str) -> bool:
    """Whether a text outside any form tells of something done or heard, rather than asks.

    Strict: eight characters at least, no question mark; either it says when and what, or it asks nothing at
    all and names a deed or something broken. A wrong guess costs one 取消.
    """
    if len(said) < 8 or said.rstrip().endswith(("?", "?")) or _TO_COME.search(said):
        return False
    told = tell(said, date(2000, 1, 1))
    happened = told.deed is not None
    if _WHEN.search(said) and happened:
        return True
    return happened and not _ASKS.search(said) and ("了" in said or told.problem is not None)
