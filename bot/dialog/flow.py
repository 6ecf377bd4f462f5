"""What a flow is: a list of questions, and what to do with the answers.

The step is never stored: it is the first question without an answer, so an answer can be edited in the
middle and a restart loses nothing. A question knows whether it applies and does not know its neighbours.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.dialog.turn import Answers, Turn
from bot.messages import Choice, Incoming, Reply


class NotAnAnswer(Exception):
    """What was sent does not answer the question. ``text`` says what would, in one sentence."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class AskAgain(Exception):
    """Raised by ``finish``: the answer to ``key`` is wrong; ``text`` says why, then it is asked again."""

    def __init__(self, key: str, text: str) -> None:
        super().__init__(text)
        self.key = key
        self.text = text


@dataclass(frozen=True)
class Unfinished:
    """An answer that grows over several messages, like photos; the question stays until it is done."""

    value: Any
    text: str  # what to tell after this part


class Reader:
    """Reads one kind of answer. Subclasses live in ``bot/dialog/readers.py``."""

    def read(self, turn: Turn, so_far: Any) -> Any:
        """The answer as plain JSON, or :class:`Unfinished`. Raises :class:`NotAnAnswer`."""
        raise NotImplementedError

    def show(self, turn: Turn, value: Any) -> str:
        """The answer as the summary card shows it."""
        return str(value)

    def complete(self, value: Any) -> bool:
        return True

    def choices(self, turn: Turn) -> tuple[Choice, ...]:
        return ()

    def claims(self, turn: Turn) -> bool:
        """Whether this is so clearly an answer that no other flow may take it for its own name."""
        return False

    def accepts(self, incoming: Incoming) -> bool:
        """Whether this kind of message can be an answer at all."""
        return bool(incoming.text)


@dataclass(frozen=True)
class Question:
    key: str
    label: str
    ask: str
    reader: Reader
    optional: bool = False
    private: bool = False  # not shown on the card (a code)
    default: Any = None  # stands on the card until she changes it, and is never asked for by itself
    quiet: bool = False  # never asked by itself, but shown on the card, where it can be added

    def answered(self, answers: Answers) -> bool:
        if self.key not in answers:
            return False
        value = answers[self.key]
        return value is None or self.reader.complete(value)


@dataclass(frozen=True)
class Repeat:
    """A form that starts again by itself, like caller after caller; 结束 ends the round."""

    carry: Callable[[Answers], Answers]  # what stays the same for the next one
    ended: Callable[[Turn, int], Reply]  # told how many were recorded in this round


@dataclass(frozen=True)
class Flow:
    """One thing a user can do. ``handlers/__init__.py`` lists them in menu order."""

    name: str
    title: str
    hint: str  # one line of help
    triggers: tuple[str, ...]  # squeezed forms; the first is the one we teach
    questions: Callable[[Turn, Answers], Sequence[Question]]
    finish: Callable[[Turn, Answers], Reply]
    roles: frozenset[str] = frozenset()  # empty: anybody, also unbound
    recognise: Callable[[Turn], Answers | None] | None = None  # first answers out of a richer message
    confirm: bool = True  # a summary card before saving
    listed: bool = True  # in the help
    secondary: bool = False  # on the help's second page
    newcomers: bool | None = None  # in the help only before binding (True), only after it (False)
    only_when_free: bool = False  # ``recognise`` is not asked while another form is open
    note: Callable[[Turn, Answers], str] | None = None  # one more line under the card
    repeat: Repeat | None = None
    clears: bool = False  # a flow without memory: starting it never leaves a draft


def no_questions(_turn: Turn, _answers: Answers) -> Sequence[Question]:
    return ()
