"""A calendar address that a clerk can subscribe to: signed, one a township, without a login.

The names of those on duty are in the public notice anyway; whoever has the address can read them.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection

from bot.clock import SHANGHAI
from bot.errors import Refused
from bot.reminders.ics import of_occasions
from bot.reminders.occasions import occasions
from bot.reminders.people import townships
from bot.reminders.workdays import Workdays
from bot.settings import Settings
from bot.texts import outbox as texts

BACK_DAYS, AHEAD_DAYS = 31, 180


def feed_key(data_dir: Path) -> bytes:
    """Made at first use. Deleting the file makes every address given out so far useless."""
    path = data_dir / "feed.key"
    if not path.is_file():
        data_dir.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_hex(32), encoding="ascii")
    return path.read_bytes()


def feed_path(key: bytes, township_id: str) -> str:
    return f"/calendar/{township_id}/{_signature(key, township_id)}.ics"


def read_feed(
    connection: Connection, settings: Settings, township_id: str, signature: str, now: datetime
) -> bytes:
    """The file behind :func:`feed_path`. Raises :class:`Refused` when the signature is not ours."""
    expected = _signature(feed_key(settings.data_dir), township_id)
    if not hmac.compare_digest(expected.encode(), signature.encode()):
        raise Refused(texts.BAD_FEED)
    today = now.astimezone(SHANGHAI).date()
    first, last = today - timedelta(days=BACK_DAYS), today + timedelta(days=AHEAD_DAYS)
    found = occasions(settings.reminders, Workdays(settings.reminders.workdays_file), first, last)
    for township in townships(connection, first):
        if township.id == township_id:
            return of_occasions(township, found, settings.office.name, now)
    raise Refused(texts.BAD_FEED)


def _signature(key: bytes, township_id: str) -> str:
    return hmac.new(key, township_id.encode(), hashlib.sha256).hexdigest()[:32]
