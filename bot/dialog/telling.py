"""What one spoken sentence tells (一句话): day, deed, whom, place, problem, what was done about it. By rules.

Nothing here decides: every part becomes a line on the card, and what is not found is asked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

VISIT, RECEPTION, PROBLEM, PRACTICAL, STUDY = "走访", "接待", "反映问题", "办实事", "学习"

_CLAUSE = re.compile(r"[,。;!?,;!?\n]+")
_DAY = re.compile(r"(今天|今日|今早|刚才|刚刚|昨天|昨日|昨晚|前天|(?:(\d{1,2})月)?(\d{1,2})[日号])")
_AGO = {"昨": 1, "前": 2}
_VISITED = re.compile(
    r"(?:走访了?|入户|看望了?|去了?|到了?|进了?|走了)"
    r"(?P<whom>[^,。,;;]{0,20}(?:家里|人家|老人家|家中|户老人|户人家|家|[一二两三四五六七八九十\d]户))"
)
_VISIT_WORD = re.compile(r"(?:走访|入户|看望|探望|看了看)了?(?P<whom>[^,。,;;]{2,20})")
_CAME_TO_ME = re.compile(r"(?P<whom>[^,。,;;]{1,10}?)(?:来找我|找上门|上门找我)")
_RECEIVED = re.compile(
    r"(?:接待了?|接访了?|来访|来站里|来联络站|到站里|上门找我|找到我)(?P<whom>[^,。,;;]{0,12})"
)
_SAID = re.compile(
    r"^(?:他们|她们|他|她|老人|大爷|大娘|大家|群众|村民|居民|有人|[^,。说]{1,10})?"
    r"(?:说|反映|讲|提出|抱怨|告诉我|跟我说)了?[::]?(?P<what>.{3,})$"
)
_WRONG = re.compile(
    r"坏|漏|堵|断了|塌|停水|停电|不通|不亮|不平|难走|积水|污水|臭|没人管|没人修|脏|裂|缺|欠|太吵|噪音|危险|坑|淹|失修"
    r"|垮|危房|没有?人[管修清收]|没有?(?:药|水|电|路灯)|乱[停扔堆]|发[黄黑]|不方?便|看病难|上学难|出行难"
)
_DONE = re.compile(
    r"我?(?:已经|已|当场|马上)?(?:跟|和|向|给|找)(?:村委会?|村里|社区|居委会?|镇里|镇上|.{1,8}(?:办|所|站|局|公司|书记|主任))"
    r".{0,6}(?:说|讲|反映|联系|打|沟通|对接)|^我?(?:已经|当场|马上|已)"
)
_HELPED = re.compile(
    r"帮(?:他|她|大家|老人|群众|村民|.{1,6})|送去了?|修好了|办好了|解决了|捐了?|(?:调解|协调|化解)了"
)
_LEARNT = re.compile(r"(?:参加|听)了?.{0,14}(?:培训|学习|讲座|党课|班)|学习了|学了")
_PLACE = re.compile(
    r"(?:在|到|去)?(?P<place>[\u4e00-\u9fff\d]{1,10}?(?:\d+号|\d+组|[一二三四五六七八九十]组|村口|桥头|路口|小区|街|路段|村|巷|门口|广场|市场))"
)
_ASKS = re.compile(
    r"吗|呢$|怎么|怎样|如何|什么|哪|多少|几[次天人个]|能不能|可不可以|是否|谁|规定|依据|条例|《"
)
_WHEN = re.compile(r"今天|今早|今日|昨天|昨晚|前天|刚才|刚刚|上午|下午|早上|晚上|\d+[日号]")


@dataclass(frozen=True)
class Told:
    day: date
    deed: str | None  # one of the deeds above; None: the sentence does not say
    whom: str | None
    place: str | None
    problem: str | None
    done: str | None
    households: int = 1


_TIME = re.compile(
    r"(?:今天|今日|今早|今晚|昨天|昨日|昨晚|前天|刚才|刚刚|中午|(?:\d{1,2}月)?\d{1,2}[日号])(?:上午|下午|晚上|早上|中午)?"
    r"|上午|下午|早上|晚上"
)
_HOUSEHOLDS = re.compile(r"(?<!\d)(\d{1,2}|[一二两三四五六七八九十])户")
_NUMERALS = "一二三四五六七八九十"
_BEFORE_PLACE = re.compile(r"^.*(?:去了?|到了?|在|路过|经过|看到|发现|说|反映|讲|帮|和|跟|来|了)")
_SAW = re.compile(r"^(?:我)?(?:看到|看见|发现|见到|想反映一下|想反映|要反映)了?")


def _place(said: str) -> str | None:
    """Where it was, without the day and the deed before it; "她家门口" says it to nobody else."""
    found = _PLACE.search(_TIME.sub("", said))
    place = _BEFORE_PLACE.sub("", found["place"]) if found else ""
    return place if len(place) > 1 and place[0] not in "他她我你咱这那" else None


def tell(said: str, today: date) -> Told:
    clauses = [clause.strip() for clause in _CLAUSE.split(said) if clause.strip()]
    heard = next((found["what"] for c in clauses if (found := _SAID.match(c)) and _is_report(c)), None)
    wrong = heard or next((c for c in clauses if _WRONG.search(c) and not _DONE.search(c)), None)
    problem = wrong if wrong and (heard is None or _WRONG.search(wrong)) else None
    done = next((c for c in clauses if _DONE.search(c) and c != wrong), None)
    whom, deed = _whom_and_deed(said, problem, done)
    problem = _SAW.sub("", problem) if problem else None
    return Told(_day(said, today), deed, whom, _place(said), problem, done, _households(said))


def _households(said: str) -> int:
    found = _HOUSEHOLDS.search(said)
    if found is None:
        return 1
    return int(found[1]) if found[1].isdigit() else _NUMERALS.index(found[1].replace("两", "二")) + 1


def _is_report(clause: str) -> bool:
    """ "他说…" tells what somebody said; "我跟村委会说了" tells what was done."""
    return not clause.startswith("我") and not _DONE.search(clause)


def _whom_and_deed(said: str, problem: str | None, done: str | None) -> tuple[str | None, str | None]:
    came = _CAME_TO_ME.search(said)
    if came:
        return _TIME.sub("", came["whom"]).strip() or None, RECEPTION
    received = _RECEIVED.search(said)
    if received:
        return (received["whom"] or None), RECEPTION
    visited = _VISITED.search(said) or _VISIT_WORD.search(said)
    if visited:
        return visited["whom"].removesuffix("里").removesuffix("中") or None, VISIT
    if _LEARNT.search(said):
        return None, STUDY
    if problem:
        return None, PROBLEM
    return None, PRACTICAL if _HELPED.search(said) else None


def _day(said: str, today: date) -> date:
    found = _DAY.search(said)
    if found is None:
        return today
    if found[3] is None:
        return today - timedelta(days=_AGO.get(found[1][0], 0))
    try:
        meant = today.replace(month=int(found[2] or today.month), day=int(found[3]))
    except ValueError:
        return today
    return meant if meant <= today else today


def is_telling(said: str) -> bool:
    """Whether a text outside any form tells of something done or heard, rather than asks.

    Strict: eight characters at least, no question mark; either it says when and what, or it asks nothing at
    all and names a deed or something broken. A wrong guess costs one 取消.
    """
    if len(said) < 8 or said.rstrip().endswith(("?", "?")):
        return False
    told = tell(said, date(2000, 1, 1))
    happened = told.deed is not None
    if _WHEN.search(said) and happened:
        return True
    return happened and not _ASKS.search(said) and ("了" in said or told.problem is not None)
