"""Accounts of the desk: made, changed, locked. Writes ``account``, ``account_township`` and the trail."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from bot.console.access import ROLES, TECHNICIAN
from bot.console.passwords import hashed
from bot.errors import Refused
from bot.ledger import audit
from bot.store.tables import account, account_township, desk_session, new_id, township
from bot.texts import console as texts

NAME_MAX_CHARS = 40


@dataclass(frozen=True)
class Account:
    id: str
    name: str
    display_name: str
    roles: tuple[str, ...]
    townships: tuple[tuple[str, str], ...]  # id and name, of those she sees
    must_change: bool
    has_totp: bool
    active: bool
    locked_until: datetime | None
    last_seen_at: datetime | None

    @property
    def actor(self) -> str:
        """How versions and the audit trail name her."""
        return f"desk:{self.id}"


def exist(connection: Connection) -> bool:
    return connection.execute(select(account.c.id).limit(1)).first() is not None


def find(connection: Connection, account_id: str) -> Account | None:
    row = connection.execute(select(account).where(account.c.id == account_id)).one_or_none()
    return None if row is None else _account(connection, row)


def named(connection: Connection, name: str) -> Account | None:
    row = connection.execute(select(account).where(account.c.name == _plain(name))).one_or_none()
    return None if row is None else _account(connection, row)


def all_of(connection: Connection) -> list[Account]:
    rows = connection.execute(select(account).order_by(account.c.active.desc(), account.c.name))
    return [_account(connection, row) for row in rows]


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
    plain = _plain(name)
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


def townships(connection: Connection) -> list[tuple[str, str]]:
    rows = connection.execute(select(township.c.id, township.c.name).order_by(township.c.name))
    return [(row.id, row.name) for row in rows]


def actor_names(connection: Connection, actors: Collection[str]) -> dict[str, str]:
    """What to show for ``desk:…`` in versions and trail; other actors are left out."""
    ids = [actor.removeprefix("desk:") for actor in actors if actor.startswith("desk:")]
    rows = connection.execute(select(account.c.id, account.c.display_name).where(account.c.id.in_(ids)))
    return {f"desk:{row.id}": row.display_name for row in rows}


def _plain(name: str) -> str:
    return name.strip().lower()


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


def _account(connection: Connection, row: Row[Any]) -> Account:
    seen = connection.execute(
        select(township.c.id, township.c.name)
        .join(account_township, account_township.c.township_id == township.c.id)
        .where(account_township.c.account_id == row.id)
        .order_by(township.c.name)
    )
    return Account(
        id=row.id,
        name=row.name,
        display_name=row.display_name,
        roles=tuple(row.roles),
        townships=tuple((each.id, each.name) for each in seen),
        must_change=row.must_change,
        has_totp=bool(row.totp_secret),
        active=row.active,
        locked_until=row.locked_until,
        last_seen_at=row.last_seen_at,
    )


def count(connection: Connection) -> int:
    return int(connection.execute(select(func.count()).select_from(account)).scalar_one())
