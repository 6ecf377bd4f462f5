"""The duty roster (值班表): who receives at which station on which day, wishes, and offers to swap."""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, Index, String, Table, Text, UniqueConstraint

from bot.store.tables.base import Instant, metadata

duty = Table(
    "duty",
    metadata,
    Column("id", String(24), primary_key=True),
    Column("township_id", ForeignKey("township.id"), nullable=False),
    Column("occasion", String(80), nullable=False),  # reception_day:2026-12-10
    Column("day", Date, nullable=False),  # the day itself, after the workday rule
    Column("station_id", ForeignKey("station.id"), nullable=False),
    Column("person_id", ForeignKey("person.id"), nullable=False),
    Column("state", String(12), nullable=False),  # see bot/reminders/duty/states.py
    Column(
        "replaces", String(24), nullable=False, default=""
    ),  # the row whose place this one is asked to take
    Column("reason", Text, nullable=False, default=""),
    Column("created_at", Instant, nullable=False),
    Column("asked_at", Instant),
    Column("answered_at", Instant),
    UniqueConstraint("occasion", "station_id", "person_id"),
    Index("ix_duty_township_day", "township_id", "day"),
    Index("ix_duty_person_day", "person_id", "day"),
)

duty_wish = Table(
    "duty_wish",
    metadata,
    Column("id", String(24), primary_key=True),
    Column("person_id", ForeignKey("person.id"), nullable=False),
    Column("kind", String(8), nullable=False),  # absent, prefers
    Column("first_day", Date, nullable=False),
    Column("last_day", Date, nullable=False),
    Index("ix_duty_wish_person", "person_id", "first_day"),
)

duty_swap = Table(
    "duty_swap",
    metadata,
    Column("id", String(24), primary_key=True),
    Column("offered_duty_id", ForeignKey("duty.id"), nullable=False),
    Column("wanted_duty_id", ForeignKey("duty.id"), nullable=False),
    Column("state", String(10), nullable=False),  # open, accepted, declined
    Column("created_at", Instant, nullable=False),
    Column("answered_at", Instant),
    Index("ix_duty_swap_wanted", "wanted_duty_id", "state"),
)
