"""The platform's postman on bad roads: answers get lost, doubles come at the same time and much later."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.simulator.platform.judge import Verdict
from bot.simulator.platform.postman import Postman
from bot.simulator.platform.records import Attempt


@dataclass
class RoughPostman(Postman):
    """``pause(number, since)`` waits before attempt ``number``; shares are of the posts."""

    pause: Callable[[int, float], None] = lambda _number, _since: None
    doubled: float = 0.0
    lost: float = 0.0
    seed: int = 1
    disagreements: list[str] = field(default_factory=list)
    doubles: int = 0
    losses: int = 0
    notices_while_up: int = 0  # fault notices although the server was there at each attempt

    def __post_init__(self) -> None:
        self._chance = random.Random(self.seed)
        self._lock = threading.Lock()

    def carry(self, fields: dict[str, Any], now: datetime) -> tuple[list[Attempt], Verdict]:
        history: list[Attempt] = []
        verdict, started = Verdict(problem="no attempt"), 0.0
        for number in range(self.attempts):
            if number:
                self.pause(number, started)
            started = time.monotonic()
            attempt, verdict = self._perhaps_twice(fields, now)
            if attempt.status == 200 and self._happens(self.lost):
                self.losses += 1  # the answer is on its way and never arrives: the platform asks again
                self._agree(fields, verdict.text, self.again(fields, now))
            history.append(attempt)
            if attempt.status == 200:
                break
        if verdict.problem and all(attempt.outcome != "dropped" for attempt in history):
            self.notices_while_up += 1
        return history, verdict

    def again(self, fields: dict[str, Any], now: datetime) -> str:
        """What a further post of the same push is answered; the road is good this time."""
        for number in range(self.attempts):
            if number:
                self.pause(number, time.monotonic())
            attempt, verdict = self.post(fields, now)
            if attempt.status == 200:
                return verdict.text
        return ""

    def _perhaps_twice(self, fields: dict[str, Any], now: datetime) -> tuple[Attempt, Verdict]:
        if not self._happens(self.doubled):
            return self.post(fields, now)
        self.doubles += 1
        second: list[tuple[Attempt, Verdict]] = []
        double = threading.Thread(target=lambda: second.append(self.post(fields, now)))
        double.start()
        first = self.post(fields, now)
        double.join()
        if first[0].status == second[0][0].status == 200:
            self._agree(fields, first[1].text, second[0][1].text)
        return first if first[0].status == 200 else second[0]

    def _agree(self, fields: dict[str, Any], one: str, other: str) -> None:
        if one != other:
            self.disagreements.append(f"{fields.get('Content')}: {one!r} and {other!r}")

    def _happens(self, share: float) -> bool:
        with self._lock:
            return self._chance.random() < share
