"""A deputy at a meeting: checking in by its code ("签到 H1"), or asking for leave (请假) with a reason.

Writes one entry ``meeting`` a person and meeting, ``present`` or ``leave``. A leave is approved by 核实.
"""

from __future__ import annotations

from datetime import timedelta

from bot.dialog.flow import Flow, Question
from bot.dialog.readers import ChoiceReader, Option, TextReader
from bot.dialog.turn import Answers, Turn
from bot.ledger.kinds import MEETING as LEDGER
from bot.ledger.meetings import LEAVE, PRESENT, Meeting
from bot.messages import Reply
from bot.texts import duty as duty_texts
from bot.texts import meetings as texts
from handlers.recording import record

AHEAD_DAYS = 120
SHOWN = 9


def attend(turn: Turn, called: Meeting, way: str) -> Reply:
    """Check in to a meeting; a second time tells that she is there already."""
    mine = turn.ledger.of_kind(LEDGER, turn.person.id, called.day)
    done = next((e for e in mine if e.fields.get("meeting") == called.id and e.item == PRESENT), None)
    if done is not None:
        return Reply(texts.already_present(called.title, done.number))
    answers: Answers = {
        "meeting": called.id,
        "title": called.title,
        "place": called.place,
        "way": way,
        "at": turn.now.isoformat(timespec="seconds"),
        "happened_on": called.day.isoformat(),
    }
    return Reply(texts.present(called.title, record(turn, LEDGER, answers, item=PRESENT)))


def _ahead(turn: Turn) -> list[Meeting]:
    today = turn.now.date()
    return turn.ledger.meetings.between(turn.person.township_id, today, today + timedelta(days=AHEAD_DAYS))[
        :SHOWN
    ]


def _options(turn: Turn) -> list[Option]:
    return [Option(m.id, texts.option(m.title, m.day, m.place)) for m in _ahead(turn)]


def _questions(turn: Turn, answers: Answers) -> list[Question]:
    if not _ahead(turn):
        return []
    return [
        Question("meeting", "会议", texts.ASK_WHICH, ChoiceReader(_options)),
        Question("reason", "原因", texts.ASK_REASON, TextReader(200)),
    ]


def _finish(turn: Turn, answers: Answers) -> Reply:
    called = next((m for m in _ahead(turn) if m.id == answers.get("meeting")), None)
    if called is None:
        on_duty = turn.reminders.duties(turn.person.id, turn.now.date())
        return Reply(duty_texts.LEAVE_FROM_DUTY if on_duty else texts.NOTHING_AHEAD)
    told: Answers = {
        "meeting": called.id,
        "title": called.title,
        "reason": answers["reason"],
        "happened_on": called.day.isoformat(),
    }
    number = record(turn, LEDGER, told, item=LEAVE)
    notices, township = turn.ledger.notices, turn.person.township_id
    text = texts.leave_for_clerk(turn.person.name, called.title, answers["reason"], number)
    notices.tell(notices.clerks(township), township, "leave_asked", number, text, turn.now)
    return Reply(texts.leave_asked(called.title, number))


LEAVE_FLOW = Flow(
    name="leave",
    title="请假",
    hint="开会来不了,说一声",
    triggers=("请假", "我要请假", "来不了", "请个假", "清假"),
    questions=_questions,
    finish=_finish,
    roles=frozenset({"deputy"}),
    confirm=False,
    clears=True,
    secondary=True,
)
