"""Turns that write, one after the other on one thread, with one commit for all that came together.

SQLite lets one writer in at a time. A thread for each turn would only pass the interpreter's lock and the
database's back and forth: of a short turn's work that was a third. Here whoever has something to write hands
it over and learns the result when it is on disk.
"""

from __future__ import annotations

import asyncio
import queue
import threading
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Connection

from bot.store.savepoint import savepoint

T = TypeVar("T")
MAX_JOBS = 64  # an endless queue must not put off the commit for ever


@dataclass
class _Job:
    """Some work, who waits for it (a thread or a task of an event loop), and what came of it."""

    work: Callable[[Connection], Any]
    waiting: Future[Any] | asyncio.Future[Any]
    result: Any = None
    error: BaseException | None = None

    def settle(self) -> None:
        if self.waiting.done():  # nobody waits any more
            return
        if self.error is not None:
            self.waiting.set_exception(self.error)
        else:
            self.waiting.set_result(self.result)


class BatchWriter:
    """``write`` opens a transaction that commits at its block's end. The thread starts with the first job."""

    def __init__(self, write: Callable[[], AbstractContextManager[Connection]]) -> None:
        self._write = write
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._starting = threading.Lock()

    def run(self, work: Callable[[Connection], T]) -> T:
        """Wait for the result; its rows are on disk then. Raises what the work raised, nothing stored."""
        waiting: Future[T] = Future()
        self._put(_Job(work, waiting))
        return waiting.result()

    async def run_async(self, work: Callable[[Connection], T]) -> T:
        """As :meth:`run`, for a task of an event loop."""
        waiting: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._put(_Job(work, waiting))
        return await waiting

    def close(self) -> None:
        """Returns when what was handed over is done."""
        with self._starting:
            thread, self._thread = self._thread, None
        if thread is not None:
            self._jobs.put(None)
            thread.join()

    def _put(self, job: _Job) -> None:
        if self._thread is None:
            self._start()
        elif self._thread is threading.current_thread():
            raise RuntimeError("a write inside a write of the same thread would wait for itself")
        self._jobs.put(job)

    def _start(self) -> None:
        with self._starting:
            if self._thread is None:
                self._thread = threading.Thread(target=self._serve, name="writer", daemon=True)
                self._thread.start()

    def _serve(self) -> None:
        while (job := self._jobs.get()) is not None:
            jobs = [job]
            while len(jobs) < MAX_JOBS and not self._jobs.empty():
                following = self._jobs.get()
                if following is None:
                    self._together(jobs)
                    return
                jobs.append(following)
            self._together(jobs)

    def _together(self, jobs: list[_Job]) -> None:
        try:
            with self._write() as connection:
                for job in jobs:
                    _do(connection, job)
        except BaseException as error:
            # Nothing of this transaction is stored: nobody may be told that something is.
            for job in jobs:
                job.error = job.error or error
        _tell(jobs)


def _do(connection: Connection, job: _Job) -> None:
    try:
        with savepoint(connection, "job"):
            job.result = job.work(connection)
    except Exception as error:
        job.error = error
        # A full disk can make SQLite roll everything back by itself: then all who share it are told.
        if connection.dialect.name == "sqlite" and not _still_open(connection):
            raise


def _still_open(connection: Connection) -> bool:
    driver: Any = connection.connection.driver_connection
    return bool(driver.in_transaction)


def _tell(jobs: list[_Job]) -> None:
    """One wake-up for each event loop, not one for each of its tasks."""
    loops: defaultdict[asyncio.AbstractEventLoop, list[_Job]] = defaultdict(list)
    for job in jobs:
        if isinstance(job.waiting, asyncio.Future):
            loops[job.waiting.get_loop()].append(job)
        else:
            job.settle()
    for loop, theirs in loops.items():
        if not loop.is_closed():
            loop.call_soon_threadsafe(_settle, theirs)


def _settle(jobs: list[_Job]) -> None:
    for job in jobs:
        job.settle()
