"""Signed, expiring links to a finished answer. Whoever has the link may read it; nobody can guess one."""

from __future__ import annotations

import hashlib
import hmac
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.store.secret import installation_secret

VALID_FOR = timedelta(days=3)
SIGNATURE_CHARS = 32  # 128 bits


class LinkExpired(Exception):
    """Signed by us, but too old."""


def sign(data_dir: Path, identifier: str, now: datetime) -> str:
    """``identifier.expiry.signature``, safe in a URL."""
    expires = int((now + VALID_FOR).timestamp())
    return f"{identifier}.{expires}.{_signature(data_dir, identifier, expires)}"


def verify(data_dir: Path, token: str, now: datetime) -> str | None:
    """The identifier, or None when it was not signed here. Raises :class:`LinkExpired`."""
    parts = token.split(".")
    if len(parts) != 3 or not parts[1].isascii() or not parts[1].isdigit() or len(parts[1]) > 12:
        return None
    identifier, expires = parts[0], int(parts[1])
    expected = _signature(data_dir, identifier, expires)
    if not hmac.compare_digest(expected.encode(), parts[2].encode()):
        return None
    if datetime.fromtimestamp(expires, tz=UTC) < now:
        raise LinkExpired
    return identifier


def _signature(data_dir: Path, identifier: str, expires: int) -> str:
    key = installation_secret(data_dir, "links")
    signed = hmac.new(key, f"answer:{identifier}:{expires}".encode(), hashlib.sha256)
    return signed.hexdigest()[:SIGNATURE_CHARS]
