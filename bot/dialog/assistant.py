"""One message, one transaction: ledger rows, draft, bookmark and reply commit together under its key.

A resent message gets the first reply again, also after a restart. What goes without saying costs nothing: a
turn that was answered before, that is refused, or that needs slow work (searching the statutes), learns so in
the middle, is taken back, and then goes its longer way.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import Connection

from bot.channels import Channel
from bot.clock import Clock
from bot.dialog import words
from bot.dialog.drafts import Drafts
from bot.dialog.limits import Limiter
from bot.dialog.reading import Reading
from bot.dialog.replies import Answered, digest, keep, replied
from bot.dialog.router import Router
from bot.dialog.search_first import SearchFirst, Unsearched
from bot.dialog.turn import Answerer, Turn
from bot.errors import Refused
from bot.identity.desk import IdentityDesk
from bot.ladder.ladder import Ladder
from bot.ledger.desk import LedgerDesk
from bot.messages import Incoming, Kind, Reply
from bot.notes.first import Notes, ReadBefore, ReadFirst, Unread
from bot.reminders.desk import ReminderDesk
from bot.roster.desk import RosterDesk
from bot.settings import Settings
from bot.store.database import Database

WAYS = (SearchFirst, ReadFirst, Refused, Answered)  # why a turn is taken back


@dataclass(frozen=True)
class Assistant:
    """The house behind the callback. ``prepare`` may be slow; ``after`` learns of something to fetch."""

    database: Database
    settings: Settings
    router: Router
    answerer: Answerer
    clock: Clock
    prepare: Callable[[str, Mapping[str, Any] | None], None]
    after: Callable[[], None]
    limiter: Limiter
    ladder: Ladder
    notes: ReadBefore

    def handle(self, incoming: Incoming, channel: Channel) -> str:
        """The text of the reply's first page; empty when no answer is owed. Waits for whatever it takes."""
        key = digest(incoming)
        refusal = self.limiter.refusal(incoming, key, self.clock())
        if refusal is not None:
            return self._first_or(incoming, key, refusal)
        try:
            return self.database.writer.run(self._first_try(incoming, channel, key))
        except WAYS as found:
            return self._otherwise(incoming, channel, key, found)

    async def begin(self, incoming: Incoming, channel: Channel) -> str | Callable[[], str]:
        """As :meth:`handle`, or what is left to do in a thread of its own because it takes longer."""
        key = digest(incoming)
        refusal = self.limiter.refusal(incoming, key, self.clock())
        if refusal is not None:
            return partial(self._first_or, incoming, key, refusal)
        try:
            return await self.database.writer.run_async(self._first_try(incoming, channel, key))
        except WAYS as found:
            return partial(self._otherwise, incoming, channel, key, found)

    def _first_try(self, incoming: Incoming, channel: Channel, key: str) -> Callable[[Connection], str]:
        """The turn with nothing slow in it: it raises what it would have to wait for."""
        unprepared = Unsearched(self.answerer), Unread(self.notes.reader)
        return partial(self._turn, incoming, channel, key, *unprepared, None)

    def _otherwise(self, incoming: Incoming, channel: Channel, key: str, found: Exception) -> str:
        """The longer way of a turn that was taken back; it may have been answered before."""
        if (first := self._first(incoming, key)) is not None:
            return first
        refusal = found if isinstance(found, Refused) else None
        if refusal is None and self.answerer.slow:
            self.ladder.begin(incoming, key)
        if isinstance(found, ReadFirst):
            self.notes.prepare(found)
        elif isinstance(found, SearchFirst):
            self.prepare(found.question, found.memory)
        turn = partial(self._turn, incoming, channel, key, self.answerer, self.notes)
        try:
            return self.database.writer.run(partial(turn, refusal))
        except Answered:  # by another process, meanwhile
            return self._first_or(incoming, key, "")
        except Refused as late:  # only now that the answer was at hand
            if refusal is not None:
                raise
            return self.database.writer.run(partial(turn, late))

    def _first_or(self, incoming: Incoming, key: str, refusal: str) -> str:
        """A flood does not take back what was answered before it."""
        first = self._first(incoming, key)
        return refusal if first is None else first

    def _first(self, incoming: Incoming, key: str) -> str | None:
        with self.database.read() as connection:
            return replied(connection, incoming.channel, key)

    def _turn(
        self,
        incoming: Incoming,
        channel: Channel,
        key: str,
        answerer: Answerer,
        notes: Notes,
        refusal: Refused | None,
        connection: Connection,
    ) -> str:
        """Raises :class:`Refused` when the person may not do this, so that nothing of it stays half-written;
        ``refusal`` is what such a turn is then answered with."""
        now = self.clock()
        text = self._answer(connection, incoming, channel, answerer, notes, refusal, now)
        keep(connection, incoming, key, text, now)
        if incoming.media_id or incoming.media_url:
            self.after()
        return text

    def _answer(
        self,
        connection: Connection,
        incoming: Incoming,
        channel: Channel,
        answerer: Answerer,
        notes: Notes,
        refusal: Refused | None,
        now: datetime,
    ) -> str:
        identity = IdentityDesk(connection, self.settings)
        reminders = ReminderDesk(connection, self.settings)
        if incoming.kind is Kind.NOTICE:
            reminders.report(incoming, now)
        if incoming.kind in (Kind.NOTICE, Kind.OTHER):
            return ""
        person = identity.recognise(incoming, now)
        left = identity.left
        reading = Reading(connection, incoming, now, left.reading)
        drafts = Drafts(connection, incoming, now, left.draft)
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
            answerer=answerer,
            memory=reading.memory,
            notes=notes,
        )
        if refusal is None:
            reply = self.router.route(turn, drafts, reading)
        else:
            self.router.after_refusal(drafts)
            reply = Reply(refusal.text)
        if incoming.kind is Kind.UNFOLLOW:
            return ""
        reply = identity.with_notice(incoming, reply, now)
        if left.push and person.bound and not reply.silent and (waiting := reminders.waiting(person.id, now)):
            reply = replace(reply, text="\n\n".join([*waiting, reply.text]))
        if (self.answerer.slow or incoming.kind is Kind.VOICE) and not reply.silent:
            self.ladder.finish(connection, incoming.channel, digest(incoming), reply.text)
        pages = channel.pages(reply) if not reply.silent else []
        reading.leave(pages[1:], reply.memory)
        return pages[0] if pages else ""
