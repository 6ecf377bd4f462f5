"""Answers that took longer than the platform waits, and how many messages we may still send somebody."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Index, String, Table, Text, UniqueConstraint

from bot.store.tables.base import Instant, metadata

slow_turn = Table(
    "slow_turn",
    metadata,
    # The row before the act: a restart in the middle finds the question and finishes it.
    Column("id", String(24), primary_key=True),
    Column("channel", String(16), nullable=False),
    Column("key", String(64), nullable=False),  # the digest under which the message is answered
    Column("sender", String(64), nullable=False),
    Column("incoming", JSON, nullable=False),  # emptied when the answer is ready
    Column("text", Text, nullable=False, default=""),  # the whole answer, for the page behind the link
    Column("begun_at", Instant, nullable=False),
    Column("ready_at", Instant),
    Column("told_at", Instant),  # the short text with the link went out instead of the answer
    Column("sent_at", Instant),  # the answer followed as a customer-service message
    UniqueConstraint("channel", "key"),
    Index("ix_slow_turn_ready", "ready_at"),
)

service_message = Table(
    "service_message",
    metadata,
    # Each customer-service message (客服消息) that the platform took, to count its quota instead of guessing.
    Column("id", String(24), primary_key=True),
    Column("channel", String(16), nullable=False),
    Column("sender", String(64), nullable=False),
    Column("sent_at", Instant, nullable=False),
    Index("ix_service_message_sender", "channel", "sender", "sent_at"),
)
