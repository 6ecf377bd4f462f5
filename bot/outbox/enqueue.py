"""Putting rows into the outbox: unique by occasion, kind and person, whoever asks and how often."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql, sqlite

from bot.store.tables import push

CHUNK_ROWS = 500  # 20 columns a row; SQLite takes 32,766 values a statement


def add_missing(connection: Connection, rows: Sequence[dict[str, Any]]) -> int:
    """Writes the rows that are not there yet; returns how many that were."""
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    added = 0
    for start in range(0, len(rows), CHUNK_ROWS):
        statement = insert(push).values(list(rows[start : start + CHUNK_ROWS]))
        added += connection.execute(statement.on_conflict_do_nothing()).rowcount
    return added
