"""A worker's own notebook on disk, so that a killed worker leaves exact knowledge behind.

A batch of pushes is claimed in one transaction and settled in another. Between the two a file says which had
been started and which had been answered: one short write each, which survives SIGKILL because it is in the
system's page cache, at two microseconds instead of a transaction. Each batch has its own file, thrown away
once the batch is settled; a lock beside them is held while the worker lives.
"""

from __future__ import annotations

import os
import secrets
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

STARTED, TOOK, FAILED = "S", "T", "F"


@dataclass(frozen=True)
class Note:
    """The last thing known of a push: started, taken by the platform (``detail``: message id), or failed."""

    step: str
    way: str
    detail: str = ""


class Notes:
    """The file of one batch; ``claim`` is the name that its rows bear."""

    def __init__(self, folder: Path, claim: str) -> None:
        self.claim = claim
        self._path = folder / f"{claim}.notes"
        self._file = os.open(self._path, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)
        self._open = True

    def note(self, step: str, push_ids: Iterable[str], way: str, detail: str = "") -> None:
        """One write, whole or not at all; safe from several threads."""
        lines = "".join(f"{step}\t{push_id}\t{way}\t{detail}\n" for push_id in push_ids)
        os.write(self._file, lines.encode())

    def close(self, *, settled: bool) -> None:
        """A second call does nothing."""
        if self._open:
            self._open = False
            os.close(self._file)
        if settled:
            self._path.unlink(missing_ok=True)


class Journal:
    """Made for one round of one worker."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._count = 0
        self._recent: deque[Notes] = deque(maxlen=8)  # a worker has two or three batches in hand
        self.worker = secrets.token_hex(8)
        self._lock = _lock(folder, self.worker)
        self._lock.acquire(timeout=0)

    def next_batch(self) -> Notes:
        self._count += 1
        notes = Notes(self._folder, f"{self.worker}.{self._count}")
        self._recent.append(notes)
        return notes

    def close(self, *, finished: bool) -> None:
        """``finished``: every batch is settled, nothing is left to find."""
        for notes in self._recent:
            notes.close(settled=finished)
        self._lock.release()
        if finished:
            Path(self._lock.lock_file).unlink(missing_ok=True)


@dataclass(frozen=True)
class LeftBehind:
    """The dead workers of this machine, and their notes by claim."""

    workers: frozenset[str]
    notes: dict[str, dict[str, Note]]

    def of(self, claim: str) -> dict[str, Note] | None:
        """None: not one of theirs. A batch whose file was not yet made had started nothing."""
        return self.notes.get(claim, {}) if claim.split(".")[0] in self.workers else None


def left_behind(folder: Path) -> LeftBehind:
    """A living worker holds its lock."""
    workers: set[str] = set()
    notes: dict[str, dict[str, Note]] = {}
    for path in sorted(folder.glob("*.lock")):
        lock = _lock(folder, path.stem)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            continue
        try:
            workers.add(path.stem)
            notes |= {file.stem: _read(file) for file in folder.glob(f"{path.stem}.*.notes")}
        finally:
            lock.release()
    return LeftBehind(frozenset(workers), notes)


def at_work(folder: Path, claim: str) -> bool:
    """Whether its worker is of this machine; asked about those that ``left_behind`` did not name."""
    return (folder / f"{claim.split('.')[0]}.lock").is_file()


def forget(folder: Path, dead: LeftBehind) -> None:
    for claim in dead.notes:
        (folder / f"{claim}.notes").unlink(missing_ok=True)
    for worker in dead.workers:
        (folder / f"{worker}.lock").unlink(missing_ok=True)


def _lock(folder: Path, worker: str) -> FileLock:
    return FileLock(folder / f"{worker}.lock", thread_local=False)


def _read(path: Path) -> dict[str, Note]:
    notes: dict[str, Note] = {}
    if not path.is_file():  # another worker has just tidied it away
        return notes
    for line in path.read_text(encoding="utf-8").splitlines():
        parts = line.split("\t")
        if len(parts) == 4:  # a last line cut short by a full disk says nothing
            step, push_id, way, detail = parts
            notes[push_id] = Note(step, way, detail)
    return notes
