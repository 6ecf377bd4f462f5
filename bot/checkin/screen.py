"""The code on a station's screen (屏幕动态码): six digits that change every 30 seconds.

Derived from the installation's own secret, as in RFC 6238; nothing is stored.
"""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime
from pathlib import Path

from bot.roster.secret import binding_secret

STEP_SECONDS = 30
DIGITS = 6


def code_at(data_dir: Path, station_id: str, moment: datetime, back: int = 0) -> str:
    """The code of a station at a moment, or ``back`` steps before."""
    step = int(moment.timestamp()) // STEP_SECONDS - back
    number = int.from_bytes(_mac(data_dir, f"screen:{station_id}:{step}")[:8], "big")
    return f"{number % 10**DIGITS:0{DIGITS}d}"


def fits(data_dir: Path, station_id: str, code: str, moment: datetime) -> bool:
    """Whether the code is the present one or the one before: typing takes time."""
    return any(hmac.compare_digest(code, code_at(data_dir, station_id, moment, back)) for back in (0, 1))


def page_key(data_dir: Path, station_id: str) -> str:
    """The secret part of the screen page's address; without it the page would be a remote control."""
    return _mac(data_dir, f"screen page:{station_id}").hex()[:24]


def _mac(data_dir: Path, text: str) -> bytes:
    return hmac.new(binding_secret(data_dir), text.encode(), hashlib.sha256).digest()
