"""Retention (保存期限): once a day, what has outlived its period goes, and the audit trail says what went.

Deletes rows of ``message``, ``reading``, ``gap``, ``push``, ``attachment`` and, if so set, ``entry``.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, delete, select

from bot.ledger import audit as trail
from bot.outbox.states import FINISHED
from bot.settings import Settings
from bot.store.tables import (
    attachment,
    audit,
    entry,
    entry_counts,
    entry_version,
    gap,
    message,
    push,
    reading,
)
from bot.texts import privacy as texts

ACTION = "retention"
CHUNK = 500  # entries whose dependants are deleted by one statement


def sweep_daily(connection: Connection, settings: Settings, now: datetime) -> bool:
    """Whether it ran: the first call of a day does, later ones find its line on the audit trail."""
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    done = select(audit.c.id).where(audit.c.at >= midnight, audit.c.action == ACTION).limit(1)
    if connection.execute(done).first() is not None:
        return False
    removed = sweep(connection, settings, now)
    trail.record(connection, "system", ACTION, "", texts.retention(removed), now)
    return True


def sweep(connection: Connection, settings: Settings, now: datetime) -> list[tuple[str, int]]:
    """What was removed, by table, and for entries by kind."""

    def before(days: int) -> datetime:
        return now - timedelta(days=days)

    def drop(table: Table, *where: ColumnElement[bool]) -> tuple[str, int]:
        return table.name, connection.execute(delete(table).where(*where)).rowcount

    keep = settings.retention
    removed = [
        drop(message, message.c.received_at < before(settings.privacy.message_days)),
        drop(reading, reading.c.updated_at < before(settings.privacy.message_days)),
        drop(gap, gap.c.asked_at < before(keep.gap_days)),
        drop(push, push.c.state.in_(FINISHED), push.c.closes_at < before(keep.push_days)),
        drop(
            attachment,
            attachment.c.entry_id.is_(None),
            attachment.c.created_at < before(settings.limits.draft_days + 1),
        ),
    ]
    for kind, days in keep.entry_days.items():
        removed.append((f"entry:{kind}", _drop_entries(connection, kind, before(days))))
    return removed


def _drop_entries(connection: Connection, kind: str, before: datetime) -> int:
    """Entries with all their versions. Their numbers are not given again: the counter stays."""
    ids = list(
        connection.execute(
            select(entry.c.id).where(entry.c.kind == kind, entry.c.happened_on < before.date())
        ).scalars()
    )
    for start in range(0, len(ids), CHUNK):
        chunk = ids[start : start + CHUNK]
        for table, column in _DEPENDANTS:
            connection.execute(delete(table).where(column.in_(chunk)))
    return len(ids)


_DEPENDANTS: tuple[tuple[Table, ColumnElement[Any]], ...] = (
    (attachment, attachment.c.entry_id),
    (entry_counts, entry_counts.c.entry_id),
    (entry_version, entry_version.c.entry_id),
    (entry, entry.c.id),
)


def sweep_files(connection: Connection, data_dir: Path, now: datetime) -> int:
    """Photos on disk that no row names, a day old at least: a newer one may be about to get its row."""
    known = set(connection.execute(select(attachment.c.sha256).where(attachment.c.sha256 != "")).scalars())
    removed = 0
    for file in (data_dir / "attachments").glob("*/*"):
        old = now.timestamp() - file.stat().st_mtime > timedelta(days=1).total_seconds()
        if old and file.stem not in known:
            file.unlink(missing_ok=True)
            removed += 1
    return removed
