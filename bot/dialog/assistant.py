"""One message, one transaction: ledger rows, draft, bookmark and reply commit together under its key.

A resent message gets the first reply again, also after a restart. What goes without saying costs nothing: a
turn that was answered before, that is refused, or that needs slow work (searching the statutes), learns so in
the middle, is taken back, and then goes its longer way.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from sqlalchemy import Connection

from bot.channels import Channel
from bot.clock import Clock
from bot.dialog.answering import Answering
from bot.dialog.limits import Limiter
from bot.dialog.replies import AnsweredBefore, digest, keep, replied
from bot.dialog.router import Router
from bot.dialog.search_first import SearchFirst, Unsearched
from bot.dialog.turn import Answerer
from bot.errors import Refused
from bot.ladder.ladder import Ladder
from bot.messages import Incoming
from bot.notes.first import Notes, ReadBefore, ReadFirst, Unread
from bot.settings import Settings
from bot.store.database import Database

WAYS = (SearchFirst, ReadFirst, Refused, AnsweredBefore)  # why a turn is taken back


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
        return partial(self._turn, incoming, channel, key, *self._unprepared, None)

    @cached_property
    def _unprepared(self) -> tuple[Answerer, Notes]:
        return Unsearched(self.answerer), Unread(self.notes.reader)

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
        except AnsweredBefore:  # by another process, meanwhile
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
        text = self._answering.answer(connection, incoming, channel, answerer, notes, refusal, now)
        keep(connection, incoming, key, text, now)
        if incoming.media_id or incoming.media_url:
            self.after()
        return text

    @cached_property
    def _answering(self) -> Answering:
        return Answering(self.settings, self.router, self.answerer, self.ladder)
