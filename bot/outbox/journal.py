"""A worker's own notebook on disk, so that a killed worker leaves exact knowledge behind.

A batch of pushes is claimed in one transaction and settled in another. Between the two this file says which
had been started and which had been answered: one short write each, which survives SIGKILL because it is in
the system's page cache, at two microseconds instead of a transaction. It is emptied when a batch is settled,
and it is locked while its worker lives.
"""

from __future__ import annotations

import os
import secrets
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


class Journal:
    """Made for one round; ``worker`` is the name that its claims bear."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.worker = secrets.token_hex(8)
        self._path = folder / f"{self.worker}.journal"
        self._lock = _lock(self._path)
        self._lock.acquire(timeout=0)
        self._file = os.open(self._path, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)

    def note(self, step: str, push_ids: Iterable[str], way: str, detail: str = "") -> None:
        """One write, whole or not at all; safe from several threads."""
        lines = "".join(f"{step}\t{push_id}\t{way}\t{detail}\n" for push_id in push_ids)
        os.write(self._file, lines.encode())

    def settled(self) -> None:
        os.ftruncate(self._file, 0)

    def close(self, *, finished: bool) -> None:
        """``finished``: everything is settled, nothing is left to find."""
        os.close(self._file)
        if finished:
            self._path.unlink(missing_ok=True)
        self._lock.release()
        if finished:
            Path(self._lock.lock_file).unlink(missing_ok=True)


def left_behind(folder: Path) -> dict[str, dict[str, Note]]:
    """The notes of every dead worker of this machine, by worker. A living one holds its lock."""
    found: dict[str, dict[str, Note]] = {}
    for path in sorted(folder.glob("*.journal")):
        lock = _lock(path)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            continue
        try:
            found[path.stem] = _read(path)
        finally:
            lock.release()
    return found


def at_work(folder: Path, worker: str) -> bool:
    """Whether a journal of the worker is here; asked about those that ``left_behind`` did not name."""
    return (folder / f"{worker}.journal").is_file()


def forget(folder: Path, worker: str) -> None:
    for name in (f"{worker}.journal", f"{worker}.journal.lock"):
        (folder / name).unlink(missing_ok=True)


def _lock(path: Path) -> FileLock:
    return FileLock(f"{path}.lock", thread_local=False)


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
