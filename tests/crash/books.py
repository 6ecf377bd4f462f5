"""The ledger held against what the deputies were told: each confirmed record is there once, and whole."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from bot.ledger.attachments import path_of
from bot.ledger.audit_chain import verify
from bot.store.database import Database
from tests.crash.deputies import PHOTO, Told, problem_text
from tests.crash.town import person_of


@dataclass
class Balance:
    lost: list[str] = field(default_factory=list)  # told, and not there
    doubled: list[str] = field(default_factory=list)  # there twice
    other: list[str] = field(default_factory=list)
    photos_waiting: int = 0

    @property
    def even(self) -> bool:
        return not (self.lost or self.doubled or self.other)


def balance(folder: Path, told: list[Told]) -> Balance:
    found = Balance()
    with closing(sqlite3.connect(f"file:{folder / 'renda.db'}?mode=ro", uri=True)) as db:
        if (state := db.execute("pragma integrity_check").fetchone()[0]) != "ok":
            found.other.append(f"integrity: {state}")
        _entries(db, told, found)
        _numbers(db, found)
        _photos(db, folder, told, found)
        left = db.execute("select count(*) from draft").fetchone()[0]
        if left:
            found.other.append(f"{left} drafts left")
    database = Database(f"sqlite:///{folder / 'renda.db'}")
    with database.read() as connection:
        if not verify(connection).whole:
            found.other.append("the audit trail is broken")
    database.close()
    return found


def _entries(db: sqlite3.Connection, told: list[Told], found: Balance) -> None:
    rows = db.execute("select number, person_id, kind, fields from entry").fetchall()
    times = Counter(number for number, *_ in rows)
    found.doubled += [number for number, count in times.items() if count > 1]
    per_person = Counter((person, kind) for _, person, kind, _ in rows)
    found.doubled += [f"{key} has {count}" for key, count in per_person.items() if count > 1]
    holders = {number: (person, json.loads(fields)) for number, person, _, fields in rows}
    for number, each in enumerate(told):
        for confirmed in (each.check_in, each.problem):
            if not confirmed or holders.get(confirmed, ("",))[0] != person_of(number):
                found.lost.append(f"deputy {number}: {confirmed or 'nothing confirmed'}")
        text = json.dumps(holders.get(each.problem, ("", {}))[1], ensure_ascii=False)
        if each.problem and problem_text(number) not in text:
            found.other.append(f"deputy {number}: {each.problem} says {text[:100]}")
    versions = db.execute("select count(*) from entry_version").fetchone()[0]
    if versions != len(rows):
        found.other.append(f"{versions} versions of {len(rows)} entries")


def _numbers(db: sqlite3.Connection, found: Balance) -> None:
    for letters in ("QD", "WG"):
        numbers = db.execute("select number from entry where number like ?", (f"{letters}-%",))
        taken = sorted(int(number.rsplit("-", 1)[1]) for (number,) in numbers)
        if taken != list(range(1, len(taken) + 1)):
            found.other.append(f"gaps in {letters}")


def _photos(db: sqlite3.Connection, folder: Path, told: list[Told], found: Balance) -> None:
    rows = db.execute("select a.state, a.sha256, a.mime, a.entry_id from attachment a").fetchall()
    if len(rows) != len(told):
        found.other.append(f"{len(rows)} photos of {len(told)}")
    expected = {hashlib.sha256(PHOTO + b"%d" % number).hexdigest() for number in range(len(told))}
    for state, sha256, mime, entry_id in rows:
        if not entry_id or state == "lost":
            found.other.append(f"a photo is {state}, of entry {entry_id}")
        elif state == "waiting":
            found.photos_waiting += 1
        elif sha256 not in expected:
            found.other.append("a photo is not what was sent")
        elif hashlib.sha256(path_of(folder, sha256, mime).read_bytes()).hexdigest() != sha256:
            found.other.append("a photo on disk is not what was kept")
