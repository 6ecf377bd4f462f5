"""Wiring: every room of the house, built once from the settings."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from bot.channels import Channel
from bot.clock import Clock, system_clock
from bot.console.overrides import in_force
from bot.dialog.assistant import Assistant
from bot.dialog.drafts import drop_stale
from bot.dialog.limits import Limiter
from bot.dialog.replies import digest
from bot.dialog.router import Router
from bot.entry.answerer import KnowledgeAnswerer
from bot.entry.errands import Errand
from bot.entry.listening import listened
from bot.entry.notes import open_notes
from bot.entry.shelf import model_of, names_in, open_knowledge
from bot.ladder.ladder import Ladder
from bot.ledger.attachments import fetch_waiting
from bot.ledger.audit_chain import prune
from bot.messages import Incoming
from bot.outbox.record import Tally
from bot.outbox.send import send_due
from bot.outbox.ways import Sender
from bot.outbox.ways.opened import open_ways
from bot.reminders.plan import plan_some
from bot.settings import Settings
from bot.store.database import Database
from bot.store.retention import sweep_daily, sweep_files
from bot.wechat.channel import WeChatChannel
from bot.wechat.speech import hears
from bot.wecom.channel import WeComChannel
from handlers import ASK, FLOWS, HELP
from knowledge.base import Knowledge

log = logging.getLogger(__name__)
ERRANDS_EVERY_SECONDS = 60


@dataclass
class House:
    """``settings``: those in force, ``file_settings`` with what was changed at the desk over them."""

    settings: Settings
    file_settings: Settings
    database: Database
    knowledge: Knowledge
    channels: dict[str, Channel]
    ways: Mapping[str, Sender]
    assistant: Assistant
    ladder: Ladder
    errands: Errand
    clock: Clock

    def handle(self, incoming: Incoming) -> str:
        channel = self.channels[incoming.channel]
        if hears(self.settings.speech, incoming):
            incoming = listened(self.assistant, self.settings.speech, incoming, channel)
        return self.assistant.handle(incoming, channel)

    async def begin(self, incoming: Incoming) -> str | Callable[[], str]:
        """The reply, or what is left to do in a thread of its own; see :meth:`Assistant.begin`."""
        if hears(self.settings.speech, incoming):
            return partial(self.handle, incoming)
        return await self.assistant.begin(incoming, self.channels[incoming.channel])

    def late(self, incoming: Incoming, text: str) -> None:
        """The answer to a turn that the platform has stopped waiting for."""
        self.ladder.deliver(incoming, digest(incoming), text)

    def short_text(self, incoming: Incoming) -> str | None:
        return self.ladder.short_text(incoming, digest(incoming))

    def run_errands(self) -> None:
        """Photos to fetch, and long answers that a process which is gone had begun."""
        fetch_waiting(self.database, self.channels, self.settings.data_dir, self.clock())
        self.ladder.resume(self.handle, digest)

    def plan_and_send(self) -> Tally:
        """One ring of the bell: plan ahead, send what is due, sweep what is stale."""
        now = self.clock()
        plan_some(self.database, self.settings, now)
        with self.database.write() as connection:
            drop_stale(connection, now, self.settings.limits.draft_days)
            prune(connection, now, self.settings.privacy.audit_days)
            if sweep_daily(connection, self.settings, now):
                sweep_files(connection, self.settings.data_dir, now)
        return send_due(self.database, self.ways, self.settings, now)

    def apply(self, settings: Settings) -> None:
        """Settings that were changed at the desk, in force from the next message and the next ring on."""
        self.settings = settings
        self.assistant = replace(self.assistant, settings=settings)

    def close(self) -> None:
        self.knowledge.close()
        self.database.close()


def open_database(settings: Settings) -> Database:
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    database = Database(settings.database_url)
    database.migrate()
    return database


def build(settings: Settings, clock: Clock = system_clock, knowledge: Knowledge | None = None) -> House:
    """The house over the settings' data; ``knowledge``: one that is open already, which its owner closes."""
    file_settings, database = settings, open_database(settings)
    with database.read() as connection:
        settings = in_force(connection, file_settings)
    knowledge = knowledge or open_knowledge(settings, model_of(settings, database, clock), names_in(database))
    channels: dict[str, Channel] = {"wechat": WeChatChannel(settings)}
    if settings.wecom.corp_id:
        channels["wecom"] = WeComChannel(settings)
    answerer = KnowledgeAnswerer(knowledge, lambda: clock().date(), settings.server.public_url)
    ladder = Ladder(database, settings, channels, clock)
    errands = Errand("errands", lambda: house.run_errands(), ERRANDS_EVERY_SECONDS)
    assistant = Assistant(
        database=database,
        settings=settings,
        router=Router(FLOWS, fallback=ASK, helper=HELP),
        answerer=answerer,
        clock=clock,
        prepare=answerer.prepare,
        after=errands.wake,
        limiter=Limiter(settings.limits),
        ladder=ladder,
        notes=open_notes(settings, knowledge, database, clock),
    )
    ways = open_ways(settings)
    house = House(
        settings, file_settings, database, knowledge, channels, ways, assistant, ladder, errands, clock
    )
    return house
