"""Answers over all entries, kept until one is written: a long ledger is read once and then leafed through.

Every entry and every change of one adds a version, and the clean-up takes away the oldest, so that first and
last version tell whether anything happened. On another database than SQLite it is asked anew each time.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from sqlalchemy import Connection, text

V = TypeVar("V")
STAMP = text("SELECT (SELECT min(rowid) FROM entry_version), (SELECT max(rowid) FROM entry_version)")


class UntilWritten(Generic[V]):
    """``most`` answers, the oldest making room."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: dict[tuple[str, Hashable], tuple[object, V]] = {}

    def get(self, connection: Connection, asked: Hashable, find: Callable[[], V]) -> V:
        """``find``'s answer, or the last one to the same while nothing was written."""
        if connection.dialect.name != "sqlite":
            return find()
        key, stamp = (str(connection.engine.url), asked), tuple(connection.execute(STAMP).one())
        kept = self._kept.get(key)
        if kept is not None and kept[0] == stamp:
            return kept[1]
        found = find()
        while len(self._kept) >= self._most:
            self._kept.pop(next(iter(self._kept)), None)
        self._kept[key] = (stamp, found)
        return found
