"""The chat's own questions as fields of a page: what is asked, and what counts as an answer, is said once.

A clerk fills them in for a deputy (代录), or mends one line of an entry. The flows come from the wiring.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from bot.console.desk import Desk, NotFound
from bot.dialog.flow import Flow, NotAnAnswer, Question
from bot.dialog.readers import ChoiceReader, DateReader, NumberReader, PhotosReader, TextReader
from bot.dialog.turn import Answered, Answers, Turn
from bot.identity.desk import IdentityDesk
from bot.ledger.corrections import Kept
from bot.ledger.desk import LedgerDesk
from bot.ledger.entries import NewEntry
from bot.messages import Incoming, Kind, Person
from bot.reminders.desk import ReminderDesk
from bot.roster.desk import RosterDesk
from bot.settings import Settings
from bot.texts import console_ledgers as texts

CHANNEL = "desk"
LONG_CHARS = 100  # what may be longer gets several rows
REASON_CHARS = 200  # why she writes or mends it


@dataclass(frozen=True)
class RecordForms:
    """``flows``: what a clerk may write for a deputy, by the ledger's key, in the order of the menu."""

    flows: Mapping[str, Flow]
    questions_of: Callable[[Turn, Kept], Sequence[Question]]
    correctable: Collection[str]


def forms_of(desk: Desk) -> RecordForms:
    """Those that the wiring gave; raises :class:`NotFound` where it gave none."""
    if desk.rooms.forms is None:
        raise NotFound
    return desk.rooms.forms


@dataclass(frozen=True)
class Field:
    """A question for the template. ``kind``: text, long, date, number or choice."""

    key: str
    label: str
    ask: str
    kind: str
    value: str
    required: bool
    options: Sequence[tuple[str, str]] = ()
    most: int = 0
    error: str = ""


class NoAnswerer:
    """No flow that writes an entry asks the knowledge base."""

    slow = False

    def ask(self, question: str, memory: Mapping[str, Any] | None) -> Answered:
        raise NotImplementedError

    def more(self, memory: Mapping[str, Any], number: int) -> Answered | None:
        raise NotImplementedError


class OnBehalf(LedgerDesk):
    """A ledger in which everything is written down by the clerk, with her reason, and told to the deputy."""

    def __init__(self, connection: Connection, settings: Settings, by: str, reason: str) -> None:
        super().__init__(connection, settings)
        self._by, self._reason = by, reason
        self.numbers: list[str] = []

    def add(self, new: NewEntry, now: datetime) -> str:
        fields = {**new.fields, "entered_for": self._reason}
        number = super().add(replace(new, changed_by=self._by, fields=fields), now)
        self.numbers.append(number)
        text = texts.entered_for_deputy(number, self._reason)
        self.notices.tell([new.person_id], new.township_id, "entered_for", number, text, now)
        return number


def turn_of(connection: Connection, desk: Desk, person: Person, ledger: LedgerDesk | None = None) -> Turn:
    """A message that nobody sent: what the flows' questions and readers want to know."""
    incoming = Incoming(CHANNEL, "", desk.actor, "", Kind.TEXT, desk.now)
    return Turn(
        incoming=incoming,
        person=person,
        now=desk.now,
        settings=desk.settings,
        ledger=ledger or LedgerDesk(connection, desk.settings),
        roster=RosterDesk(connection),
        identity=IdentityDesk(connection, desk.settings),
        reminders=ReminderDesk(connection, desk.settings),
        answerer=NoAnswerer(),
    )


def read_answers(turn: Turn, flow: Flow, sent: Mapping[str, str]) -> tuple[Answers, dict[str, str]]:
    """The answers, and what is wrong with those that are none: by the question's key, in one sentence.

    An answer may bring up further questions; what was not on the page yet is wanted without a reproach.
    """
    answers: Answers = {}
    wrong: dict[str, str] = {}
    for _ in range(len(sent) + 2):  # each round answers at least one more, or nothing is left
        left = [q for q in asked(flow, turn, answers) if q.key not in answers and q.key not in wrong]
        if not left:
            break
        for question in left:
            try:
                answers[question.key] = read_one(turn, question, sent.get(question.key))
            except NotAnAnswer as error:
                wrong[question.key] = error.text
    return answers, wrong


def asked(flow: Flow, turn: Turn, answers: Answers) -> list[Question]:
    """All but the photos, which ``photos.py`` takes in."""
    return [q for q in flow.questions(turn, answers) if not isinstance(q.reader, PhotosReader)]


def read_one(turn: Turn, question: Question, said: str | None) -> Any:
    """Raises :class:`NotAnAnswer`. ``said`` None: the question was not on the page."""
    if said is None and question.default is not None:
        return question.default
    if not said:
        if question.optional:
            return None
        raise NotAnAnswer("" if said is None else texts.ANSWER_NEEDED)
    if isinstance(question.reader, ChoiceReader):
        if said not in {option.key for option in question.reader.options(turn)}:
            raise NotAnAnswer(texts.CHOOSE_ONE)
        return said
    return question.reader.read(replace(turn, incoming=replace(turn.incoming, text=said)), None)


def field_of(turn: Turn, question: Question, value: Any, error: str = "") -> Field:
    reader = question.reader
    kind, options, most = "text", [], 0
    if isinstance(reader, ChoiceReader):
        kind, options = "choice", [(option.key, option.label) for option in reader.options(turn)]
    elif isinstance(reader, DateReader):
        kind = "date"
    elif isinstance(reader, NumberReader):
        kind = "number"
    elif isinstance(reader, TextReader):
        kind, most = ("long" if reader.max_chars > LONG_CHARS else "text"), reader.max_chars
    if isinstance(value, Mapping):  # a place, by its words
        value = value.get("words", "")
    shown = "" if value is None else str(value)
    required = not question.optional
    return Field(question.key, question.label, question.ask, kind, shown, required, options, most, error)
