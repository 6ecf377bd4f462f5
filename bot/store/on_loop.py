"""Short writes done on the event loop itself; only the wait for the disk is a thread's.

A thread beside the loop costs more than the work: SQLite gives the interpreter's lock away at every
statement, and with a dozen of them a turn the two threads spent half as much again on taking it from each
other. Where the transaction cannot begin at once (another writer, another program), nothing may wait here,
or the whole server would: the caller then goes the other way.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from bot.store.group_commit import GroupCommit
from bot.store.job import Job, lost, settle

MAX_TOGETHER = 16  # some 10 ms during which the loop does nothing else


class LoopWriter:
    """The line of one event loop, used on its thread only."""

    def __init__(
        self, group: GroupCommit, committer: ThreadPoolExecutor, elsewhere: Callable[[Job], None]
    ) -> None:
        """``elsewhere`` takes the jobs that would have to wait."""
        self._group, self._committer, self._elsewhere = group, committer, elsewhere
        self._jobs: deque[Job] = deque()
        self._busy = False

    def put(self, job: Job, loop: asyncio.AbstractEventLoop) -> None:
        self._jobs.append(job)
        if not self._busy:
            # Not now: whatever else has arrived in this round of the loop shares the commit.
            self._busy = True
            loop.call_soon(self._together, loop)

    def _together(self, loop: asyncio.AbstractEventLoop) -> None:
        jobs = [self._jobs.popleft() for _ in range(min(len(self._jobs), MAX_TOGETHER))]
        try:
            connection = self._group.attempt()
        except Exception as error:
            lost(jobs, error)
            self._done(jobs, loop)
            return
        if connection is None:
            for job in jobs:
                self._elsewhere(job)
            self._done([], loop)
            return
        failure: BaseException | None = None
        try:
            for job in jobs:
                job.do(connection)
        except BaseException as error:
            failure = error
        self._group.worked()
        self._committer.submit(self._commit, jobs, failure, loop)

    def _commit(
        self, jobs: list[Job], failure: BaseException | None, loop: asyncio.AbstractEventLoop
    ) -> None:
        """On the committer's thread."""
        error = self._group.finish(failure)
        if error is not None:
            lost(jobs, error)
        if not loop.is_closed():
            loop.call_soon_threadsafe(self._done, jobs, loop)

    def _done(self, jobs: list[Job], loop: asyncio.AbstractEventLoop) -> None:
        settle(jobs)
        if self._jobs:
            # Behind the tasks that were just woken: they answer, and what comes next joins the line.
            loop.call_soon(self._together, loop)
        else:
            self._busy = False
