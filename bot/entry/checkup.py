"""The checks of ``renda doctor``: each looks at one thing, changes nothing, and says one line about it."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import ColumnElement, Connection, Table, func, or_, select, text

from bot.entry.health import missing_settings
from bot.entry.shelf import open_knowledge
from bot.ledger.attachments import KEPT, LOST, WAITING, path_of
from bot.ledger.audit_chain import verify
from bot.outbox import states
from bot.settings import Settings
from bot.store.tables import attachment, message, push
from bot.texts import doctor as texts

LOW_DISK_MB = 500
CLOCK_SLACK = timedelta(minutes=5)
OUTBOX_SLACK = timedelta(minutes=15)  # the bell rings every half minute
PHOTO_SLACK = timedelta(days=1)


@dataclass(frozen=True)
class Line:
    fine: bool
    text: str


def of_settings(settings: Settings) -> Iterator[Line]:
    missing = missing_settings(settings)
    yield Line(not missing, texts.settings_missing(missing) if missing else texts.SETTINGS_FINE)
    if os.name == "posix":
        keys = sorted((settings.data_dir / "secrets").glob("*.key"))
        loose = [key for key in keys if stat.S_IMODE(key.stat().st_mode) & 0o077]
        if keys:
            yield Line(not loose, texts.secrets_open(loose) if loose else texts.SECRETS_FINE)


def of_database(connection: Connection) -> Iterator[Line]:
    problems = []
    if connection.dialect.name == "sqlite":
        found = connection.execute(text("PRAGMA integrity_check(10)")).scalars()
        problems = [str(each) for each in found if each != "ok"]
    yield Line(not problems, texts.database_damaged(problems) if problems else texts.DATABASE_FINE)


def of_trail(connection: Connection) -> Iterator[Line]:
    chain = verify(connection)
    if chain.whole:
        yield Line(True, texts.chain_fine(chain.rows, f"{chain.head.id}-{chain.head.hash[:12]}"))
    else:
        yield Line(False, texts.chain_broken(chain.broken_at, chain.why))


def of_photos(connection: Connection, data_dir: Path, now: datetime) -> Iterator[Line]:
    """Names and sizes; the bytes are read by ``renda backup``."""
    count = missing = wrong = 0
    kept = select(attachment.c.sha256, attachment.c.mime, attachment.c.size_bytes)
    for row in connection.execute(kept.where(attachment.c.state == KEPT)):
        path = path_of(data_dir, row.sha256, row.mime)
        count += 1
        if not path.is_file():
            missing += 1
        elif path.stat().st_size != row.size_bytes:
            wrong += 1
    bad = missing + wrong
    yield Line(not bad, texts.photos_missing(missing, wrong) if bad else texts.photos_fine(count))
    if lost := _count(connection, attachment, attachment.c.state == LOST):
        yield Line(False, texts.photos_lost(lost))
    late = (attachment.c.state == WAITING) & (attachment.c.created_at < now - PHOTO_SLACK)
    if waiting := _count(connection, attachment, late):
        yield Line(False, texts.photos_late(waiting))


def of_outbox(connection: Connection, data_dir: Path, now: datetime) -> Iterator[Line]:
    """Rows that a running service would have dealt with: long due, or held by a worker that is gone.

    Nothing is sent without the notebooks of ``data_dir/outbox``, so that folder must be writable.
    """
    overdue = (push.c.state == states.PLANNED) & (push.c.next_try_at < now - OUTBOX_SLACK)
    held = (push.c.state == states.SENDING) & (push.c.claimed_until < now)
    stuck = _count(connection, push, or_(overdue, held))
    notebooks = data_dir / "outbox"
    if notebooks.exists() and not os.access(notebooks, os.W_OK | os.X_OK):
        yield Line(False, texts.outbox_locked(notebooks))
    yield Line(not stuck, texts.outbox_stuck(stuck) if stuck else texts.OUTBOX_FINE)


def of_clock(connection: Connection, now: datetime) -> Iterator[Line]:
    newest = connection.execute(select(func.max(message.c.received_at))).scalar()
    ahead = newest - now if newest else timedelta()
    fine = ahead <= CLOCK_SLACK
    minutes = int(ahead.total_seconds() // 60)
    yield Line(fine, texts.CLOCK_FINE if fine else texts.clock_behind(minutes))


def of_knowledge(settings: Settings) -> Iterator[Line]:
    knowledge = open_knowledge(settings)
    try:
        state = knowledge.state()
    finally:
        knowledge.close()
    ready = bool(state["ready_fulltext"])
    yield Line(ready, texts.knowledge_fine(int(state["articles"])) if ready else texts.KNOWLEDGE_WAITING)


def of_disk(settings: Settings) -> Iterator[Line]:
    free_mb = shutil.disk_usage(settings.data_dir).free // 1_000_000
    fine = free_mb > LOW_DISK_MB
    yield Line(fine, texts.disk_fine(free_mb) if fine else texts.disk_low(free_mb))


def of_everything(connection: Connection, settings: Settings, now: datetime) -> Iterator[Line]:
    """In the order of what would stop the service first."""
    yield from of_settings(settings)
    yield from of_database(connection)
    yield from of_trail(connection)
    yield from of_photos(connection, settings.data_dir, now)
    yield from of_outbox(connection, settings.data_dir, now)
    yield from of_clock(connection, now)
    yield from of_knowledge(settings)
    yield from of_disk(settings)


def _count(connection: Connection, table: Table, condition: ColumnElement[bool]) -> int:
    return int(connection.execute(select(func.count()).select_from(table).where(condition)).scalar_one())
