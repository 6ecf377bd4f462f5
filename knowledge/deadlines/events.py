"""Finds the event whose date is in the sentence ("选举日是12月20日") and makes a calendar task of it."""

import contextlib
import re
import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from knowledge.deadlines.anchors import ANCHORS
from knowledge.deadlines.dates import LUNAR, FoundDate, find_dates
from knowledge.deadlines.tasks import AskBack, CalendarTask

_FIRST_MARK = 0xE000
_ANY_MARK = "(?P<d>[\ue000-\ue0ff])"
_ASKS = re.compile(
    r"哪天|哪一天|什么时候|何时|几号|几月|截止|期限|到期|多久|多长时间|最迟|最晚|至少|日程|倒排|时间表|日历|安排|节点|"
    r"前要|算一?下|算算|帮我算|来得及|怎么算|超期|过期|晚不晚|晚吗|行吗|可以吗|合法吗|够不够"
)
_BY_SCENE = {
    scene: {
        "election_day": f"{scene}_election_day",
        "voter_list_published": f"{scene}_list_published",
        "appeal_received": f"{scene}_appeal_received",
    }
    for scene in ("village", "residents")
}
_AHEAD = {
    "election_day", "village_election_day", "residents_election_day", "first_session", "congress_session",
    "villagers_meeting", "budget_approved", "approved", "residents_meeting", "standing_committee_meeting",
}  # fmt: skip
_LUNAR_EVENT = re.compile(r"选举日|投票日|交办日?|名单公布|批准日|人代会|换届选举")


@dataclass(frozen=True)
class _Pattern:
    anchor: str
    scene: str
    bare: bool
    regexes: tuple[re.Pattern[str], ...]


@cache
def _patterns() -> tuple[_Pattern, ...]:
    table = tomllib.loads(files("knowledge.deadlines").joinpath("anchors.toml").read_text(encoding="utf-8"))
    return tuple(
        _Pattern(
            entry["anchor"],
            entry.get("scene", ""),
            entry.get("bare", False),
            tuple(re.compile(words.replace("D", _ANY_MARK)) for words in entry["words"]),
        )
        for entry in table["pattern"]
    )


def _guessed_year(anchor: str, found: FoundDate, today: date) -> date:
    """Without a year, an election is mostly ahead, an assignment mostly behind; 60 days' leeway each."""
    assert found.day is not None  # _asked_back has dealt with the others
    if not found.year_guessed:
        return found.day
    first = today - timedelta(days=60 if anchor in _AHEAD else 305)
    for year in range(first.year, first.year + 3):
        with contextlib.suppress(ValueError):  # 29 February
            if found.day.replace(year=year) >= first:
                return found.day.replace(year=year)
    return found.day


def mark_dates(text: str, dates: list[FoundDate]) -> str:
    """The text with each date as one private character, so that a pattern sees where it stands."""
    for number, found in reversed(list(enumerate(dates))):
        text = text[: found.start] + chr(_FIRST_MARK + number) + text[found.end :]
    return text


def _bound(marked: str, dates: list[FoundDate], scene: str | None, asks: bool) -> dict[str, list[FoundDate]]:
    """Anchor → its dates. A date belongs to the first pattern that takes it."""
    bound: dict[str, list[FoundDate]] = {}
    taken: set[str] = set()
    for pattern in _patterns():
        if (pattern.scene and pattern.scene != scene) or not (asks or pattern.bare):
            continue
        for match in (match for regex in pattern.regexes for match in regex.finditer(marked)):
            if match["d"] not in taken:
                taken.add(match["d"])
                anchor = _BY_SCENE.get(scene or "", {}).get(pattern.anchor, pattern.anchor)
                bound.setdefault(anchor, []).append(dates[ord(match["d"]) - _FIRST_MARK])
    return bound


def _later_events(
    anchor: str, bound: dict[str, list[FoundDate]], today: date
) -> tuple[tuple[str, date], ...]:
    links = {link.anchor for link in ANCHORS[anchor].links}
    return tuple(
        (other, _guessed_year(anchor, found[0], today)) for other, found in bound.items() if other in links
    )


def _asked_back(bound: dict[str, list[FoundDate]]) -> AskBack | None:
    for anchor, found in bound.items():
        problem = next((one.problem for one in found if one.day is None), "")
        if problem:
            return AskBack(f"{problem},我再算。")
        if len({one.day for one in found}) > 1:
            said = "、".join(one.said for one in found)
            return AskBack(f"{ANCHORS[anchor].label}有两个日期({said}),请告诉我是哪一天。")
    return None


def calendar_task(text: str, today: date, scene: str | None) -> CalendarTask | AskBack | None:
    """A calendar, a question back (no such day, two days, the lunar calendar), or None."""
    dates = find_dates(text, today)
    asks = _ASKS.search(text) is not None
    if LUNAR.search(text):
        lunar = _LUNAR_EVENT.search(text) and (
            dates or re.search(r"\d+(?:日|号)?|初[一二三四五六七八九十]|[廿十]", text)
        )
        return AskBack("农历日期我不会换算。请告诉我公历(阳历)是几月几日。") if lunar else None
    if not dates or len(dates) > 200:
        return None
    bound = _bound(mark_dates(text, dates), dates, scene, asks)
    if not bound:
        return None
    problem = _asked_back(bound)
    if problem:
        return problem
    # The event that others follow from leads: an election day explains its list's date.
    anchor = next((name for name in bound if _later_events(name, bound, today)), next(iter(bound)))
    found = bound[anchor][0]
    day = _guessed_year(anchor, found, today)
    return CalendarTask(anchor, day, found.said, found.year_guessed, _later_events(anchor, bound, today))
