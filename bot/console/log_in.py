"""Logging in: name and password, then the code of the second step where one is set. Wrong tries lock."""

from __future__ import annotations

from datetime import datetime, timedelta

import pyotp
from sqlalchemy import Connection, select, update

from bot.console import sessions
from bot.console.passwords import fits
from bot.errors import Refused
from bot.ledger import audit
from bot.settings import Settings
from bot.store.database import Database
from bot.store.tables import account
from bot.texts import console as texts

STEP_SECONDS = 30
ACTOR = "system"


def with_password(
    database: Database, settings: Settings, name: str, password: str, now: datetime
) -> str | None:
    """The cookie of a new session (which may wait for the code); None when name or password is wrong.

    Raises :class:`Refused` while locked. The password is hashed outside any transaction: it takes 50 ms.
    """
    plain = name.strip().lower()[:40]
    with database.read() as connection:
        row = connection.execute(
            select(account).where(account.c.name == plain, account.c.active)
        ).one_or_none()
    right = fits(row.password if row is not None else None, password)
    if row is None:
        return None  # nothing is written: a flood of invented names must not fill the trail
    with database.write() as connection:
        _refuse_if_locked(connection, row.id, now)
        if not right:
            _note_failure(connection, row.id, row.name, settings, now)
            return None
        if not row.totp_secret:
            _note_success(connection, row.id, now)
        sessions.sweep(connection, settings, now)
        return sessions.begin(connection, row.id, now, waits_for_code=bool(row.totp_secret))


def with_code(
    database: Database, settings: Settings, account_id: str, code: str, now: datetime
) -> str | None:
    """The second step: the cookie of a full session, or None. Wrong codes count towards the lock."""
    with database.write() as connection:
        _refuse_if_locked(connection, account_id, now)
        row = connection.execute(select(account).where(account.c.id == account_id)).one()
        step = step_of(row.totp_secret, code, now)
        if step is None or step <= row.totp_last_step:
            _note_failure(connection, row.id, row.name, settings, now)
            return None
        connection.execute(update(account).where(account.c.id == row.id).values(totp_last_step=step))
        _note_success(connection, row.id, now)
        return sessions.begin(connection, row.id, now)


def step_of(secret: str, code: str, now: datetime) -> int | None:
    """Which half-minute the code belongs to; one before and one after count too, for clocks that differ."""
    digits = "".join(code.split())
    if not (digits.isascii() and digits.isdigit() and len(digits) == 6):
        return None
    present = int(now.timestamp()) // STEP_SECONDS
    totp = pyotp.TOTP(secret)
    fitting = (step for step in (present, present - 1, present + 1) if totp.at(step * STEP_SECONDS) == digits)
    return next(fitting, None)


def _refuse_if_locked(connection: Connection, account_id: str, now: datetime) -> None:
    until = connection.execute(select(account.c.locked_until).where(account.c.id == account_id)).scalar_one()
    if until is not None and now < until:
        raise Refused(texts.LOCKED.format(minutes=-(-(until - now) // timedelta(minutes=1))))


def _note_failure(
    connection: Connection, account_id: str, name: str, settings: Settings, now: datetime
) -> None:
    rules = settings.console
    failures = (
        connection.execute(select(account.c.failures).where(account.c.id == account_id)).scalar_one() + 1
    )
    until = now + timedelta(minutes=rules.lock_minutes) if failures >= rules.max_failures else None
    values = {"failures": 0 if until else failures, "locked_until": until}
    connection.execute(update(account).where(account.c.id == account_id).values(**values))
    action = "log_in_locked" if until else "log_in_failed"
    audit.record(connection, ACTOR, action, f"account:{name}", "", now)


def _note_success(connection: Connection, account_id: str, now: datetime) -> None:
    values = {"failures": 0, "locked_until": None}
    connection.execute(update(account).where(account.c.id == account_id).values(**values))
    audit.record(connection, f"desk:{account_id}", "log_in", "", "", now)
