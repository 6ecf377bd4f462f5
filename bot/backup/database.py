"""The database's part of a backup: a copy made while it is in use, and what must be true of any copy."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import make_url

from bot.errors import Refused
from bot.texts import backup as texts


@dataclass(frozen=True)
class Contents:
    """What a copy holds, to be compared with what it should hold."""

    revision: str
    counts: dict[str, int]
    audit_id: int
    audit_hash: str
    photos: tuple[tuple[str, str], ...]  # sha256 and mime of each photo that is kept


def sqlite_path(url: str) -> Path:
    """Raises :class:`Refused` for a database that is not a SQLite file."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or not parsed.database or parsed.database == ":memory:":
        raise Refused(texts.ONLY_SQLITE)
    return Path(parsed.database)


def copy_database(source: Path, target: Path) -> None:
    """A consistent copy in one file; whoever writes meanwhile is not held up (WAL) and is not in it."""
    with closing(sqlite3.connect(source, timeout=30)) as reading, closing(sqlite3.connect(target)) as writing:
        reading.backup(writing)  # all pages in one step: a copy in steps starts anew at every write
        writing.execute("PRAGMA journal_mode=DELETE")


def problems(path: Path) -> list[str]:
    """What SQLite finds wrong with the file; empty when it is whole."""
    try:
        with closing(_read_only(path)) as connection:
            found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(10)")]
            found += [f"{row[0]} → {row[2]}" for row in connection.execute("PRAGMA foreign_key_check")][:10]
    except sqlite3.DatabaseError as error:
        return [str(error)]
    return [each for each in found if each != "ok"]


def contents(path: Path) -> Contents:
    """Raises ``sqlite3.DatabaseError`` when the file is not a database of ours."""
    with closing(_read_only(path)) as connection:
        tables = sorted(_tables(connection))
        quoted = {name: name.replace('"', '""') for name in tables}
        counts = {
            name: int(connection.execute(f'SELECT count(*) FROM "{quoted[name]}"').fetchone()[0])  # noqa: S608 (names from sqlite_master)
            for name in tables
        }
        revision = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        newest = connection.execute("SELECT last_id, hash FROM audit_head").fetchone() or (0, "")
        kept = connection.execute(
            "SELECT DISTINCT sha256, mime FROM attachment WHERE state = 'kept' ORDER BY sha256"
        )
        return Contents(
            str(revision[0]) if revision else "", counts, int(newest[0]), str(newest[1]), tuple(kept)
        )


def _tables(connection: sqlite3.Connection) -> Iterator[str]:
    found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    return (name for (name,) in found if not name.startswith("sqlite_"))


def _read_only(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
