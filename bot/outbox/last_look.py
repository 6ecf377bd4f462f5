"""The last look before a push goes: is it still wanted, and what does it say today?

A row names its look in ``last_look``; a row without one is sent as it was planned.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row

from bot.settings import Settings


@dataclass(frozen=True)
class Spoken:
    """The words of a push."""

    text: str
    fields: dict[str, str] = field(default_factory=dict)


Look = Callable[[Connection, Row[Any], Settings, datetime], Spoken | None]
LOOKS: dict[str, Look] = {}


def last_look(connection: Connection, row: Row[Any], settings: Settings, now: datetime) -> Spoken | None:
    """None: there is nothing to say any more."""
    return LOOKS[row.last_look](connection, row, settings, now)
