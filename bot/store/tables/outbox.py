"""The outbox: one row for each push, written before anything is sent; and what is known of the ways."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    true,
)

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
    Column("is_duty", Boolean, nullable=False, default=True, server_default=true()),  # 退订 does not stop it
    Column(
        "last_look", String(24), nullable=False, default="", server_default=""
    ),  # see bot/outbox/last_look.py
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
    Index("ix_push_state_closes", "state", "closes_at"),
    Index("ix_push_person_state", "person_id", "state", "finished_at"),
    Index("ix_push_message_id", "message_id"),
    Index("ix_push_township_closes", "township_id", "closes_at"),
)

way_block = Table(
    "way_block",
    metadata,
    # A way that refused: for one person, or for everybody when ``person_id`` is empty.
    Column("person_id", String(24), primary_key=True),
    Column("way", String(24), primary_key=True),
    Column("code", String(24), nullable=False),
    Column("since", Instant, nullable=False),
    Column("until", Instant),  # empty: until she is in contact again
)

push_report = Table(
    "push_report",
    metadata,
    # What the platform said of a push after taking it; kept for a day.
    Column("message_id", String(64), primary_key=True),
    Column("code", String(24), nullable=False),
    Column("noted_at", Instant, nullable=False),
)

mute = Table(
    "mute",
    metadata,
    # 退订: no more pushes but those of duty.
    Column("person_id", ForeignKey("person.id"), primary_key=True),
    Column("muted_at", Instant, nullable=False),
)

plan_mark = Table(
    "plan_mark",
    metadata,
    # What a township's rows were planned from; the same digest again means that there is nothing to plan.
    Column("township_id", ForeignKey("township.id"), primary_key=True),
    Column("digest", String(64), nullable=False),
    Column("planned_at", Instant, nullable=False),
)
