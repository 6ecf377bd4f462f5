"""A worker that kills itself with SIGKILL at a given step of sending. Run by ``test_kill.py``.

usage: victim.py FOLDER WAY STEP NTH. The "platform" is a file beside the database: it remembers what it took.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bot.messages import Outcome, Push
from bot.outbox import journal
from bot.outbox.send import send_due
from bot.settings import Settings
from bot.store.database import Database
from tests.reminders.world import at

NOW = at("2026-12-09T17:00")


class FilePlatform:
    """Takes everything; one line a push. ``guarded``: drops a second one of one id, as client_msg_id does."""

    def __init__(self, path: Path, way: str, guarded: bool = False) -> None:
        self.name, self._path, self._guarded = way, path, guarded
        self._lock = threading.Lock()

    def send(self, push: Push) -> Outcome:
        with self._lock:
            taken = self._path.read_text().split() if self._path.exists() else []
            if not (self._guarded and push.id in taken):
                with self._path.open("a") as file:
                    file.write(f"{push.id}\n")
        return Outcome("m1")

    def fetch(self, media_id: str, media_url: str) -> Any:
        raise AssertionError

    def pages(self, reply: Any) -> list[str]:
        raise AssertionError


class Death:
    """Dies at the nth call for the chosen step."""

    def __init__(self, step: str, nth: int) -> None:
        self._step, self._left = step, nth
        self._lock = threading.Lock()

    def at(self, step: str) -> None:
        with self._lock:
            if step == self._step:
                self._left -= 1
                if self._left == 0:
                    os.kill(os.getpid(), signal.SIGKILL)


def main(folder: Path, way: str, step: str, nth: int) -> None:
    death = Death(step, nth)

    class MortalDatabase(Database):
        @contextmanager
        def write(self) -> Iterator[Any]:
            with super().write() as connection:
                yield connection
                death.at("before_commit")
            death.at("after_commit")

    class MortalPlatform(FilePlatform):
        def send(self, push: Push) -> Outcome:
            death.at("before_platform")
            outcome = super().send(push)
            death.at("after_platform")
            return outcome

    noted = journal.Notes.note

    def mortal_note(self: journal.Notes, *given: Any) -> None:
        noted(self, *given)
        death.at(f"after_note_{given[0]}")

    journal.Notes.note = mortal_note  # type: ignore[method-assign]
    settings = Settings(data_dir=folder)
    platform = MortalPlatform(folder / "platform.txt", way, guarded=way == "wechat_template")
    send_due(MortalDatabase(settings.database_url), {way: platform}, settings, NOW)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4]))
