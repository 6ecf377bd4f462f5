"""The five ones (五个一): one of five kinds of record, each with its own questions. Deputies only.

The five are rows in the settings, not code. Writes one entry ``five_ones``, with its photos.
"""

from __future__ import annotations

import re
from functools import lru_cache

from bot.dialog import words
from bot.dialog.flow import Flow, Question, Reader
from bot.dialog.readers import (
    ChoiceReader,
    DateReader,
    NumberReader,
    Option,
    PhotosReader,
    PlaceReader,
    TextReader,
)
from bot.dialog.turn import Answers, Turn
from bot.ledger.kinds import FIVE_ONES as LEDGER
from bot.messages import Kind, Reply
from bot.settings.parts import FiveOnesItem, ItemQuestion
from bot.texts import handlers as texts
from handlers.recording import REPORT_PROBLEM, missing_five, problem_questions, record

_PLAIN: dict[str, Reader] = {"date": DateReader(), "number": NumberReader(), "place": PlaceReader()}
_COUNTED = re.compile(r"一[次个条件份]")
_SAID = re.compile(r"^(?:五|5|伍|无)个(?:一|1)第?([1-9])?(?:项|个)?$")


def _options(turn: Turn) -> list[Option]:
    return [Option(item.key, item.label, (_short(item.label),)) for item in turn.settings.five_ones]


@lru_cache(maxsize=64)
def _short(label: str) -> str:
    """The label without its "一次", "一个": "反映问题" means 反映一个问题."""
    return _COUNTED.sub("", words.squeezed(label))


def _recognise(turn: Turn) -> Answers | None:
    if turn.incoming.kind is not Kind.TEXT:
        return None
    said = words.squeezed(turn.text)
    items = turn.settings.five_ones
    if found := _SAID.match(said):
        number = int(found.group(1) or 0)
        return {"item": items[number - 1].key} if 1 <= number <= len(items) else {}
    for item in items:
        if said in (words.squeezed(item.label), _short(item.label)):
            return {"item": item.key}
    return None


def _question(turn: Turn, of: ItemQuestion) -> Question:
    photos = turn.settings.limits.photos_per_entry
    return _made(of.key, of.label, of.ask, of.optional, of.kind, of.max_chars, photos)


@lru_cache(maxsize=128)  # a turn asks three times for the same five
def _made(key: str, label: str, ask: str, optional: bool, kind: str, max_chars: int, photos: int) -> Question:
    readers: dict[str, Reader] = {"photos": PhotosReader(photos), "text": TextReader(max_chars)}
    return Question(key, label, ask, readers.get(kind) or _PLAIN[kind], optional=optional)


_WHICH = Question("item", "哪一项", texts.ASK_WHICH_ITEM, ChoiceReader(_options))


def _questions(turn: Turn, answers: Answers) -> list[Question]:
    chosen = next((item for item in turn.settings.five_ones if item.key == answers.get("item")), None)
    if chosen is None:
        return [_WHICH]
    asked = [_question(turn, each) for each in chosen.ask]
    problem = _problem(chosen, answers)
    if problem and "category" not in {q.key for q in chosen.ask}:
        asked += problem_questions(turn, problem)
    return [_WHICH, *asked]


def _problem(item: FiveOnesItem, answers: Answers) -> str | None:
    """What the third of the five reports: it needs a category and is on its way to closing."""
    return str(answers.get("content") or "") or None if item.key == REPORT_PROBLEM else None


def _finish(turn: Turn, answers: Answers) -> Reply:
    item = next(item for item in turn.settings.five_ones if item.key == answers["item"])
    keys = [*(q.key for q in item.ask), "category", "urgency"]
    told = {key: answers[key] for key in keys if key in answers}
    problem = str(answers.get("content") or item.label) if item.key == REPORT_PROBLEM else None
    number = record(turn, LEDGER, told, item=item.key, problem=problem)
    photos = answers.get("photos") or {"ids": []}
    missing = missing_five(turn)
    return Reply(texts.five_ones_saved(item.label, number, len(photos["ids"]), missing))


FIVE_ONES = Flow(
    name="five_ones",
    title="五个一",
    hint="听意见、提建议、反映问题、办实事、写民情报告",
    triggers=("五个一", "5个一", "5个1", "五个1", "无个一", "伍个一"),
    questions=_questions,
    finish=_finish,
    roles=frozenset({"deputy"}),
    recognise=_recognise,
)
