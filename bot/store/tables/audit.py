"""The audit trail: who did what to which record, when. Append-only; each row seals the ones before it."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, String, Table, Text

from bot.store.tables.base import Instant, metadata

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),  # 1, 2, 3 …: a gap is a removed row
    Column("at", Instant, nullable=False),
    Column("actor", String(64), nullable=False),  # a person's id, "command", "system"
    Column("action", String(40), nullable=False),
    Column("target", String(80), nullable=False, default=""),
    Column("detail", Text, nullable=False, default=""),
    Column("hash", String(64), nullable=False, default=""),  # over the row and the hash before it
    Index("ix_audit_at", "at"),
)

audit_head = Table(
    "audit_head",
    metadata,
    # One row: the chain's newest link. Whoever appends holds it, so that two writers never share a place.
    Column("name", String(8), primary_key=True),
    Column("last_id", Integer, nullable=False),
    Column("hash", String(64), nullable=False),
)
