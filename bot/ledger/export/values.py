"""A cell's value as people read it, and as its column wants it: dates, times, numbers."""

from __future__ import annotations

from datetime import date, datetime, time

from bot.clock import SHANGHAI
from bot.ledger.export.columns import CellKind, Column

Value = str | int | float | date | datetime | time | None


def as_text(value: Value, kind: CellKind = "text") -> str:
    """As people and spreadsheets read it: 2026-11-21, 09:30, 2026-11-21 09:30; a ``day`` as 11-21."""
    if kind == "day" and isinstance(value, date):
        return f"{value:%m-%d}"
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return value.isoformat() if isinstance(value, date) else str(value)


def typed(value: Value, column: Column) -> Value:
    """Moments in Shanghai and without a zone, as spreadsheets want them; what cannot be read stays text."""
    if isinstance(value, str) and column.kind in ("date", "day", "time", "moment"):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            return value
    if isinstance(value, datetime):
        value = value.astimezone(SHANGHAI).replace(tzinfo=None) if value.tzinfo else value
        if column.kind in ("date", "day"):
            return value.date()
        if column.kind == "time":
            return value.time().replace(second=0, microsecond=0)
    if isinstance(value, str) and column.kind == "number" and value.strip().isdecimal():
        return int(value)
    return value
