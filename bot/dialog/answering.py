"""One message answered in its transaction: who is it, what is open with her, which flow, what goes along."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from bot.channels import Channel
from bot.dialog import words
from bot.dialog.drafts import Drafts
from bot.dialog.reading import Reading
from bot.dialog.replies import digest
from bot.dialog.router import Router
from bot.dialog.turn import Answerer, Turn
from bot.errors import Refused
from bot.identity.desk import IdentityDesk
from bot.ladder.ladder import Ladder
from bot.ledger.desk import LedgerDesk
from bot.messages import Incoming, Kind, Reply
from bot.notes.first import Notes
from bot.reminders.desk import ReminderDesk
from bot.roster.desk import RosterDesk
from bot.settings import Settings


@dataclass(frozen=True)
class Answering:
    settings: Settings
    router: Router
    answerer: Answerer  # the one wired; a turn may have to do with one that has not searched yet
    ladder: Ladder

    def answer(
        self,
        connection: Connection,
        incoming: Incoming,
        channel: Channel,
        answerer: Answerer,
        notes: Notes,
        refusal: Refused | None,
        now: datetime,
    ) -> str:
        """The first page; empty when no answer is owed. ``refusal``: this is refused, and was taken back."""
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
