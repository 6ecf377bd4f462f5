"""The people of the stand-in: who follows, what each has seen, how many messages they may be sent.

The quota is the table of facts §4.1: a trigger sets the remaining number to at least its own and extends
the time.
"""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bot.simulator.platform.records import Bubble, BubbleKind, Who

KEPT_BUBBLES = 2000

QUOTAS = {
    "message": (5, timedelta(hours=48)),
    "tap": (3, timedelta(minutes=1)),
    "follow": (3, timedelta(minutes=1)),
    "scan": (3, timedelta(minutes=1)),
}


@dataclass
class Follower:
    following: bool = True
    followed_at: datetime | None = None
    scene: str = ""
    remaining: int = 0
    window_until: datetime | None = None
    bubbles: deque[Bubble] = field(default_factory=lambda: deque(maxlen=KEPT_BUBBLES))


class Followers:
    def __init__(self) -> None:
        self._people: dict[str, Follower] = {}
        self._seq = 0
        self._lock = threading.RLock()

    def get(self, user: str) -> Follower:
        """A person we have not met is taken to follow already."""
        with self._lock:
            return self._people.setdefault(user, Follower())

    def known(self, user: str) -> Follower | None:
        return self._people.get(user)

    def names(self) -> list[str]:
        with self._lock:
            return sorted(self._people)

    def show(
        self, user: str, at: datetime, who: Who, kind: BubbleKind, text: str = "", **more: Any
    ) -> Bubble:
        with self._lock:
            self._seq += 1
            bubble = Bubble(self._seq, at, who, kind, text, **more)
            self.get(user).bubbles.append(bubble)
            return bubble

    def transcript(self, user: str, since: int = 0) -> list[Bubble]:
        with self._lock:
            return [bubble for bubble in self.get(user).bubbles if bubble.seq > since]

    def trigger(self, user: str, kind: str, now: datetime) -> None:
        number, lasting = QUOTAS[kind]
        with self._lock:
            person = self.get(user)
            open_still = person.window_until is not None and person.window_until > now
            person.remaining = max(person.remaining if open_still else 0, number)
            until = now + lasting
            person.window_until = max(until, person.window_until or until) if open_still else until

    def spend(self, user: str, now: datetime) -> int:
        """0 and one fewer to send, or the error number."""
        with self._lock:
            person = self.known(user)
            if person is None:
                return 40003
            if not person.following or person.window_until is None or person.window_until <= now:
                return 45015
            if person.remaining <= 0:
                return 45047
            person.remaining -= 1
            return 0
