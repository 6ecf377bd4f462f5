"""What is known of each contact, what has been answered, and what she is in the middle of."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Index, Integer, String, Table, Text

from bot.store.tables.base import Instant, metadata

contact = Table(
    "contact",
    metadata,
    Column("channel", String(16), primary_key=True),
    Column("sender", String(64), primary_key=True),
    Column("person_id", ForeignKey("person.id")),  # empty: unbound
    Column("bound_at", Instant),
    Column("following", Boolean, nullable=False, default=True),
    Column("first_seen_at", Instant, nullable=False),
    Column("last_seen_at", Instant, nullable=False),
    Column("notice_version", String(20), nullable=False, default=""),  # privacy notice shown, its version
    Column("notice_shown_at", Instant),
    Column("location_version", String(20), nullable=False, default="", server_default=""),  # consent, or ""
    Column("location_agreed_at", Instant),
    Column("bind_failures", Integer, nullable=False, default=0),
    Column("bind_locked_until", Instant),
    Index("ix_contact_person", "person_id"),
)

message = Table(
    "message",
    metadata,
    # One row a message, for ever keyed by what the platform repeats when it resends it.
    Column("channel", String(16), primary_key=True),
    Column("key", String(200), primary_key=True),
    Column("sender", String(64), nullable=False),
    Column("kind", String(12), nullable=False),  # text, scan, tap …: opens a quota
    Column("received_at", Instant, nullable=False),
    Column("reply", Text, nullable=False),  # as rendered before encryption; empty: "success"
    Index("ix_message_received", "received_at"),
    Index("ix_message_sender", "channel", "sender", "received_at"),
)

draft = Table(
    "draft",
    metadata,
    Column("channel", String(16), primary_key=True),
    Column("sender", String(64), primary_key=True),
    Column("flow", String(40), primary_key=True),
    Column("answers", JSON, nullable=False),  # question key -> answer; the step is the first one missing
    Column("state", String(8), nullable=False),  # active, paused
    Column("started_at", Instant, nullable=False),
    Column("updated_at", Instant, nullable=False),
)

reading = Table(
    "reading",
    metadata,
    # What "继续" and a number refer to: the rest of a long reply, and the last answer's other sources.
    Column("channel", String(16), primary_key=True),
    Column("sender", String(64), primary_key=True),
    Column("pages", JSON, nullable=False),
    Column("last_answer", JSON),
    Column("updated_at", Instant, nullable=False),
)

gap = Table(
    "gap",
    metadata,
    # Questions that nothing here answers, for the clerk. No sender: who asked is nobody's business.
    Column("id", String(24), primary_key=True),
    Column("township_id", ForeignKey("township.id")),
    Column("question", Text, nullable=False),
    Column("asked_at", Instant, nullable=False),
    Column("closed_at", Instant),
)
