"""Savepoints that cost next to nothing: on SQLite they go to the driver itself.

Through SQLAlchemy a pair costs as much as the rest of a short turn's statements.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import Connection

T = TypeVar("T")


def within_savepoint(connection: Connection, name: str, work: Callable[[Connection], T]) -> T:
    """``work``'s result; what it wrote is taken back when it raises, and only that."""
    if connection.dialect.name != "sqlite":
        with connection.begin_nested():
            return work(connection)
    driver: Any = connection.connection.dbapi_connection
    driver.execute(f"SAVEPOINT {name}")
    try:
        result = work(connection)
    except BaseException:
        # The block may have left savepoints of its own open when it failed; they go first.
        while (inner := connection.get_nested_transaction()) is not None:
            inner.rollback()
        driver.execute(f"ROLLBACK TO {name}")
        driver.execute(f"RELEASE {name}")
        raise
    driver.execute(f"RELEASE {name}")
    return result
