"""The clerk telephoned instead: a push that did not arrive is done with. Writes ``push``."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, update

from bot.outbox import states
from bot.outbox.ways import PHONE
from bot.store.tables import push


def phoned(connection: Connection, township_id: str, push_id: str, now: datetime) -> bool:
    """Whether the row was still waiting; a second call changes nothing and says False."""
    waiting = states.UNREACHED | {states.PLANNED}
    still = (push.c.id == push_id, push.c.township_id == township_id, push.c.state.in_(waiting))
    told = {"state": states.SENT, "channel": PHONE, "error": "", "finished_at": now}
    return connection.execute(update(push).where(*still).values(**told)).rowcount == 1
