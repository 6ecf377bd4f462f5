"""Stops asking an endpoint that is down, so that not every question pays its time limit. In memory."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

FAILURES = 3
PAUSE = timedelta(minutes=2)


def utc_now() -> datetime:
    return datetime.now(UTC)


class Breaker:
    """Thread-safe. After ``FAILURES`` in a row one question in each ``PAUSE`` tries whether it is back."""

    def __init__(self, clock: Callable[[], datetime] = utc_now) -> None:
        self._clock = clock
        self._failures = 0
        self._again_at: datetime | None = None
        self._lock = threading.Lock()

    def may_ask(self) -> bool:
        with self._lock:
            if self._failures < FAILURES or self._again_at is None:
                return True
            now = self._clock()
            # A clock that was set back must not keep the model out for longer than one pause.
            if self._again_at - PAUSE <= now < self._again_at:
                return False
            self._again_at = now + PAUSE  # this question tries; the others wait for what becomes of it
            return True

    def worked(self) -> None:
        with self._lock:
            self._failures, self._again_at = 0, None

    def failed(self) -> None:
        with self._lock:
            self._failures += 1
            if self._failures >= FAILURES:
                self._again_at = self._clock() + PAUSE
