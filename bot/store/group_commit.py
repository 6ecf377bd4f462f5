"""One sync to disk for all writers that queue.

SQLite lets one writer in at a time, and a durable commit waits for the disk (4 ms where this was measured):
250 messages a second would be the end. Here the writers that queue share a transaction, each in a savepoint
of its own; the last of the queue commits, and nobody returns before that commit is on disk. A writer that
fails takes back its own rows only.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import cast

from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError, SQLAlchemyError

MAX_MEMBERS = 64  # an endless queue must not put off the commit for ever


class SharedWriteLost(Exception):
    """The transaction that this write shared could not be committed; nothing of it is stored."""


class _Batch:
    """One transaction and those who share it."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        # For the members' savepoints: through SQLAlchemy a pair costs as much as a short turn's statements.
        self.driver = cast(sqlite3.Connection, connection.connection.driver_connection)
        self.members = 0
        self.done = threading.Event()
        self.error: BaseException | None = None

    def end(self) -> Connection | None:
        """Commit, or take everything back when that fails; the connection when it can be used again."""
        try:
            if self.error is None:
                self.connection.commit()
        except BaseException as error:
            self.error = error
        finally:
            if self.error is not None:
                self.connection.invalidate()
                self.connection.close()
            self.done.set()
        return None if self.error is not None else self.connection


class GroupCommit:
    def __init__(self, begin: Callable[..., Connection]) -> None:
        """``begin`` gives a connection in a write transaction: the one it is handed, or a new one.

        With ``wait=False`` it raises at once where another program holds the database.
        """
        self._begin = begin
        self._idle: Connection | None = None  # kept open: getting one costs as much as a short turn
        self._turn = threading.Lock()
        self._counting = threading.Lock()
        self._waiting = 0
        self._open: _Batch | None = None
        self._owner = 0

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Returns when the block's rows are on disk; :class:`SharedWriteLost` when they never will be."""
        self._queue()
        try:
            batch = self._open = self._open or self._next()
            batch.members += 1
            try:
                with self._savepoint(batch):
                    yield batch.connection
            finally:
                if batch.error is not None or not self._waiting or batch.members >= MAX_MEMBERS:
                    self._open = None
                    self._idle = batch.end()
        finally:
            self._owner = 0
            self._turn.release()
        batch.done.wait()
        if batch.error is not None:
            if batch.members == 1:
                raise batch.error
            raise SharedWriteLost from batch.error

    def attempt(self) -> Connection | None:
        """A transaction of one's own, or None where that means waiting; ends with :meth:`finish`."""
        if not self._turn.acquire(blocking=False):
            return None
        try:
            if self._open is None and (opened := self._begin_at_once()) is not None:
                self._open, self._owner = _Batch(opened), threading.get_ident()
                return opened
        except BaseException:
            self._turn.release()
            raise
        self._turn.release()
        return None

    def worked(self) -> None:
        """Between the two: from here on the same thread waits for the commit like any other."""
        self._owner = 0

    def finish(self, error: BaseException | None) -> BaseException | None:
        """Commit on any thread what :meth:`attempt` opened; with ``error`` nothing is stored. What failed."""
        batch, self._open = self._open, None
        assert batch is not None
        batch.error = error
        try:
            self._idle = batch.end()
        finally:
            self._owner = 0
            self._turn.release()
        return batch.error

    def close(self) -> None:
        """Give back the connection that is kept; a later write opens another."""
        with self._turn:
            idle, self._idle = self._idle, None
        if idle is not None:
            idle.close()

    def _next(self) -> _Batch:
        idle, self._idle = self._idle, None
        return _Batch(self._begin(idle))

    def _begin_at_once(self) -> Connection | None:
        idle, self._idle = self._idle, None
        try:
            return self._begin(idle, wait=False)
        except OperationalError:  # locked by another program: its end is waited for elsewhere
            return None

    def _queue(self) -> None:
        if self._owner == threading.get_ident():
            raise RuntimeError("a write inside a write of the same thread would wait for itself")
        with self._counting:
            self._waiting += 1
        try:
            self._turn.acquire()
        finally:
            with self._counting:
                self._waiting -= 1
        self._owner = threading.get_ident()

    @contextmanager
    def _savepoint(self, batch: _Batch) -> Iterator[None]:
        driver = batch.driver
        driver.execute("SAVEPOINT member")
        try:
            yield
        except BaseException:
            self._finish(batch, lambda: _roll_back(batch.connection, driver))
            raise
        self._finish(batch, lambda: driver.execute("RELEASE member"))

    def _finish(self, batch: _Batch, finish: Callable[[], object]) -> None:
        """A full disk can make SQLite roll everything back by itself: then all who share it are told."""
        try:
            finish()
        except (SQLAlchemyError, sqlite3.Error) as error:
            batch.error = error


def _roll_back(connection: Connection, driver: sqlite3.Connection) -> None:
    """The block may have left savepoints of its own open when it failed; they go first."""
    while (inner := connection.get_nested_transaction()) is not None:
        inner.rollback()
    driver.execute("ROLLBACK TO member")
    driver.execute("RELEASE member")
