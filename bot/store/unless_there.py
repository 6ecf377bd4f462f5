"""Writing a row unless one with its key is there: SQLite and PostgreSQL say it in the same words."""

from __future__ import annotations

from sqlalchemy import Insert, Table
from sqlalchemy.dialects import postgresql, sqlite

DIALECTS = ("sqlite", "postgresql")


def insert_unless_there(table: Table, dialect: str) -> Insert:
    """Its row count tells whether the row was new. ``dialect``: one of ``DIALECTS``."""
    if dialect == "postgresql":
        return postgresql.insert(table).on_conflict_do_nothing()
    return sqlite.insert(table).on_conflict_do_nothing()
