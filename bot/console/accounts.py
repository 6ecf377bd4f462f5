"""Accounts of the desk, as they are; ``account_changes.py`` makes and changes them. Reads only."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from bot.store.tables import account, account_township, township


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
    row = connection.execute(select(account).where(account.c.name == plain_name(name))).one_or_none()
    return None if row is None else _account(connection, row)


def all_of(connection: Connection) -> list[Account]:
    rows = connection.execute(select(account).order_by(account.c.active.desc(), account.c.name))
    return [_account(connection, row) for row in rows]


def townships(connection: Connection) -> list[tuple[str, str]]:
    rows = connection.execute(select(township.c.id, township.c.name).order_by(township.c.name))
    return [(row.id, row.name) for row in rows]


def actor_names(connection: Connection, actors: Collection[str]) -> dict[str, str]:
    """What to show for ``desk:…`` in versions and trail; other actors are left out."""
    ids = [actor.removeprefix("desk:") for actor in actors if actor.startswith("desk:")]
    rows = connection.execute(select(account.c.id, account.c.display_name).where(account.c.id.in_(ids)))
    return {f"desk:{row.id}": row.display_name for row in rows}


def plain_name(name: str) -> str:
    """As it is kept, however it is typed."""
    return name.strip().lower()


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
