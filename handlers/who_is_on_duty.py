"""Who receives when (今天谁值班、本月值班): the clerk sees the township, a deputy her own station.

Writes nothing.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.dialog import words
from bot.dialog.flow import Flow, Question
from bot.dialog.readers import TextReader, parse_day
from bot.dialog.turn import Answers, Turn
from bot.messages import Kind, Reply
from bot.texts import on_duty as texts

_WHEN = (
    r"今天|今日|明天|明日|后天|昨天|这周|本周|这个?星期|下周|下个?星期|本月|这个月|当月|下个?月"
    r"|(?:\d{4}年)?\d{1,2}月\d{1,2}[日号]?|\d{1,2}[日号]|\d{1,2}月份?"
)
_WHO = r"(?:是|有|轮到|该|都是|都有)?(?:谁|哪位|哪些人|哪些代表|哪几位|哪位代表|哪个代表)(?:来|去|是)?"
_DUTY = r"(?:值班|当班|值日|接待群众|接待)(?:的?代表|的?人员?|表|安排|名单|情况)?"
_ASKED = (
    re.compile(rf"(?:请问)?(?P<when>{_WHEN})?(?:的)?{_WHO}{_DUTY}(?:呢|啊|呀)?"),
    re.compile(rf"(?:请问)?{_WHO}(?P<when>{_WHEN})(?:的)?{_DUTY}"),
    re.compile(
        rf"(?:看看?|查看?|查一下)?(?P<when>{_WHEN})(?:的)?{_DUTY}(?:是|有)?(?:谁|哪些人|哪位|哪几位)?"
    ),
)
_DAYS = {"今天": 0, "今日": 0, "明天": 1, "明日": 1, "后天": 2, "昨天": -1}
_OF_CLERK = frozenset({"值班", "值班表", "看值班表", "谁值班"})


def _recognise(turn: Turn) -> Answers | None:
    if turn.incoming.kind is not Kind.TEXT or turn.person.role not in ("clerk", "deputy"):
        return None
    said = words.squeezed(turn.text).rstrip("?")
    if turn.person.role == "clerk" and said in _OF_CLERK:
        return _span(*_month(turn.now.date(), 0), "")
    found = next((match for pattern in _ASKED if (match := pattern.fullmatch(said))), None)
    return None if found is None else _when(found["when"] or "今天", turn.now.date())


def _when(said: str, today: date) -> Answers | None:
    if said in _DAYS:
        day = today + timedelta(days=_DAYS[said])
        return _span(day, day, said)
    if "周" in said or "星期" in said:
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=said.startswith("下"))
        return _span(monday, monday + timedelta(days=6), "")
    if said in ("本月", "这个月", "当月") or said.startswith("下"):
        return _span(*_month(today, int(said.startswith("下"))), "")
    if (only := re.fullmatch(r"(\d{1,2})月份?", said)) and 1 <= int(only[1]) <= 12:
        return _span(*_month(today, (int(only[1]) - today.month) % 12), "")
    coming = _coming(said, today)
    return None if coming is None else _span(coming, coming, "")


def _coming(said: str, today: date) -> date | None:
    """A day of this month or a date; one that is over by more than half a year is next year's."""
    if only := re.fullmatch(r"(\d{1,2})[日号]", said):
        said = f"{today.month}月{only[1]}日"
    said = said.replace("号", "日")
    return parse_day(said if said.endswith("日") else f"{said}日", today + timedelta(days=182))


def _month(today: date, later: int) -> tuple[date, date]:
    months = today.year * 12 + today.month - 1 + later
    first = date(months // 12, months % 12 + 1, 1)
    following = date((months + 1) // 12, (months + 1) % 12 + 1, 1)
    return first, following - timedelta(days=1)


def _span(first: date, last: date, said: str) -> Answers:
    return {"first": first.isoformat(), "last": last.isoformat(), "said": said}


def _questions(turn: Turn, answers: Answers) -> tuple[Question, ...]:
    """The days come with the message and are never asked for."""
    told = ("first", "last", "said")
    return tuple(Question(key, key, "", TextReader(10), private=True, quiet=True) for key in told)


def _finish(turn: Turn, answers: Answers) -> Reply:
    if "first" not in answers:  # from a menu button
        answers = _span(turn.now.date(), turn.now.date(), "今天")
    first, last = date.fromisoformat(answers["first"]), date.fromisoformat(answers["last"])
    own = turn.person.station_id if turn.person.role == "deputy" else ""
    if turn.person.role == "deputy" and not own:
        return Reply(texts.NO_STATION_OF_HERS)
    found = turn.reminders.roster(turn.person.township_id, first, last, own)
    if found:
        return Reply(texts.roster(found))
    coming = turn.reminders.roster(turn.person.township_id, last, last + timedelta(days=60), own)
    return Reply(texts.nobody_on_duty(first, last, answers["said"], coming[0].day if coming else None))


WHO_IS_ON_DUTY = Flow(
    name="who_is_on_duty",
    title="谁值班",
    hint="今天、10号、本月谁值班",
    triggers=(),
    questions=_questions,
    finish=_finish,
    roles=frozenset({"clerk", "deputy"}),
    recognise=_recognise,
    only_when_free=True,
    confirm=False,
    clears=True,
    listed=False,
)
