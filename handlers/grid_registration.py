"""Grid registration (登记报到): a deputy and her grid, once a term. Deputies only.

Writes one entry ``grid_registration`` and asks the grid's worker, if there is one, to confirm it.
"""

from __future__ import annotations

from datetime import date

from bot.dialog.flow import Flow, Question
from bot.dialog.readers import ChoiceReader, NumberReader, Option
from bot.dialog.turn import Answers, Turn
from bot.ledger.corrections import Kept
from bot.ledger.kinds import GRID_REGISTRATION as LEDGER
from bot.messages import Reply
from bot.texts import recording as texts
from handlers.recording import day_question, record


def _grids(turn: Turn) -> list[Option]:
    return [Option(g.id, g.name, (g.code.lower(),)) for g in turn.roster.grids(turn.person.township_id)]


def _this_term(turn: Turn, grid_id: str) -> Kept | None:
    """Her registration in this grid and term; where nobody entered the term, ever."""
    began = turn.roster.term_began(
        turn.person.township_id, turn.now.date(), turn.settings.ledger.term_started_on
    )
    done = turn.ledger.of_kind(LEDGER, turn.person.id, began or date.min)
    return next((each for each in done if each.fields.get("grid") == grid_id), None)


def _questions(turn: Turn, answers: Answers) -> list[Question]:
    if not _grids(turn) or _this_term(turn, answers.get("grid") or turn.person.grid_id):
        return []
    households = NumberReader(20_000)
    return [
        Question("grid", "网格", texts.ASK_GRID, ChoiceReader(_grids), default=turn.person.grid_id or None),
        Question("households", "户数", texts.ASK_GRID_HOUSEHOLDS, households, optional=True),
        day_question(turn),
    ]


def _finish(turn: Turn, answers: Answers) -> Reply:
    if not _grids(turn):
        return Reply(texts.NO_GRIDS)
    grid = turn.roster.grid(answers.get("grid") or turn.person.grid_id)
    name = grid.name if grid else ""
    done = _this_term(turn, grid.id if grid else "")
    if done is not None:
        return Reply(texts.already_registered(done.number, name))
    number = record(turn, LEDGER, {**answers, "grid_name": name})
    notices, township = turn.ledger.notices, turn.person.township_id
    workers = notices.grid_workers(township, answers["grid"])
    text = texts.please_confirm(turn.person.name, name, number)
    notices.tell(workers, township, "registration_to_confirm", number, text, turn.now)
    return Reply(texts.registered(number, name, bool(workers)))


GRID_REGISTRATION = Flow(
    name="grid_registration",
    title="登记报到",
    hint="到网格报到,每届一次",
    triggers=("登记报到", "网格报到", "报到", "报道", "登记报道", "网格登记"),
    questions=_questions,
    finish=_finish,
    roles=frozenset({"deputy"}),
    secondary=True,
)
