"""The audit trail: who did what to which record, when. Append-only."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, String, Table, Text

from bot.store.tables.base import Instant, metadata

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("at", Instant, nullable=False),
    Column("actor", String(64), nullable=False),  # a person's id, "command", "system"
    Column("action", String(40), nullable=False),
    Column("target", String(80), nullable=False, default=""),
    Column("detail", Text, nullable=False, default=""),
    Index("ix_audit_at", "at"),
)
