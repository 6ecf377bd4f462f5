"""What all tables share: one MetaData, aware times and time-ordered ids."""

from __future__ import annotations

import os
import threading
import time
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, MetaData
from sqlalchemy.types import TypeDecorator

from bot.clock import SHANGHAI

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Instant(TypeDecorator[datetime]):
    """A moment: stored as naive UTC (the one form every database sorts alike), read back in Asia/Shanghai."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a stored moment must be aware")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC).astimezone(SHANGHAI)


_id_lock = threading.Lock()
_newest = (0, 0)


def new_id() -> str:
    """24 hex digits; the first 12 are milliseconds, so that a million rows append instead of scattering.

    Each is greater than the one before in this process, whatever the clock does.
    """
    global _newest
    with _id_lock:
        now, (before, tail) = time.time_ns() // 1_000_000, _newest
        _newest = (before, tail + 1) if now <= before else (now, int.from_bytes(os.urandom(6)) >> 1)
        return f"{_newest[0]:012x}{_newest[1]:012x}"
