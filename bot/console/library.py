"""The knowledge base as the desk sees it; ``bot/entry/desk_library.py`` implements it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Protocol


@dataclass(frozen=True)
class Shelved:
    """A document with what a list shows of it; ``document`` has the fields of a catalogue entry."""

    document: Any
    status: str
    pieces: int

    @property
    def is_own(self) -> bool:
        return str(self.document.id).startswith("doc:")


@dataclass(frozen=True)
class Taken:
    """What became of an upload; ``lines`` tell what was not new or not taken, and why."""

    ids: Sequence[str]
    lines: Sequence[str]


@dataclass(frozen=True)
class Hit:
    """An article that was considered: ``reasons`` are parts of its score, in words."""

    law: str
    article: str
    version: str
    text: str
    score: float
    reasons: Sequence[tuple[str, float]]


@dataclass(frozen=True)
class Trial:
    """A question as it would be answered now, and what was weighed for it."""

    answer: Any
    threshold: float
    hits: Sequence[Hit]


class Library(Protocol):
    def state(self) -> Mapping[str, int | bool]:
        """What ``/healthz`` says of it."""
        ...

    def documents(self, on: date) -> Sequence[Shelved]: ...

    def show(self, document: str) -> tuple[Any, Sequence[Any]] | None:
        """By id: the document and its pieces."""
        ...

    def take_in(self, paths: Iterable[Path]) -> Taken: ...

    def correct(self, document: str, changes: Mapping[str, str]) -> None:
        """Raises :class:`bot.errors.Refused`."""
        ...

    def retire(self, document: str) -> None: ...

    def write_note(self, title: str, text: str, origin: str, on: date, issuer: str) -> str:
        """An answer of the office's own, as a document of kind 办公室说明; its id. Raises ``Refused``."""
        ...

    def tried(self, question: str, on: date) -> Trial: ...

    def article(self, law: str, number: str, on: date) -> Any | None:
        """A reading: document, article, before, after, note."""
        ...
