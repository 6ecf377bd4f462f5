"""Sessions of the desk: on the server, found by the cookie's digest, ended by idleness and by age.

Also the token against forged forms (CSRF): derived from the cookie, so that a page of somebody else's, which
cannot read our cookie, cannot know it.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from bot.console import accounts
from bot.console.accounts import Account
from bot.settings import Settings
from bot.store.tables import account, desk_session

SEEN_EVERY = timedelta(minutes=1)  # a write at each click would be waste
CODE_WAITS = timedelta(minutes=5)  # the second step is for now, not for later


@dataclass(frozen=True)
class Session:
    digest: str
    account: Account
    waits_for_code: bool
    township_id: str
    flash: list[dict[str, Any]]


def digest_of(cookie: str) -> str:
    return hashlib.sha256(cookie.encode()).hexdigest()


def new_cookie() -> str:
    return secrets.token_urlsafe(32)


def form_token(cookie: str) -> str:
    """The hidden field of every form in this session."""
    return hmac.new(cookie.encode(), b"renda desk form", hashlib.sha256).hexdigest()[:40]


def token_fits(cookie: str, token: str) -> bool:
    return bool(cookie) and hmac.compare_digest(form_token(cookie), token)


def begin(connection: Connection, account_id: str, now: datetime, *, waits_for_code: bool = False) -> str:
    """The cookie of a new session."""
    cookie = new_cookie()
    connection.execute(
        insert(desk_session).values(
            digest=digest_of(cookie),
            account_id=account_id,
            waits_for_code=waits_for_code,
            created_at=now,
            seen_at=now,
        )
    )
    connection.execute(update(account).where(account.c.id == account_id).values(last_seen_at=now))
    return cookie


def find(
    connection: Connection, cookie: str, settings: Settings, now: datetime
) -> tuple[Session, bool] | None:
    """The live session behind a cookie, and whether its last sighting should be written down anew."""
    if not cookie:
        return None
    row = connection.execute(
        select(desk_session).where(desk_session.c.digest == digest_of(cookie))
    ).one_or_none()
    if row is None or _is_over(row, settings, now):
        return None
    whose = accounts.find(connection, row.account_id)
    if whose is None or not whose.active:
        return None
    found = Session(row.digest, whose, row.waits_for_code, row.township_id, row.flash or [])
    return found, now - row.seen_at >= SEEN_EVERY


def seen(connection: Connection, digest: str, now: datetime) -> None:
    connection.execute(update(desk_session).where(desk_session.c.digest == digest).values(seen_at=now))


def look_at(connection: Connection, digest: str, township_id: str) -> None:
    connection.execute(
        update(desk_session).where(desk_session.c.digest == digest).values(township_id=township_id)
    )


def leave_flash(connection: Connection, digest: str, flash: list[dict[str, Any]]) -> None:
    connection.execute(
        update(desk_session).where(desk_session.c.digest == digest).values(flash=flash or None)
    )


def end(connection: Connection, cookie: str) -> None:
    connection.execute(delete(desk_session).where(desk_session.c.digest == digest_of(cookie)))


def sweep(connection: Connection, settings: Settings, now: datetime) -> None:
    idle = timedelta(minutes=settings.console.idle_minutes)
    connection.execute(delete(desk_session).where(desk_session.c.seen_at < now - idle))


def _is_over(row: Any, settings: Settings, now: datetime) -> bool:
    if row.waits_for_code:
        return bool(now - row.created_at > CODE_WAITS)
    idle = timedelta(minutes=settings.console.idle_minutes)
    whole = timedelta(hours=settings.console.session_hours)
    return bool(now - row.seen_at > idle or now - row.created_at > whole or row.created_at > now + whole)
