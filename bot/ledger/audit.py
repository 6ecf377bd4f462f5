"""The audit trail (留痕): one row for each thing that somebody did to the records.

Append-only and chained: each row's hash covers its fields and the hash before it, so that a row that was
changed, removed or slipped in later shows (:mod:`bot.ledger.audit_chain` verifies). Writes ``audit`` and
``audit_head``.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError

from bot.store.prepared import Prepared
from bot.store.tables import audit, audit_head

COMMAND = "command"  # the actor of whatever is typed at the office's own machine
SYSTEM = "system"
HEAD = "head"
BEGINNING = "0" * 64  # what stands before the first row


@dataclass(frozen=True)
class Link:
    """A place in the chain."""

    id: int
    hash: str


def record(connection: Connection, actor: str, action: str, target: str, detail: str, now: datetime) -> None:
    """``actor``: a person's id, "command" or "system". Commits with whatever it stands beside."""
    before = _hold_head(connection)
    row = (before.id + 1, now, actor, action, target[:80], detail)
    link = Link(row[0], seal(before.hash, *row))
    names = ("id", "at", "actor", "action", "target", "detail")
    _ADD.run(connection, {**dict(zip(names, row, strict=True)), "hash": link.hash})
    _MOVE.run(connection, {"named": HEAD, "last_id": link.id, "hash": link.hash})


def seal(before: str, *row: Any) -> str:
    """The hash of (id, at, actor, action, target, detail) after the hash ``before``."""
    number, at, *rest = row
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    text = json.dumps([before, number, moment, *rest], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def head(connection: Connection) -> Link:
    """The newest link; number 0 before anything was recorded."""
    row = connection.execute(_HEAD).one_or_none()
    return Link(0, BEGINNING) if row is None else _link(row)


_ADD = Prepared(insert(audit))
_MOVE = Prepared(update(audit_head).where(audit_head.c.name == bindparam("named")))
_HEAD = select(audit_head.c.last_id, audit_head.c.hash).where(audit_head.c.name == HEAD)
_HELD = Prepared(_HEAD.with_for_update())


def _hold_head(connection: Connection) -> Link:
    """The newest link, held until the transaction ends. SQLite holds the whole database in any case."""
    row = _HELD.first(connection, {})
    if row is None:
        savepoint = connection.begin_nested()
        try:
            first = {"name": HEAD, "last_id": 0, "hash": BEGINNING}
            connection.execute(insert(audit_head).values(**first))
            savepoint.commit()
        except IntegrityError:  # another process wrote the very first row just now
            savepoint.rollback()
        row = connection.execute(_HEAD.with_for_update()).one()
    return _link(row)


def _link(row: Any) -> Link:
    return Link(row.last_id, row.hash)
