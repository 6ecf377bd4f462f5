"""The audit trail (留痕): one row for each thing that somebody did to the records. Append-only."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from bot.store.tables import audit

COMMAND = "command"  # the actor of whatever is typed at the office's own machine


def record(connection: Connection, actor: str, action: str, target: str, detail: str, now: datetime) -> None:
    """``actor``: a person's id, "command" or "system". Commits with whatever it stands beside."""
    connection.execute(
        audit.insert().values(at=now, actor=actor, action=action, target=target[:80], detail=detail)
    )
