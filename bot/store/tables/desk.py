"""The clerk's desk: who may open it, who has it open, and the settings that were changed there."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Index, Integer, String, Table, Text

from bot.store.tables.base import Instant, metadata

account = Table(
    "account",
    metadata,
    Column("id", String(24), primary_key=True),
    Column("name", String(40), nullable=False, unique=True),  # what she types; compared without case
    Column("display_name", String(40), nullable=False),
    Column("roles", JSON, nullable=False),  # see bot/console/access.py
    Column("password", String(160), nullable=False),  # argon2id, with its own parameters and salt
    Column("must_change", Boolean, nullable=False, default=False),  # somebody else knows the password
    Column("totp_secret", String(64), nullable=False, default=""),  # empty: no second step
    Column("totp_last_step", Integer, nullable=False, default=0),  # a code opens once
    Column("failures", Integer, nullable=False, default=0),
    Column("locked_until", Instant),
    Column("active", Boolean, nullable=False, default=True),
    Column("created_at", Instant, nullable=False),
    Column("last_seen_at", Instant),
)

account_township = Table(
    "account_township",
    metadata,
    # Whose records she sees. A technician needs none.
    Column("account_id", ForeignKey("account.id"), primary_key=True),
    Column("township_id", ForeignKey("township.id"), primary_key=True),
)

desk_session = Table(
    "desk_session",
    metadata,
    # The cookie's digest, never the cookie: a stolen database opens nothing.
    Column("digest", String(64), primary_key=True),
    Column("account_id", ForeignKey("account.id"), nullable=False),
    Column("waits_for_code", Boolean, nullable=False, default=False),  # password right, second step open
    Column("township_id", String(24), nullable=False, default=""),  # which one she looks at
    Column("flash", JSON),  # what the next page says once
    Column("created_at", Instant, nullable=False),
    Column("seen_at", Instant, nullable=False),
    Index("ix_desk_session_account", "account_id"),
    Index("ix_desk_session_seen", "seen_at"),
)

setting_change = Table(
    "setting_change",
    metadata,
    # Append-only: the newest row of a path counts; one without a value gives it back to the config file.
    Column("id", String(24), primary_key=True),
    Column("path", String(80), nullable=False),  # reminders.quiet_from
    Column("value", JSON),
    Column("changed_at", Instant, nullable=False),
    Column("changed_by", String(64), nullable=False),
    Column("reason", Text, nullable=False, default=""),
    Index("ix_setting_change_path", "path", "id"),
)
