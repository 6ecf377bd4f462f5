"""Putting rows into the outbox: unique by occasion, kind and person, whoever asks and how often."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table

from bot.outbox import states
from bot.store.tables import new_id, push
from bot.store.unless_there import insert_unless_there


def new_row(
    *,
    township_id: str,
    occasion: str,
    kind: str,
    person_id: str,
    text: str,
    due_at: datetime,
    closes_at: datetime,
    now: datetime,
    fields: dict[str, str] | None = None,
    is_duty: bool = True,
    last_look: str = "",
) -> dict[str, Any]:
    """A push as a row. ``is_duty``: not stopped by 退订 nor by the daily cap."""
    return {
        "id": new_id(),
        "township_id": township_id,
        "occasion": occasion,
        "kind": kind,
        "person_id": person_id,
        "text": text,
        "fields": fields or {},
        "is_duty": is_duty,
        "last_look": last_look,
        "due_at": due_at,
        "closes_at": closes_at,
        "state": states.PLANNED,
        "next_try_at": due_at,
        "planned_at": now,
    }


def add_missing(connection: Connection, rows: Sequence[dict[str, Any]]) -> int:
    """Writes the rows that are not there yet; returns how many that were."""
    return insert_once(connection, push, rows)


def insert_once(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> int:
    """One prepared statement for all rows: one with 500 rows in it takes ten times as long to build."""
    if not rows:
        return 0
    return connection.execute(insert_unless_there(table, connection.dialect.name), list(rows)).rowcount
