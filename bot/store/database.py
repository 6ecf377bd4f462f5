"""Opening the database and the two ways to use it: ``read()`` and ``write()``.

SQLite in WAL mode by default. A write begins with BEGIN IMMEDIATE and, inside one process, queues on a lock
instead of on SQLite's busy handler, whose sleeps cost up to 100 ms a turn under load; those who queue share
one commit (see ``group_commit``).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import OperationalError

from bot.store.batch import BatchWriter
from bot.store.group_commit import GroupCommit

BUSY_TIMEOUT_SECONDS = 14  # another program's lock; the platform's last attempt ends at 15 s
MIGRATIONS = Path(__file__).parent / "migrations"


class Database:
    """One engine. ``write()`` commits at the end of the block or leaves nothing behind."""

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self._sqlite = self.url.get_backend_name() == "sqlite"
        if self._sqlite and self.url.database:
            Path(self.url.database).parent.mkdir(parents=True, exist_ok=True)
        arguments: dict[str, Any] = {"timeout": BUSY_TIMEOUT_SECONDS} if self._sqlite else {}
        self.engine: Engine = create_engine(self.url, connect_args=arguments, pool_size=20, max_overflow=20)
        self._group = GroupCommit(self._begin_write)
        self.writer = BatchWriter(self.write, self._group if self._sqlite else None)
        if self._sqlite:
            event.listen(self.engine, "connect", _prepare_sqlite)
            event.listen(self.engine, "begin", _begin_sqlite)

    @contextmanager
    def write(self) -> Iterator[Connection]:
        if not self._sqlite:
            with self.engine.begin() as connection:
                yield connection
            return
        with self._group.write() as connection:
            yield connection

    def _begin_write(self, idle: Connection | None, *, wait: bool = True) -> Connection:
        connection = idle or self.engine.connect().execution_options(renda_begin="BEGIN IMMEDIATE")
        try:
            if wait:
                connection.begin()
            else:
                with _impatient(connection):
                    connection.begin()
        except BaseException:
            connection.close()
            raise
        return connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        with self.engine.connect() as connection:
            yield connection

    def migrate(self) -> None:
        """Bring the schema to the newest version; a second call does nothing."""
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        with self.engine.connect() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            connection.commit()

    def check(self) -> None:
        """Raises when the database cannot be read."""
        with self.read() as connection:
            connection.execute(text("select 1"))

    def close(self) -> None:
        self.writer.close()
        self._group.close()
        self.engine.dispose()


@contextmanager
def _impatient(connection: Connection) -> Iterator[None]:
    """Inside, what another program has locked fails at once."""
    driver: Any = connection.connection.driver_connection
    (patience,) = driver.execute("PRAGMA busy_timeout").fetchone()
    driver.execute("PRAGMA busy_timeout=0")
    try:
        yield
    finally:
        driver.execute(f"PRAGMA busy_timeout={patience}")


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # The driver's own implicit BEGIN would be a deferred one; SQLAlchemy's "begin" event issues ours instead.
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "temp_store=MEMORY"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    driver: Any = connection.connection.driver_connection
    try:
        driver.execute(connection.get_execution_options().get("renda_begin", "BEGIN"))
    except sqlite3.Error as error:
        raise OperationalError("BEGIN", None, error) from error
