"""Work that is handed over to be done in a shared transaction, and whoever waits for what comes of it."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from bot.store.savepoint import within_savepoint


@dataclass
class Job:
    """Some work, who waits for it (a thread or a task of an event loop), and what came of it."""

    work: Callable[[Connection], Any]
    waiting: Future[Any] | asyncio.Future[Any]
    result: Any = None
    error: BaseException | None = None

    def do(self, connection: Connection) -> None:
        """Raises only when the whole transaction is lost with it."""
        try:
            self.result = within_savepoint(connection, "job", self.work)
        except Exception as error:
            self.error = error
            # A full disk can make SQLite roll everything back by itself: then all who share it are told.
            if connection.dialect.name == "sqlite" and not _still_open(connection):
                raise

    def settle(self) -> None:
        if self.waiting.done():  # nobody waits any more
            return
        if self.error is not None:
            self.waiting.set_exception(self.error)
        else:
            self.waiting.set_result(self.result)


def lost(jobs: Iterable[Job], error: BaseException) -> None:
    """Nothing of their transaction is stored: nobody may be told that something is."""
    for job in jobs:
        job.error = job.error or error


def settle(jobs: Iterable[Job]) -> None:
    for job in jobs:
        job.settle()


def tell(jobs: Iterable[Job]) -> None:
    """From another thread: one wake-up for each event loop, not one for each of its tasks."""
    loops: defaultdict[asyncio.AbstractEventLoop, list[Job]] = defaultdict(list)
    for job in jobs:
        if isinstance(job.waiting, asyncio.Future):
            loops[job.waiting.get_loop()].append(job)
        else:
            job.settle()
    for loop, theirs in loops.items():
        if not loop.is_closed():
            loop.call_soon_threadsafe(settle, theirs)


def _still_open(connection: Connection) -> bool:
    driver: Any = connection.connection.driver_connection
    return bool(driver.in_transaction)
