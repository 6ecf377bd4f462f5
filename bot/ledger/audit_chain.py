"""Verifying the audit trail's chain, and letting go of rows that are old enough.

What is let go leaves a checkpoint: a row of the chain itself that holds the number and the hash of the last
row before the remaining ones, so that the rest can be verified as before.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, select

from bot.ledger.audit import BEGINNING, SYSTEM, Link, head, record, seal
from bot.store.tables import audit

CHECKPOINT = "audit_checkpoint"
MIN_DAYS = 180  # 网络安全法 asks for six months of logs at least
SLACK_DAYS = 30  # let go by the month, so that checkpoints stay few


@dataclass(frozen=True)
class Chain:
    """``broken_at``: the first row that does not fit, 0 when all do.

    ``why``: "changed", "missing", "cut" (rows are gone at the end), "checkpoint" (at the beginning).
    """

    rows: int
    head: Link
    broken_at: int = 0
    why: str = ""

    @property
    def whole(self) -> bool:
        return not self.broken_at


def verify(connection: Connection) -> Chain:
    """Read the whole trail once, from the oldest row that is left."""
    newest = head(connection)
    rows = select(audit).order_by(audit.c.id).execution_options(yield_per=1000)
    last, count = _anchor(connection), 0
    for row in connection.execute(rows):
        if row.id != last.id + 1:
            return Chain(count, newest, last.id + 1, "checkpoint" if not count else "missing")
        fields = (row.id, row.at, row.actor, row.action, row.target, row.detail)
        if row.hash != seal(last.hash, *fields):
            return Chain(count, newest, row.id, "changed")
        last, count = Link(row.id, row.hash), count + 1
    if last != newest:
        return Chain(count, newest, last.id + 1, "cut")
    return Chain(count, newest)


def prune(connection: Connection, now: datetime, keep_days: int) -> int:
    """Let go of rows older than ``keep_days`` once some are a month older still; how many.

    A prefix only: a row before a younger one stays, whatever a jumping clock wrote on it.
    """
    limit = now - timedelta(days=max(keep_days, MIN_DAYS))
    oldest = connection.execute(select(audit.c.at).order_by(audit.c.id).limit(1)).scalar_one_or_none()
    if oldest is None or oldest >= limit - timedelta(days=SLACK_DAYS):
        return 0
    first_kept = connection.execute(select(func.min(audit.c.id)).where(audit.c.at >= limit)).scalar_one()
    through = (head(connection).id if first_kept is None else first_kept - 1) or 0
    last = connection.execute(select(audit.c.hash).where(audit.c.id == through)).scalar_one()
    gone = connection.execute(delete(audit).where(audit.c.id <= through)).rowcount
    record(connection, SYSTEM, CHECKPOINT, str(through), last, now)
    return gone


def _anchor(connection: Connection) -> Link:
    """What stands before the oldest row: nothing, or what the newest checkpoint says.

    The checkpoint is itself a row of the chain: who moves it breaks the chain there.
    """
    checkpoint = connection.execute(
        select(audit.c.target, audit.c.detail)
        .where(audit.c.action == CHECKPOINT)
        .order_by(audit.c.id.desc())
        .limit(1)
    ).one_or_none()
    if checkpoint is None or not checkpoint.target.isdecimal():
        return Link(0, BEGINNING)
    return Link(int(checkpoint.target), checkpoint.detail)
