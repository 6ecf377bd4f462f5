"""The township's clock. It lives in Asia/Shanghai whatever the host says; tests set it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")

Clock = Callable[[], datetime]
"""Returns the present moment, aware, in Asia/Shanghai."""


def system_clock() -> datetime:
    return datetime.now(tz=SHANGHAI)
