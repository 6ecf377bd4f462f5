"""Reading a sentence outside any transaction: a turn that needs slow steps is taken back and run again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from threading import Lock
from typing import Protocol

from bot.notes.reading import Reader
from bot.notes.told import Told
from bot.settings.duties import Category

KEPT = 64  # sentences read before their transactions


class Notes(Protocol):
    """How a flow has a sentence read."""

    def read(self, said: str, today: date, known: Sequence[Category], grids: Iterable[str]) -> Told: ...


class ReadFirst(Exception):
    """The sentence leaves something open that a slower step may know."""

    def __init__(self, said: str, today: date, known: Sequence[Category], grids: tuple[str, ...]) -> None:
        super().__init__("read first")
        self.said, self.today, self.known, self.grids = said, today, known, grids


@dataclass(frozen=True)
class Unread:
    """Only rules; whoever leaves something open learns to wait, if there is more than rules."""

    reader: Reader

    def read(self, said: str, today: date, known: Sequence[Category], grids: Iterable[str]) -> Told:
        grids = tuple(grids)
        told = Reader().read(said, today, known, grids)
        if told.open_parts and (self.reader.nearest or self.reader.model):
            raise ReadFirst(said, today, known, grids)
        return told


@dataclass(frozen=True)
class ReadBefore:
    """What was read before the transaction; by rules what was not."""

    reader: Reader
    _read: OrderedDict[tuple[str, date], Told] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def prepare(self, wanted: ReadFirst) -> None:
        """All steps; may take as long as the model's time limit."""
        told = self.reader.read(wanted.said, wanted.today, wanted.known, wanted.grids)
        with self._lock:
            self._read[wanted.said, wanted.today] = told
            while len(self._read) > KEPT:
                self._read.popitem(last=False)

    def read(self, said: str, today: date, known: Sequence[Category], grids: Iterable[str]) -> Told:
        with self._lock:
            told = self._read.pop((said, today), None)
        return told or Reader().read(said, today, known, tuple(grids))
