"""What a handler gets: one message, who sent it, and the desks it may use. Nothing global."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from bot.identity.desk import IdentityDesk
from bot.ledger.desk import LedgerDesk
from bot.messages import Incoming, Person
from bot.notes.first import Notes
from bot.notes.reading import Reader
from bot.reminders.desk import ReminderDesk
from bot.roster.desk import RosterDesk
from bot.settings import Settings

Answers = dict[str, Any]
"""A form's answers by question key; plain JSON, because the draft is a row."""


@dataclass(frozen=True)
class Answered:
    """One answer on procedure, ready for the chat. ``memory`` is what a follow-up or a number refers to."""

    text: str
    refused: bool
    memory: Mapping[str, Any]


class Answerer(Protocol):
    """The knowledge base as the chat sees it. Calls may take some 50 ms and never touch the ledger."""

    @property
    def slow(self) -> bool:
        """Whether an answer may take longer than the platform waits: a language model rephrases it."""
        ...

    def ask(self, question: str, memory: Mapping[str, Any] | None) -> Answered: ...

    def more(self, memory: Mapping[str, Any], number: int) -> Answered | None:
        """The further source that "2" asks for, or None when there is no such number."""


@dataclass(frozen=True)
class Turn:
    """One message being answered, inside its transaction."""

    incoming: Incoming
    person: Person
    now: datetime
    settings: Settings
    ledger: LedgerDesk
    roster: RosterDesk
    identity: IdentityDesk
    reminders: ReminderDesk
    answerer: Answerer
    memory: Mapping[str, Any] | None = None  # of the last answer, for follow-ups
    notes: Notes = Reader()  # by rules only, where nobody wired more

    @property
    def text(self) -> str:
        return self.incoming.text
