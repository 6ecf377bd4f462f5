"""What a channel is to the rest of the house: it sends pushes and fetches what people handed in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from bot.messages import Outcome, Push, Reply


@dataclass(frozen=True)
class Media:
    """A photo or a voice message as the platform gave it."""

    content: bytes
    mime: str


class Channel(Protocol):
    """One way to reach people. Both calls may take seconds: never inside a transaction."""

    name: str

    def send(self, push: Push) -> Outcome:
        """Raises :class:`bot.errors.PushFailed`."""

    def fetch(self, media_id: str, media_url: str) -> Media:
        """Raises :class:`bot.errors.PushFailed`; permanent when the platform no longer has it."""

    def pages(self, reply: Reply) -> list[str]:
        """The reply as texts that the platform takes, each within its length limit, in reading order."""
