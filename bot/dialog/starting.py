"""Starting a flow: who may, what becomes of the form that was open, and of the one that waits."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from bot.dialog.directory import Directory
from bot.dialog.drafts import ACTIVE, PAUSED, Drafts
from bot.dialog.filling import resting
from bot.dialog.flow import Flow
from bot.dialog.form import Form
from bot.dialog.turn import Answers, Turn
from bot.messages import Reply
from bot.texts import dialog as texts


@dataclass(frozen=True)
class Starting:
    directory: Directory

    def start(self, turn: Turn, drafts: Drafts, flow: Flow, first: Answers) -> Reply:
        self.directory.check(turn, flow)
        note = self._make_room(drafts, flow)
        kept = None if flow.clears else drafts.of(flow.name)
        if kept is not None:
            note = texts.offer_draft(flow.title) if kept.state != ACTIVE else note
            first = {**first, **kept.answers}
        reply = Form(flow, turn, drafts, first).ask()
        return dataclasses.replace(reply, text=f"{reply.text}\n{note}") if note else reply

    def _make_room(self, drafts: Drafts, flow: Flow) -> str:
        """Put another form that is open aside, or drop it when it is one that nobody would miss."""
        other = drafts.active()
        if other is None or other.flow == flow.name:
            return ""
        waiting = self.directory.by_name(other.flow)
        if waiting is None or waiting.clears or resting(other.answers):
            drafts.drop(other.flow)
            return ""
        drafts.save(other.flow, other.answers, PAUSED)
        return texts.replaced(waiting.title)

    def offering(self, drafts: Drafts, reply: Reply) -> Reply:
        paused = drafts.paused()
        if paused is None or self.directory.by_name(paused.flow) is None:
            return reply
        return dataclasses.replace(
            reply, text=f"{reply.text}\n{texts.offer_draft(self.directory.title(paused.flow))}"
        )
