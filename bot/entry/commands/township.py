"""What the ledger's commands share: the database, opened and closed again, and the township."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from bot.errors import Refused
from bot.roster.known import find_township
from bot.settings import Settings
from bot.store.database import Database
from bot.texts import roster as texts


@contextmanager
def opened(settings: Settings) -> Iterator[Database]:
    database = Database(settings.database_url)
    try:
        database.migrate()
        yield database
    finally:
        database.close()


def require_township(connection: Connection, name: str) -> str:
    """Raises :class:`Refused` for a township without a roster."""
    found = find_township(connection, name)
    if found is None:
        raise Refused(texts.no_such_township(name))
    return found
