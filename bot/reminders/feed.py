"""A calendar address that a clerk can subscribe to: signed, one a township, without a login.

The names of those on duty are in the public notice anyway; whoever has the address can read them.
"""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.clock import SHANGHAI
from bot.errors import Refused
from bot.reminders.ics import of_occasions
from bot.reminders.occasions import occasions
from bot.reminders.people import townships
from bot.reminders.workdays import Workdays
from bot.settings import Settings
from bot.store.secret import installation_secret
from bot.texts import outbox as texts

BACK_DAYS, AHEAD_DAYS = 31, 180
KEY = "feed"  # data_dir/secrets/feed.key: looked after by doctor and backup like the other keys


def feed_address(settings: Settings, township_id: str) -> str:
    """The whole address when ``server.public_url`` is set, else the path alone."""
    signature = _signature(settings, township_id)
    return f"{settings.server.public_url.rstrip('/')}/calendar/{township_id}/{signature}.ics"


def read_feed(
    connection: Connection, settings: Settings, township_id: str, signature: str, now: datetime
) -> bytes:
    """The file behind :func:`feed_address`. Raises :class:`Refused` when the signature is not ours."""
    if not hmac.compare_digest(_signature(settings, township_id).encode(), signature.encode()):
        raise Refused(texts.BAD_FEED)
    today = now.astimezone(SHANGHAI).date()
    first, last = today - timedelta(days=BACK_DAYS), today + timedelta(days=AHEAD_DAYS)
    found = occasions(settings.reminders, Workdays(settings.reminders.workdays_file), first, last)
    for township in townships(connection, first):
        if township.id == township_id:
            return of_occasions(township, found, settings.office.name, now)
    raise Refused(texts.BAD_FEED)


def _signature(settings: Settings, township_id: str) -> str:
    """By a key of this installation; deleting its file makes every address given out so far useless."""
    key = installation_secret(settings.data_dir, KEY)
    return hmac.new(key, township_id.encode(), hashlib.sha256).hexdigest()[:32]
