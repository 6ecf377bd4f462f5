"""Access tokens as the platform gives them out: stable ones, and the old kind that kill one another."""

from __future__ import annotations

import itertools
import threading
from datetime import datetime, timedelta

LIFETIME = timedelta(seconds=7200)
OVERLAP = timedelta(minutes=5)
FORCED_A_DAY = 20
FORCED_APART = timedelta(seconds=30)


class Tokens:
    def __init__(self, app_id: str, secret: str) -> None:
        self._app_id, self._secret = app_id, secret
        self._until: dict[str, datetime] = {}
        self._stable = ""
        self._plain = ""
        self._forced: list[datetime] = []
        self._numbers = itertools.count(1)
        self._lock = threading.Lock()
        self.issued = 0  # calls answered with a token, for tests

    def refuse(self, app_id: str, secret: str) -> int:
        if app_id != self._app_id:
            return 40013
        return 0 if secret == self._secret else 40125

    def stable(self, now: datetime, *, force: bool) -> tuple[str, int]:
        """The token and its seconds: the same one while more than five minutes are left."""
        with self._lock:
            self.issued += 1
            left = self._until.get(self._stable, now) - now
            if force and self._may_force(now):
                self._forced.append(now)
                self._until.pop(self._stable, None)
                self._stable = self._new(now)
            elif left <= OVERLAP:
                self._stable = self._new(now)
            return self._stable, int((self._until[self._stable] - now).total_seconds())

    def plain(self, now: datetime) -> tuple[str, int]:
        """``/cgi-bin/token``: each call makes a new one; the previous one lives five minutes more."""
        with self._lock:
            self.issued += 1
            if self._plain in self._until:
                self._until[self._plain] = min(self._until[self._plain], now + OVERLAP)
            self._plain = self._new(now)
            return self._plain, int(LIFETIME.total_seconds())

    def check(self, token: str | None, now: datetime) -> int:
        if not token:
            return 41001
        until = self._until.get(token)
        if until is None:
            return 40001
        return 0 if until > now else 42001

    def revoke_all(self) -> None:
        """As when somebody resets the secret in the console."""
        with self._lock:
            self._until.clear()
            self._stable = self._plain = ""

    def _may_force(self, now: datetime) -> bool:
        self._forced = [at for at in self._forced if now - at < timedelta(days=1)]
        apart = not self._forced or now - self._forced[-1] >= FORCED_APART
        return apart and len(self._forced) < FORCED_A_DAY

    def _new(self, now: datetime) -> str:
        token = f"AT_{next(self._numbers)}"
        self._until[token] = now + LIFETIME
        return token
