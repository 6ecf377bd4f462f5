"""A background errand: runs when woken, and every so often anyway. What is to do is in the database."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

log = logging.getLogger(__name__)


class Errand(threading.Thread):
    def __init__(self, name: str, run: Callable[[], object], every_seconds: float) -> None:
        super().__init__(name=name, daemon=True)
        self._run_once = run
        self._every_seconds = every_seconds
        self._wake = threading.Event()
        self._stopping = False

    def wake(self) -> None:
        self._wake.set()

    def stop(self) -> None:
        """Returns after the current round."""
        self._stopping = True
        self._wake.set()
        self.join()

    def run(self) -> None:
        while not self._stopping:
            self._wake.wait(self._every_seconds)
            self._wake.clear()
            if self._stopping:
                return
            try:
                self._run_once()
            except Exception:
                # The next round tries again; an errand that dies silently would leave photos to expire.
                log.exception("errand %s failed", self.name)
