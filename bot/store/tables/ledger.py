"""The ledger (台账): numbered entries, every version of them, and what was handed in with them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from bot.store.tables.base import Instant, metadata

# Few entries hold a problem; a query that names this very condition may use the small index.
_WITH_PROBLEM: dict[str, Any] = {"sqlite_where": text("stage != ''"), "postgresql_where": text("stage != ''")}

entry = Table(
    "entry",
    metadata,
    Column("id", String(24), primary_key=True),
    Column("township_id", ForeignKey("township.id"), nullable=False),
    Column("kind", String(24), nullable=False),  # check_in, five_ones, …
    Column("number", String(24), nullable=False),  # WG-2026-0012: per township, kind and year, without gaps
    Column("person_id", ForeignKey("person.id"), nullable=False),  # whose duty it records
    Column("station_id", ForeignKey("station.id")),
    Column("grid_id", ForeignKey("grid.id")),
    Column("happened_on", Date, nullable=False),
    Column("item", String(40), nullable=False, default=""),  # which of the five ones, which way of check-in
    Column("fields", JSON, nullable=False),  # answers by question key, as the flow asked them
    Column("state", String(12), nullable=False),  # bot/ledger/states.py
    # How far the problem in it has come, bot/ledger/stages.py; empty: there is no problem in it.
    Column("stage", String(12), nullable=False, default="", server_default=""),
    Column("version", Integer, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("changed_at", Instant, nullable=False),
    UniqueConstraint("township_id", "kind", "number"),
    # Each serves one question from the index alone, so that its cost does not grow with the ledger.
    Index("ix_entry_person_kind", "person_id", "kind", "happened_on", "state", "item"),
    Index("ix_entry_person_day", "person_id", "happened_on", "state", "id"),
    Index("ix_entry_person_created", "person_id", "created_at", "id", "state"),
    Index("ix_entry_person_stage", "person_id", "stage", "id", **_WITH_PROBLEM),
    Index("ix_entry_township_kind_day", "township_id", "kind", "happened_on", "id"),
    # Everything that the desk filters, sorts and counts by: 100,000 entries are counted without reading one.
    Index(
        "ix_entry_township_day",
        "township_id",
        "happened_on",
        "id",
        "kind",
        "state",
        "stage",
        "item",
        "station_id",
        "grid_id",
        "person_id",
        "number",
    ),
    Index("ix_entry_township_state", "township_id", "state", "kind", "id"),
    Index("ix_entry_township_stage", "township_id", "stage", "id", **_WITH_PROBLEM),
)

entry_counts = Table(
    "entry_counts",
    metadata,
    # Recorded once, used everywhere: the further ledgers that one entry counts in.
    Column("entry_id", ForeignKey("entry.id"), primary_key=True),
    Column("ledger", String(24), primary_key=True),
    Column("item", String(40), primary_key=True),
    # Whether an entry counts in a ledger, in half the time that the key above takes.
    Index("ix_entry_counts_ledger", "ledger", "entry_id", "item"),
)

entry_version = Table(
    "entry_version",
    metadata,
    # Append-only. Version 1 is the entry as first recorded.
    Column("entry_id", ForeignKey("entry.id"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("fields", JSON, nullable=False),
    Column("state", String(12), nullable=False),
    Column("stage", String(12), nullable=False, default="", server_default=""),
    Column("happened_on", Date, nullable=False),
    Column("changed_at", Instant, nullable=False),
    Column("changed_by", String(64), nullable=False),  # a person's id, or "clerk:NAME", "system"
    Column("reason", Text, nullable=False, default=""),
)

counter = Table(
    "counter",
    metadata,
    Column("township_id", ForeignKey("township.id"), primary_key=True),
    Column("kind", String(24), primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("last", Integer, nullable=False),
)

attachment = Table(
    "attachment",
    metadata,
    # A row before the bytes: the platform keeps a photo for three days, we fetch it and keep it by hash.
    Column("id", String(24), primary_key=True),
    Column("entry_id", ForeignKey("entry.id")),  # empty while its form is still a draft
    Column("channel", String(16), nullable=False),
    Column("sender", String(64), nullable=False),
    Column("media_id", String(200), nullable=False),
    Column("media_url", Text, nullable=False, default=""),
    Column("media_kind", String(8), nullable=False),  # image, voice
    Column("state", String(12), nullable=False),  # waiting, kept, lost
    Column("sha256", String(64), nullable=False, default=""),
    Column("mime", String(60), nullable=False, default=""),
    Column("size_bytes", Integer, nullable=False, default=0),
    Column("error", Text, nullable=False, default=""),
    Column("attempts", Integer, nullable=False, default=0),
    Column("next_try_at", Instant),
    Column("created_at", Instant, nullable=False),
    Index("ix_attachment_entry", "entry_id"),
    Index("ix_attachment_state", "state", "next_try_at"),
    Index("ix_attachment_sender", "channel", "sender"),
    UniqueConstraint("channel", "media_id"),
)
