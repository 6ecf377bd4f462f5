"""Meetings: call one (登记会议), and see who came (到会: 应到, 实到, the two thirds). Clerks only.

Writes a row ``meeting``; deputies check in to it by its code.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from bot.dialog import words
from bot.dialog.flow import Flow, NotAnAnswer, Question
from bot.dialog.readers import ChoiceReader, DateReader, NumberReader, Option, TextReader, parse_day
from bot.dialog.turn import Answers, Turn
from bot.messages import Choice, Reply
from bot.texts import meetings as texts

SHOWN = 9
AHEAD_DAYS = 120
YES, NO = "是", "不是"
_QUORUM = (Option(YES, "是人代会", ("是", "是的")), Option(NO, "不是", ("否", "不是")))
_CONGRESS = ("人代会", "人民代表大会", "次会议")
_AHEAD = {"今天": 0, "明天": 1, "后天": 2}


class ComingDayReader(DateReader):
    """Today or a day to come, at most ``AHEAD_DAYS`` ahead."""

    def read(self, turn: Turn, so_far: Any) -> str:
        said, today = words.squeezed(turn.text), turn.now.date()
        if said in _AHEAD:
            return (today + timedelta(days=_AHEAD[said])).isoformat()
        day = parse_day(said, today + timedelta(days=AHEAD_DAYS))
        if day is None or day < today:
            raise NotAnAnswer(texts.NEED_DAY)
        return day.isoformat()

    def choices(self, turn: Turn) -> tuple[Choice, ...]:
        return tuple(Choice(word, word) for word in ("今天", "明天"))


def _call_questions(turn: Turn, answers: Answers) -> list[Question]:
    congress = any(word in answers.get("title", "") for word in _CONGRESS)
    expected = turn.ledger.meetings.deputies(turn.person.township_id)
    return [
        Question("title", "名称", texts.ASK_TITLE, TextReader(60)),
        Question("day", "日期", texts.ASK_DAY, ComingDayReader()),
        Question("place", "地点", texts.ASK_PLACE, TextReader(80), optional=True),
        Question("expected", "应到", texts.ASK_EXPECTED, NumberReader(5000), default=expected or None),
        Question(
            "quorum",
            "人代会",
            texts.ASK_QUORUM,
            ChoiceReader(lambda _: _QUORUM),
            default=YES if congress else NO,
        ),
    ]


def _call(turn: Turn, answers: Answers) -> Reply:
    called = turn.ledger.meetings.call(
        turn.person.township_id,
        answers["title"],
        date.fromisoformat(answers["day"]),
        answers.get("place") or "",
        answers["expected"],
        quorum=answers["quorum"] == YES,
        by=turn.person.id,
        now=turn.now,
    )
    return Reply(texts.called(called.title, called.day, called.code))


def _recent(turn: Turn) -> list[Option]:
    today = turn.now.date()
    found = turn.ledger.meetings.between(
        turn.person.township_id, today - timedelta(days=14), today + timedelta(days=AHEAD_DAYS)
    )
    return [Option(m.id, texts.option(m.title, m.day, m.place)) for m in found[:SHOWN]]


def _who_questions(turn: Turn, answers: Answers) -> list[Question]:
    options = _recent(turn)
    return [Question("meeting", "会议", texts.ASK_WHICH, ChoiceReader(_recent))] if options else []


def _who(turn: Turn, answers: Answers) -> Reply:
    today, township = turn.now.date(), turn.person.township_id
    found = turn.ledger.meetings.between(
        township, today - timedelta(days=14), today + timedelta(days=AHEAD_DAYS)
    )
    called = next((m for m in found if m.id == answers.get("meeting")), None)
    if called is None:
        return Reply(texts.NOTHING_CALLED)
    there = turn.ledger.meetings.attendance(township, called)
    return Reply(texts.attendance(called.title, there.expected, there.present, there.on_leave, there.needed))


CALL_MEETING = Flow(
    name="call_meeting",
    title="登记会议",
    hint="开会、活动,代表好签到请假",
    triggers=("登记会议", "会议", "开会", "登记活动", "活动"),
    questions=_call_questions,
    finish=_call,
    roles=frozenset({"clerk"}),
)
WHO_CAME = Flow(
    name="who_came",
    title="到会",
    hint="应到、实到、请假和三分之二",
    triggers=("到会", "到会情况", "实到", "出席情况"),
    questions=_who_questions,
    finish=_who,
    roles=frozenset({"clerk"}),
    confirm=False,
    clears=True,
)
