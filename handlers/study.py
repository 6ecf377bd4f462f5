"""Study and training (学习培训): what, how long. Deputies only. Writes one entry ``study``."""

from __future__ import annotations

from bot.dialog.flow import Flow, Question
from bot.dialog.readers import NumberReader, TextReader
from bot.dialog.turn import Answers, Turn
from bot.ledger.kinds import STUDY as LEDGER
from bot.messages import Reply
from bot.texts import pledges as texts
from handlers.recording import day_question, photos_question, record


def _questions(turn: Turn, answers: Answers) -> list[Question]:
    return [
        Question("content", "学了什么", texts.ASK_STUDIED, TextReader(500)),
        Question("hours", "学时", texts.ASK_HOURS, NumberReader(200), optional=True, quiet=True),
        day_question(turn),
        photos_question(turn),
    ]


def _finish(turn: Turn, answers: Answers) -> Reply:
    return Reply(texts.studied(record(turn, LEDGER, answers)))


STUDY = Flow(
    name="study",
    title="学习培训",
    hint="参加了什么学习、培训",
    triggers=("学习培训", "学习", "培训", "学习登记", "培训登记"),
    questions=_questions,
    finish=_finish,
    roles=frozenset({"deputy"}),
    secondary=True,
)
