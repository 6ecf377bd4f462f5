"""Looking flows up: by what a message carries, by a menu key, by a trigger word; and who may use which."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.dialog import words
from bot.dialog.flow import Flow
from bot.dialog.turn import Answers, Turn
from bot.errors import Refused
from bot.messages import Kind
from bot.texts import identity as identity_texts

Recognising = tuple[Flow, Callable[[Turn], Answers | None]]


@dataclass(frozen=True)
class Directory:
    """All flows in menu order."""

    flows: Sequence[Flow]

    def named(self, turn: Turn, *, free: bool) -> tuple[Flow, Answers] | None:
        """The flow that the message names: by what it carries, by a menu key, by a trigger word."""
        for flow, recognise in self._recognising if free else self._interrupting(turn.person.role):
            if (first := recognise(turn)) is not None:
                return flow, first
        said = turn.incoming.scene if turn.incoming.kind is Kind.TAP else words.squeezed(turn.text)
        for flow in self._by_word.get(said, ()) if said else ():
            if free or self._may(turn.person.role, flow):
                return flow, {}
        return None

    @cached_property
    def _recognising(self) -> list[Recognising]:
        return [(flow, flow.recognise) for flow in self.flows if flow.recognise is not None]

    @cached_property
    def _by_word(self) -> dict[str, list[Flow]]:
        """By name and by trigger word, in menu order."""
        found: dict[str, list[Flow]] = {}
        for flow in self.flows:
            for word in dict.fromkeys((flow.name, *flow.triggers)):
                found.setdefault(word, []).append(flow)
        return found

    def _may(self, role: str, flow: Flow) -> bool:
        return not flow.roles or role in flow.roles

    def _interrupting(self, role: str) -> list[Recognising]:
        """Those that may interrupt another form: not the clerk's words in a deputy's answer."""
        known = self._interrupting_of.get(role)
        if known is None:
            known = self._interrupting_of[role] = [
                (flow, recognise)
                for flow, recognise in self._recognising
                if not flow.only_when_free and self._may(role, flow)
            ]
        return known

    @cached_property
    def _interrupting_of(self) -> dict[str, list[Recognising]]:
        return {}

    def by_name(self, name: str) -> Flow | None:
        return next((flow for flow in self.flows if flow.name == name), None)

    def title(self, name: str) -> str:
        flow = self.by_name(name)
        return flow.title if flow else name

    def check(self, turn: Turn, flow: Flow) -> None:
        if self._may(turn.person.role, flow):
            return
        if not turn.person.bound:
            raise Refused(identity_texts.please_bind(flow.title))
        raise Refused(identity_texts.not_your_role(flow.title, flow.roles))
