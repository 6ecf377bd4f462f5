"""Questions that nothing here answers (``gap``), as the clerk works through them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, or_, select, update

from bot.store.tables import gap


def _open(township_id: str) -> tuple[ColumnElement[bool], ...]:
    """Hers, and those of whom nobody knows the township: an unbound phone asked."""
    return gap.c.closed_at.is_(None), or_(gap.c.township_id == township_id, gap.c.township_id.is_(None))


def open_questions(
    connection: Connection, township_id: str, limit: int, offset: int = 0
) -> Sequence[Row[Any]]:
    """Newest first."""
    query = select(gap).where(*_open(township_id)).order_by(gap.c.id.desc())
    return connection.execute(query.limit(limit).offset(offset)).all()


def find_open(connection: Connection, township_id: str, gap_id: str) -> Row[Any] | None:
    return connection.execute(select(gap).where(gap.c.id == gap_id, *_open(township_id))).one_or_none()


def count_open(connection: Connection, township_id: str) -> int:
    query = select(func.count()).select_from(gap).where(*_open(township_id))
    return int(connection.execute(query).scalar_one())


def close(connection: Connection, township_id: str, gap_id: str, now: datetime) -> bool:
    """Whether it was open."""
    here = (gap.c.id == gap_id, *_open(township_id))
    return connection.execute(update(gap).where(*here).values(closed_at=now)).rowcount == 1
