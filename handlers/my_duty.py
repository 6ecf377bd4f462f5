"""My duty days (我的值班): see them, say yes, ask for leave; also the answer to "could you step in?".

Deputies only. Writes the answer on the line of the duty roster; a leave asks the next deputy in turn.
"""

from __future__ import annotations

from bot.dialog.flow import Flow, Question
from bot.dialog.readers import ChoiceReader, Option, TextReader
from bot.dialog.turn import Answers, Turn
from bot.messages import Reply
from bot.reminders.desk import DutyDay
from bot.texts import duty as texts

COMES, CANNOT = "comes", "cannot"


def _days(turn: Turn) -> list[DutyDay]:
    return turn.reminders.duties(turn.person.id, turn.now.date())


def _options(turn: Turn) -> list[Option]:
    return [Option(day.id, texts.duty_line(day.day, day.station, day.state)) for day in _days(turn)]


def _answers(_turn: Turn) -> list[Option]:
    return [
        Option(COMES, texts.COMES, ("能来", "确认", "来")),
        Option(CANNOT, texts.CANNOT, ("请假", "不能来", "来不了")),
    ]


def _questions(turn: Turn, answers: Answers) -> list[Question]:
    if not _days(turn):
        return []
    asked = [
        Question("day", "哪一天", texts.ASK_WHICH_DAY, ChoiceReader(_options)),
        Question("answer", "能来吗", texts.ASK_COMING, ChoiceReader(_answers)),
    ]
    if answers.get("answer") == CANNOT:
        asked.append(Question("reason", "原因", texts.ASK_REASON, TextReader(100), optional=True))
    return asked


def _finish(turn: Turn, answers: Answers) -> Reply:
    chosen = next((day for day in _days(turn) if day.id == answers.get("day")), None)
    if chosen is None:
        return Reply(texts.NO_DUTY)
    if answers["answer"] == COMES:
        turn.reminders.confirm(chosen.id, turn.person.id, turn.now)
        return Reply(texts.comes(chosen.day, chosen.station))
    stand_in = turn.reminders.refuse(chosen, turn.person.id, answers.get("reason") or "", turn.now)
    return Reply(texts.excused(stand_in))


MY_DUTY = Flow(
    name="my_duty",
    title="我的值班",
    hint="确认值班,或者请假",
    triggers=("我的值班", "值班", "我的直班"),
    questions=_questions,
    finish=_finish,
    roles=frozenset({"deputy"}),
    confirm=False,
    clears=True,
    listed=False,  # the reminder that asks for it says the words
)
