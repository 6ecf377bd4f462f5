"""One message, one transaction: ledger rows, draft, bookmark and reply commit together under its key.

A resent message gets the first reply again, also after a restart. Slow work (searching the statutes) happens
before the transaction begins; see ``prepare``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select

from bot.channels import Channel
from bot.clock import Clock
from bot.dialog import words
from bot.dialog.drafts import Drafts
from bot.dialog.limits import Limiter
from bot.dialog.reading import Reading
from bot.dialog.router import Router
from bot.dialog.turn import Answerer, Turn
from bot.errors import Refused
from bot.identity.desk import IdentityDesk
from bot.ladder.ladder import Ladder
from bot.ledger.desk import LedgerDesk
from bot.messages import Incoming, Kind, Reply
from bot.reminders.desk import ReminderDesk
from bot.roster.desk import RosterDesk
from bot.settings import Settings
from bot.store.database import Database
from bot.store.tables import message

MIN_QUESTION_CHARS = 4

# Statements of the hot path are built once: building one costs five times its execution.
REPLY = select(message.c.reply).where(
    message.c.channel == bindparam("in_channel"), message.c.key == bindparam("with_key")
)
KEEP_REPLY = insert(message)


@dataclass(frozen=True)
class Assistant:
    """The house behind the callback. ``prepare`` may be slow; ``after`` learns that something was written."""

    database: Database
    settings: Settings
    router: Router
    answerer: Answerer
    clock: Clock
    prepare: Callable[[str, Mapping[str, Any] | None], None]
    after: Callable[[], None]
    limiter: Limiter
    ladder: Ladder

    def handle(self, incoming: Incoming, channel: Channel) -> str:
        """The text of the reply's first page; empty when no answer is owed."""
        key = digest(incoming)
        with self.database.read() as connection:
            first = _replied(connection, incoming.channel, key)
            look_up = first is None and self._is_a_question(connection, incoming)
            memory = Reading(connection, incoming, self.clock()).memory if look_up else None
        if first is not None:
            return first
        refusal = self.limiter.refusal(incoming, key, self.clock())
        if refusal is not None:
            return refusal
        if look_up:
            if self.answerer.slow:
                self.ladder.begin(incoming, key)
            self.prepare(incoming.text, memory)
        with self.database.write() as connection:
            first = _replied(connection, incoming.channel, key)
            if first is not None:
                return first
            text = self._answer(connection, incoming, channel)
            answered = {"channel": incoming.channel, "key": key, "received_at": self.clock(), "reply": text}
            sender = "" if incoming.kind is Kind.UNFOLLOW else incoming.sender
            connection.execute(KEEP_REPLY, {**answered, "sender": sender, "kind": str(incoming.kind)})
        self.after()
        return text

    def _answer(self, connection: Connection, incoming: Incoming, channel: Channel) -> str:
        now = self.clock()
        identity = IdentityDesk(connection, self.settings)
        reminders = ReminderDesk(connection, self.settings)
        if incoming.kind is Kind.NOTICE:
            reminders.report(incoming, now)
        if incoming.kind in (Kind.NOTICE, Kind.OTHER):
            return ""
        person = identity.recognise(incoming, now)
        reading = Reading(connection, incoming, now)
        drafts = Drafts(connection, incoming, now)
        if words.squeezed(incoming.text) in words.MORE and reading.pages:
            return reading.next_page() or ""
        turn = Turn(
            incoming=incoming,
            person=person,
            now=now,
            settings=self.settings,
            ledger=LedgerDesk(connection, self.settings),
            roster=RosterDesk(connection),
            identity=identity,
            reminders=reminders,
            answerer=self.answerer,
            memory=reading.memory,
        )
        reply = self._routed(connection, turn, drafts, reading)
        if incoming.kind is Kind.UNFOLLOW:
            return ""
        reply = identity.with_notice(incoming, reply, now)
        if person.bound and not reply.silent:
            waiting = reminders.waiting(person.id, now)
            reply = replace(reply, text="\n\n".join([*waiting, reply.text]))
        if self.answerer.slow and not reply.silent:
            self.ladder.finish(connection, incoming.channel, digest(incoming), reply.text)
        pages = channel.pages(reply) if not reply.silent else []
        reading.leave(pages[1:], reply.memory)
        return pages[0] if pages else ""

    def _routed(self, connection: Connection, turn: Turn, drafts: Drafts, reading: Reading) -> Reply:
        """Route inside a savepoint, so that a refusal leaves nothing half-written."""
        savepoint = connection.begin_nested()
        try:
            reply = self.router.route(turn, drafts, reading)
        except Refused as refusal:
            savepoint.rollback()
            drafts.reread()
            self.router.after_refusal(drafts)
            return Reply(refusal.text)
        savepoint.commit()
        return reply

    def _is_a_question(self, connection: Connection, incoming: Incoming) -> bool:
        """Whether the turn will very likely search the statutes; a wrong guess costs time, not truth."""
        if incoming.kind is not Kind.TEXT or len(words.squeezed(incoming.text)) < MIN_QUESTION_CHARS:
            return False
        if self.router.names(incoming.text):
            return False
        in_a_form = Drafts(connection, incoming, self.clock()).active() is not None
        return not in_a_form or words.is_procedure_question(incoming.text)


def digest(incoming: Incoming) -> str:
    """The key under which a message is answered: names it for ever, and nobody who sent it."""
    return hashlib.sha256(incoming.key.encode()).hexdigest()


def _replied(connection: Connection, channel: str, key: str) -> str | None:
    found = connection.execute(REPLY, {"in_channel": channel, "with_key": key})
    return found.scalar_one_or_none()
