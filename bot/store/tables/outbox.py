"""The outbox: one row for each push, written before anything is sent."""

from __future__ import annotations

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from bot.store.tables.base import Instant, metadata

push = Table(
    "push",
    metadata,
    Column("id", String(24), primary_key=True),
    Column("township_id", ForeignKey("township.id"), nullable=False),
    Column("occasion", String(80), nullable=False),  # reception_day:2026-12-10
    Column("kind", String(40), nullable=False),  # reception_day_eve, reception_day_morning
    Column("person_id", ForeignKey("person.id"), nullable=False),
    Column("text", Text, nullable=False),
    Column("fields", JSON, nullable=False),  # template fields by our own names
    Column("due_at", Instant, nullable=False),
    Column("closes_at", Instant, nullable=False),  # afterwards it has lost its sense
    Column("state", String(20), nullable=False),  # see bot/outbox/states.py
    Column("attempts", Integer, nullable=False, default=0),
    Column("next_try_at", Instant, nullable=False),
    Column("claimed_by", String(40), nullable=False, default=""),
    Column("claimed_until", Instant),
    Column("channel", String(24), nullable=False, default=""),  # the way that took it
    Column("message_id", String(64), nullable=False, default=""),
    Column("error", Text, nullable=False, default=""),
    Column("planned_at", Instant, nullable=False),
    Column("finished_at", Instant),
    UniqueConstraint("occasion", "kind", "person_id"),
    Index("ix_push_state_due", "state", "next_try_at"),
)
