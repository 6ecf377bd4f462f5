"""Home visit (走访): whom, what was heard, whether there is a problem in it. Deputies only.

Writes one entry ``home_visit``, which also counts as an opinion heard and, with a problem, as one reported.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from bot.dialog import words
from bot.dialog.flow import Flow, NotAnAnswer, Question
from bot.dialog.readers import NumberReader, TextReader
from bot.dialog.turn import Answers, Turn
from bot.ledger.kinds import GRID_REGISTRATION
from bot.ledger.kinds import HOME_VISIT as LEDGER
from bot.messages import Reply
from bot.texts import recording as texts
from handlers.recording import (
    counts_note,
    day_question,
    missing_five,
    photos_question,
    problem_questions,
    record,
)


class ProblemReader(TextReader):
    """The problem itself: a bare "有" is not one yet."""

    def read(self, turn: Turn, so_far: Any) -> str:
        said = super().read(turn, so_far)
        if words.squeezed(said) in {"有", "有的", "有问题", "有一个"}:
            raise NotAnAnswer(texts.SAY_THE_PROBLEM)
        return said


def _questions(turn: Turn, answers: Answers) -> list[Question]:
    return [
        Question("whom", "走访对象", texts.ASK_WHOM, TextReader(100)),
        Question("content", "听到的", texts.ASK_HEARD, TextReader(2000)),
        Question("problem", "反映的问题", texts.ASK_HIS_PROBLEM, ProblemReader(1000), optional=True),
        *problem_questions(turn, answers.get("problem")),
        Question("households", "户数", texts.ASK_HOUSEHOLDS, NumberReader(500), default=1),
        day_question(turn),
        photos_question(turn),
    ]


def term_start(turn: Turn) -> date:
    """The first day of the term; of the year, where nobody entered the term."""
    began = turn.roster.term_began(
        turn.person.township_id, turn.now.date(), turn.settings.ledger.term_started_on
    )
    return began or date(turn.now.year, 1, 1)


def progress(turn: Turn) -> str:
    """How far one full round of the grid is; its households as she said when she registered."""
    visited = turn.ledger.households_visited(turn.person.id, term_start(turn))
    registered = turn.ledger.of_kind(GRID_REGISTRATION, turn.person.id, date.min)
    households = int(registered[-1].fields.get("households") or 0) if registered else 0
    return texts.visit_progress(visited, households)


def _finish(turn: Turn, answers: Answers) -> Reply:
    number = record(turn, LEDGER, answers, problem=answers.get("problem"))
    return Reply(texts.visit_saved(number, progress(turn), missing_five(turn)))


HOME_VISIT = Flow(
    name="home_visit",
    title="走访",
    hint="走了哪家、听到什么,记一笔",
    triggers=("走访", "入户", "入户走访", "走访登记", "走坊", "走访记录"),
    questions=_questions,
    finish=_finish,
    roles=frozenset({"deputy"}),
    note=lambda turn, answers: counts_note(turn, LEDGER, answers, answers.get("problem")),
)
