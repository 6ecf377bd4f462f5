"""What the stand-in remembers: what a person would have seen, and what became of each push."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

FAULT_NOTICE = "该公众号暂时无法提供服务，请稍后再试"

Who = Literal["user", "account", "system"]
BubbleKind = Literal["text", "image", "voice", "location", "link", "event", "push", "notice"]


@dataclass(frozen=True)
class Bubble:
    """One thing in a person's chat, numbered over all chats in the order of appearance."""

    seq: int
    at: datetime
    who: Who
    kind: BubbleKind
    text: str = ""
    media_id: str = ""
    url: str = ""  # where tapping a pushed card leads
    latitude: float = 0.0
    longitude: float = 0.0


@dataclass(frozen=True)
class Attempt:
    """One POST: the status is 0 when no answer came in time or the connection broke."""

    status: int
    seconds: float
    outcome: str  # ok, silent, http_403, timeout, dropped, abnormal: …


@dataclass(frozen=True)
class Delivery:
    """What became of one push."""

    body: str  # the XML before sealing; the same for each attempt
    history: tuple[Attempt, ...] = ()
    reply: str = ""  # the text that the person read, empty when none
    seen: tuple[Bubble, ...] = ()
    fault: str = ""  # why the person saw the fault notice

    @property
    def attempts(self) -> int:
        return len(self.history)
