"""Meetings and activities that deputies check in to, and the short-lived electronic deputy cards."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, String, Table, UniqueConstraint

from bot.store.tables.base import Instant, metadata

meeting = Table(
    "meeting",
    metadata,
    Column("id", String(24), primary_key=True),
    Column("township_id", ForeignKey("township.id"), nullable=False),
    Column("code", String(8), nullable=False),  # what deputies type to check in: H3
    Column("title", String(80), nullable=False),
    Column("day", Date, nullable=False),
    Column("place", String(120), nullable=False, default=""),
    Column("expected", Integer, nullable=False),  # 应到
    Column("quorum", Boolean, nullable=False),  # whether two thirds must be present (地方组织法第十四条)
    Column("created_by", ForeignKey("person.id"), nullable=False),
    Column("created_at", Instant, nullable=False),
    UniqueConstraint("township_id", "code", "day"),
    Index("ix_meeting_township_day", "township_id", "day"),
)

deputy_card = Table(
    "deputy_card",
    metadata,
    # One row a deputy: the newest card replaces the one before.
    Column("person_id", ForeignKey("person.id"), primary_key=True),
    Column("digest", String(64), nullable=False),  # never the code itself
    Column("expires_at", Instant, nullable=False),
    Column("used_at", Instant),
    Index("ix_deputy_card_digest", "digest"),
)
