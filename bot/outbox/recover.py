"""Settling what a dead worker left in state ``sending``: what was not started goes again, what was answered
is written down, and what hangs between is sent again only where the platform itself drops a second one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, func, select, update

from bot.outbox import journal, states
from bot.outbox.claim import LEASE_MINUTES
from bot.outbox.journal import LeftBehind, Note
from bot.outbox.ways import way
from bot.store.tables import push


def recover(connection: Connection, dead: LeftBehind, folder: Path, now: datetime) -> None:
    """``dead``: as found by ``journal.left_behind``; its files can go once this has committed."""
    claims = select(push.c.claimed_by, func.max(push.c.claimed_until).label("until"))
    for claim in connection.execute(claims.where(push.c.state == states.SENDING).group_by(push.c.claimed_by)):
        notes = dead.of(claim.claimed_by)
        if notes is None and (journal.at_work(folder, claim.claimed_by) or claim.until > now):
            continue
        for row in _rows(connection, claim.claimed_by):
            _settle(connection, row, _verdict(row, notes, now))


def _rows(connection: Connection, worker: str) -> Iterable[Row[Any]]:
    mine = (push.c.state == states.SENDING, push.c.claimed_by == worker)
    return connection.execute(select(push).where(*mine)).all()


def _verdict(row: Row[Any], notes: dict[str, Note] | None, now: datetime) -> dict[str, Any]:
    """``notes`` is None for a worker of another machine: then nobody knows of any of its rows."""
    again = {"state": states.PLANNED, "next_try_at": now}
    unknown = {"state": states.GAVE_UP, "error": states.UNCONFIRMED, "finished_at": now}
    if notes is None:
        return unknown
    note = notes.get(row.id)
    if note is None:
        return again
    if note.step == journal.TOOK:
        taken = {"state": states.SENT, "message_id": note.detail, "channel": note.way, "error": ""}
        return {**taken, "finished_at": now, "attempts": row.attempts + 1}
    if note.step == journal.FAILED:
        return {**again, "attempts": row.attempts + 1, "error": note.detail}
    guard = timedelta(minutes=way(note.way).guard_minutes)
    claimed_at = row.claimed_until - timedelta(minutes=LEASE_MINUTES)
    if guard and now < claimed_at + guard:
        return {**again, "channel": note.way, "error": states.UNCONFIRMED}
    return {**unknown, "channel": note.way}


def _settle(connection: Connection, row: Row[Any], values: dict[str, Any]) -> None:
    still = (push.c.id == row.id, push.c.state == states.SENDING, push.c.claimed_by == row.claimed_by)
    connection.execute(update(push).where(*still).values(claimed_by="", claimed_until=None, **values))
