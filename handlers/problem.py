"""A problem reported (问题): what, where, of which category, how urgent. Deputies only.

Writes one entry ``problem``, which also counts as the third of the five and begins its way to closing.
"""

from __future__ import annotations

from bot.dialog.flow import Flow, Question
from bot.dialog.readers import PlaceReader, TextReader
from bot.dialog.turn import Answers, Turn
from bot.ledger.kinds import PROBLEM as LEDGER
from bot.messages import Reply
from bot.texts import problems as texts
from bot.texts import recording
from handlers.recording import (
    counts_note,
    day_question,
    missing_five,
    photos_question,
    problem_questions,
    record,
)


def _questions(turn: Turn, answers: Answers) -> list[Question]:
    return [
        Question("content", "问题", texts.ASK_CONTENT, TextReader(2000)),
        Question("place", "地点", texts.ASK_PLACE, PlaceReader()),
        *problem_questions(turn, answers.get("content")),
        Question("whom", "谁反映的", recording.ASK_CALLER, TextReader(40), optional=True, quiet=True),
        day_question(turn),
        photos_question(turn),
    ]


def _note(turn: Turn, answers: Answers) -> str:
    return "\n".join(
        filter(None, [texts.GUESSED, counts_note(turn, LEDGER, answers, answers.get("content"))])
    )


def _finish(turn: Turn, answers: Answers) -> Reply:
    number = record(turn, LEDGER, answers, item=str(answers["category"]), problem=str(answers["content"]))
    return Reply(texts.reported(number, missing_five(turn)))


PROBLEM = Flow(
    name="problem",
    title="问题上报",
    hint="路灯坏了、路不平……报上来有人办",
    triggers=("问题上报", "上报问题", "报问题", "问题", "上报"),
    questions=_questions,
    finish=_finish,
    roles=frozenset({"deputy"}),
    note=_note,
)
