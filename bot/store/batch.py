"""Work that writes, one piece after the other, with one commit for all that came together.

SQLite lets one writer in at a time. A thread for each turn would only pass the interpreter's lock and the
database's back and forth: of a short turn's work that was a third. Here whoever has something to write hands
it over and learns the result when it is on disk. Tasks of an event loop are served on the loop (see
``on_loop``) as long as nothing there has to wait; everything else is one thread's.
"""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager
from typing import TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import Connection

from bot.store.group_commit import GroupCommit
from bot.store.job import Job, lost, tell
from bot.store.on_loop import LoopWriter

T = TypeVar("T")
MAX_JOBS = 64  # an endless queue must not put off the commit for ever


class BatchWriter:
    """``write`` opens a transaction that commits at its block's end. Threads start with the first job.

    ``group``, where the database has one, lets event loops write without a thread.
    """

    def __init__(
        self, write: Callable[[], AbstractContextManager[Connection]], group: GroupCommit | None = None
    ) -> None:
        self._write = write
        self._group = group
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._starting = threading.Lock()
        self._committer = ThreadPoolExecutor(1, thread_name_prefix="commit")
        self._loops: WeakKeyDictionary[asyncio.AbstractEventLoop, LoopWriter] = WeakKeyDictionary()

    def run(self, work: Callable[[Connection], T]) -> T:
        """Wait for the result; its rows are on disk then. Raises what the work raised, nothing stored."""
        waiting: Future[T] = Future()
        self._put(Job(work, waiting))
        return waiting.result()

    async def run_async(self, work: Callable[[Connection], T]) -> T:
        """As :meth:`run`, for a task of an event loop. The work should take a millisecond, not ten."""
        loop = asyncio.get_running_loop()
        waiting: asyncio.Future[T] = loop.create_future()
        job = Job(work, waiting)
        if self._group is None:
            self._put(job)
        else:
            self._line(loop, self._group).put(job, loop)
        return await waiting

    def close(self) -> None:
        """Returns when what was handed over is done."""
        with self._starting:
            thread, self._thread = self._thread, None
        if thread is not None:
            self._jobs.put(None)
            thread.join()
        self._committer.shutdown()
        self._committer = ThreadPoolExecutor(1, thread_name_prefix="commit")
        self._loops = WeakKeyDictionary()

    def _line(self, loop: asyncio.AbstractEventLoop, group: GroupCommit) -> LoopWriter:
        line = self._loops.get(loop)
        if line is None:
            line = self._loops[loop] = LoopWriter(group, self._committer, self._put)
        return line

    def _put(self, job: Job) -> None:
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

    def _together(self, jobs: list[Job]) -> None:
        try:
            with self._write() as connection:
                for job in jobs:
                    job.do(connection)
        except BaseException as error:
            lost(jobs, error)
        tell(jobs)
