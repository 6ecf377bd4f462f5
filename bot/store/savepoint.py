"""Savepoints that cost next to nothing: on SQLite they go to the driver itself.

Through SQLAlchemy a pair costs as much as the rest of a short turn's statements.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection


@contextmanager
def savepoint(connection: Connection, name: str) -> Iterator[None]:
    """What the block wrote is taken back when it raises, and only that."""
    if connection.dialect.name != "sqlite":
        with connection.begin_nested():
            yield
        return
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.execute(f"SAVEPOINT {name}")
    try:
        yield
    except BaseException:
        # The block may have left savepoints of its own open when it failed; they go first.
        while (inner := connection.get_nested_transaction()) is not None:
            inner.rollback()
        driver.execute(f"ROLLBACK TO {name}")
        driver.execute(f"RELEASE {name}")
        raise
    driver.execute(f"RELEASE {name}")
