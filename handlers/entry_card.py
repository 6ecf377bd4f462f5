"""An entry as the form that wrote it: its questions, for showing it and for correcting it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from bot.dialog import words
from bot.dialog.flow import Flow, NotAnAnswer, Question
from bot.dialog.readers import ChoiceReader, Option
from bot.dialog.turn import Answers, Turn
from bot.ledger.corrections import Kept
from bot.ledger.kinds import KINDS
from bot.texts import trust as texts
from handlers.five_ones import FIVE_ONES
from handlers.grid_registration import GRID_REGISTRATION
from handlers.home_visit import HOME_VISIT
from handlers.problem import PROBLEM
from handlers.reception import RECEPTION

NUMBER = re.compile(r"([a-z]{2})-?(\d{4})-?(\d{4,6})")
FLOWS: dict[str, Flow] = {
    flow.name: flow for flow in (FIVE_ONES, RECEPTION, HOME_VISIT, PROBLEM, GRID_REGISTRATION)
}
# What decides which questions were asked, or lies elsewhere, is not corrected but withdrawn and told anew.
FIXED = frozenset({"item", "handling", "station", "grid", "photos"})


def number_in(text: str) -> str | None:
    """The number of an entry in what was typed: "wg20260001" is WG-2026-0001."""
    found = NUMBER.search(words.squeezed(text))
    return None if found is None else f"{found[1]}-{found[2]}-{found[3]}".upper()


def numbers_in(text: str) -> list[str]:
    """All numbers of entries in a text, once each, in their order."""
    found = (f"{each[1]}-{each[2]}-{each[3]}".upper() for each in NUMBER.finditer(words.squeezed(text)))
    return list(dict.fromkeys(found))


class EntryReader(ChoiceReader):
    """One of the entries that are offered, or any number typed out."""

    def read(self, turn: Turn, so_far: Any) -> str:
        typed = number_in(turn.text)
        if typed is not None:
            return typed
        if not self.options(turn):
            raise NotAnAnswer(texts.NEED_NUMBER)
        return str(super().read(turn, so_far))

    def show(self, turn: Turn, value: Any) -> str:
        """What it says is for its author and the clerk; whoever else types a number learns nothing of it."""
        entry = turn.ledger.find(turn.person.township_id, value)
        hers = entry is not None and (turn.person.role == "clerk" or entry.person_id == turn.person.id)
        return f"{value} {summary(turn, entry)}" if entry is not None and hers else str(value)


def answers_of(entry: Kept) -> Answers:
    return {**entry.fields, "item": entry.item, "happened_on": entry.happened_on.isoformat()}


def questions_of(turn: Turn, entry: Kept) -> list[Question]:
    """The questions behind the entry; none for kinds that no form writes."""
    flow = FLOWS.get(entry.kind)
    questions = flow.questions(turn, answers_of(entry)) if flow else ()
    return [question for question in questions if question.key not in FIXED]


def rows(turn: Turn, entry: Kept) -> list[tuple[str, str]]:
    """Label and answer, as its card showed them."""
    answers = answers_of(entry)
    return [
        (question.label, question.reader.show(turn, answers[question.key]))
        for question in questions_of(turn, entry)
        if answers.get(question.key) is not None
    ]


def summary(turn: Turn, entry: Kept, max_chars: int = 20) -> str:
    """One line: what kind, and the beginning of what it says."""
    labels = {item.key: item.label for item in turn.settings.five_ones}
    said = entry.fields.get("content") or entry.fields.get("title") or entry.fields.get("grid_name") or ""
    return f"{labels.get(entry.item, KINDS[entry.kind].label)} {str(said)[:max_chars]}".strip()


def entry_options(turn: Turn, entries: Sequence[Kept], *, names: bool = False) -> list[Option]:
    return [
        Option(
            entry.number,
            " ".join(filter(None, [entry.number, entry.person if names else "", summary(turn, entry)])),
            (entry.number.lower(),),
        )
        for entry in entries
    ]


def named_with(*trigger: str) -> Callable[[Turn], Answers | None]:
    """Recognises a trigger word with an entry's number behind it: "更正 WG-2026-0001"."""

    def recognise(turn: Turn) -> Answers | None:
        said = words.squeezed(turn.text)
        number = number_in(said)
        return {"number": number} if number and said.startswith(trigger) else None

    return recognise
