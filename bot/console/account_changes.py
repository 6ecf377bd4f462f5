"""Accounts of the desk: made, changed, locked. Writes ``account``, ``account_township`` and the trail."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from bot.console.access import ROLES, TECHNICIAN
from bot.console.accounts import Account, plain_name, townships
from bot.console.passwords import hashed
from bot.errors import Refused
from bot.ledger import audit
from bot.store.tables import account, account_township, desk_session, new_id
from bot.texts import console as texts

NAME_MAX_CHARS = 40


def add(
    connection: Connection,
    *,
    name: str,
    display_name: str,
    roles: Collection[str],
    township_ids: Iterable[str],
    password: str,
    by: str,
    now: datetime,
    must_change: bool = True,
) -> str:
    """The new account's id. Raises :class:`Refused` for a name that is taken, no role, a poor password."""
    plain = plain_name(name)
    if not plain or len(plain) > NAME_MAX_CHARS:
        raise Refused(texts.NAME_NEEDED)
    wanted = _roles(roles)
    if connection.execute(select(account.c.id).where(account.c.name == plain)).first():
        raise Refused(texts.NAME_TAKEN.format(name=plain))
    identifier = new_id()
    values = {"name": plain, "display_name": display_name.strip()[:NAME_MAX_CHARS] or plain}
    connection.execute(
        insert(account).values(
            id=identifier,
            **values,
            roles=wanted,
            password=hashed(password),
            must_change=must_change,
            created_at=now,
        )
    )
    _set_townships(connection, identifier, township_ids)
    audit.record(connection, by, "account_add", f"account:{plain}", "、".join(wanted), now)
    return identifier


def change(
    connection: Connection,
    was: Account,
    *,
    roles: Collection[str],
    township_ids: Iterable[str],
    active: bool,
    by: str,
    now: datetime,
) -> None:
    """Ends her sessions, so that the change holds at once. The last technician stays one."""
    wanted = _roles(roles)
    if TECHNICIAN in was.roles and not (active and TECHNICIAN in wanted) and _technicians(connection) <= 1:
        raise Refused(texts.LAST_TECHNICIAN)
    connection.execute(update(account).where(account.c.id == was.id).values(roles=wanted, active=active))
    _set_townships(connection, was.id, township_ids)
    end_sessions(connection, was.id)
    detail = "、".join(wanted) + ("" if active else " 停用")
    audit.record(connection, by, "account_change", f"account:{was.name}", detail, now)


def set_password(
    connection: Connection, whose: Account, password: str, *, by: str, now: datetime, must_change: bool
) -> None:
    """Ends every session of hers and any lock."""
    values = {"password": hashed(password), "must_change": must_change, "failures": 0, "locked_until": None}
    connection.execute(update(account).where(account.c.id == whose.id).values(**values))
    end_sessions(connection, whose.id)
    audit.record(connection, by, "account_password", f"account:{whose.name}", "", now)


def drop_totp(connection: Connection, whose: Account, *, by: str, now: datetime) -> None:
    connection.execute(update(account).where(account.c.id == whose.id).values(totp_secret=""))
    audit.record(connection, by, "account_totp_off", f"account:{whose.name}", "", now)


def end_sessions(connection: Connection, account_id: str) -> None:
    connection.execute(delete(desk_session).where(desk_session.c.account_id == account_id))


def fresh_password() -> str:
    """For somebody else's account, to be changed at the first log-in: four groups that can be read out."""
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(letters) for _ in range(4)) for _ in range(4))


def _roles(roles: Collection[str]) -> list[str]:
    wanted = [role for role in ROLES if role in roles]
    if not wanted:
        raise Refused(texts.ROLE_NEEDED)
    return wanted


def _technicians(connection: Connection) -> int:
    rows = connection.execute(select(account.c.roles).where(account.c.active)).scalars()
    return sum(TECHNICIAN in roles for roles in rows)


def _set_townships(connection: Connection, account_id: str, township_ids: Iterable[str]) -> None:
    known = {identifier for identifier, _ in townships(connection)}
    connection.execute(delete(account_township).where(account_township.c.account_id == account_id))
    rows = [
        {"account_id": account_id, "township_id": it} for it in dict.fromkeys(township_ids) if it in known
    ]
    if rows:
        connection.execute(insert(account_township), rows)
