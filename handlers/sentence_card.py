"""The card of one spoken sentence: its lines, filled as far as the sentence tells, else asked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from bot.dialog import words
from bot.dialog.flow import Question, Reader
from bot.dialog.readers import ChoiceReader, DateReader, NumberReader, Option, PlaceReader, TextReader
from bot.dialog.turn import Answers, Turn
from bot.ledger import kinds
from bot.ledger.kinds import LedgerKind
from bot.notes import rules
from bot.notes.told import (
    OPINION,
    PRACTICAL,
    PROBLEM,
    RECEPTION,
    STUDY,
    SUGGESTION,
    VISIT,
    WITH_PROBLEM,
    WITH_WHOM,
    Told,
    from_json,
)
from bot.texts import problems as problem_texts
from bot.texts import recording as texts
from handlers.recording import photos_question, problem_questions

KINDS: dict[str, tuple[LedgerKind, str]] = {
    VISIT: (kinds.HOME_VISIT, ""),
    RECEPTION: (kinds.RECEPTION, ""),
    PROBLEM: (kinds.PROBLEM, ""),
    OPINION: (kinds.FIVE_ONES, "hear_opinion"),
    SUGGESTION: (kinds.FIVE_ONES, "make_suggestion"),
    PRACTICAL: (kinds.FIVE_ONES, "do_practical_thing"),
    STUDY: (kinds.STUDY, ""),
}
MAX_CHARS = 1000
_WHOM_IS_QUIET = frozenset({PROBLEM, PRACTICAL})  # who it was is worth a line, not a question
_DONE = frozenset({VISIT, RECEPTION, PROBLEM, OPINION, PRACTICAL})


@dataclass(frozen=True)
class SentenceReader(Reader):
    """The sentence with what it tells, read once: "今天" stays the day on which it was said."""

    def read(self, turn: Turn, so_far: Any) -> dict[str, Any]:
        words_of_hers = TextReader(MAX_CHARS).read(turn, so_far)
        grids = [grid.name for grid in turn.roster.grids(turn.person.township_id)]
        told = turn.notes.read(
            words.plain(words_of_hers), turn.now.date(), turn.settings.ledger.categories, grids
        )
        return {"words": words_of_hers, "told": told.as_json()}


SENTENCE = Question("said", "原话", texts.ASK_SENTENCE, SentenceReader(), private=True)


def told_of(turn: Turn, answers: Answers) -> tuple[str, Told]:
    """Her words and what they tell. A draft of an older version kept the words only."""
    said = answers["said"]
    if isinstance(said, str):
        return said, rules.tell(words.plain(said), turn.now.date())
    return said["words"], from_json(said["told"])


def questions(turn: Turn, answers: Answers) -> list[Question]:
    if "said" not in answers:
        return [SENTENCE]
    said, told = told_of(turn, answers)
    ours = {item.key for item in turn.settings.five_ones}
    deeds = [Option(deed, deed) for deed, (_, item) in KINDS.items() if not item or item in ours]
    deed = answers.get("deed") or told.deed
    day = told.day.isoformat() if told.day else None
    asked = [
        Question("deed", "记作", texts.ASK_DEED, ChoiceReader(lambda _: deeds), default=told.deed),
        Question("happened_on", "日期", texts.ASK_DAY, DateReader(), default=day),
        *_grid(turn, told),
    ]
    if deed in WITH_WHOM | _WHOM_IS_QUIET:
        quiet = deed in _WHOM_IS_QUIET
        whom = Question("whom", "对象", texts.ASK_WITH_WHOM, TextReader(100), optional=quiet, quiet=quiet)
        asked.append(replace(whom, default=told.whom))
    if deed == VISIT:
        asked.append(
            Question("households", "户数", texts.ASK_HOUSEHOLDS, NumberReader(500), default=told.households)
        )
    if deed in WITH_PROBLEM:
        asked += _problem(turn, answers, told, said if deed == PROBLEM else None)
    if deed == PROBLEM:
        place = {"words": told.place} if told.place else None
        asked.append(Question("place", "地点", problem_texts.ASK_PLACE, PlaceReader(), default=place))
    if deed in _DONE:
        done = Question("done", "做了什么", texts.ASK_DONE, TextReader(500), optional=True, quiet=True)
        asked.append(replace(done, default=told.done))
    marked = [_marked(question, told, answers) for question in asked]
    return [SENTENCE, *marked, photos_question(turn)]


def _grid(turn: Turn, told: Told) -> list[Question]:
    """Her own, unless the sentence names another."""
    grids = turn.roster.grids(turn.person.township_id)
    if not grids:
        return []
    named = next((grid.id for grid in grids if grid.name == told.grid), None)
    options = [Option(grid.id, grid.name) for grid in grids]
    reader = ChoiceReader(lambda _: options)
    own = turn.person.grid_id or None
    return [Question("grid", "网格", texts.ASK_GRID, reader, optional=True, quiet=True, default=named or own)]


def _problem(turn: Turn, answers: Answers, told: Told, content: str | None) -> list[Question]:
    """``content``: of a sentence that is nothing but the problem."""
    line = Question(
        "problem",
        "问题",
        texts.ASK_HIS_PROBLEM,
        TextReader(1000),
        optional=content is None,
        quiet=True,
        default=told.problem or content,
    )
    said = str(answers["problem"] or "") or None if "problem" in answers else told.problem or content
    category = told.category if "problem" not in answers else None
    return [line, *problem_questions(turn, said, category)]


def _marked(question: Question, told: Told, answers: Answers) -> Question:
    """What a language model filled in, until she has said it herself."""
    if question.key not in told.by_model or question.key in answers:
        return question
    return replace(question, label=question.label + texts.MODEL_MARK)


def helped_by_model(turn: Turn, answers: Answers) -> bool:
    """``answers`` as the card shows them, defaults among them."""
    _, told = told_of(turn, answers)
    return any(getattr(told, key) == _plain(answers.get(key)) for key in told.by_model)


def _plain(value: Any) -> Any:
    return value["words"] if isinstance(value, dict) else value
