"""Statements of the hot path: compiled once, then run on the driver itself.

SQLAlchemy spends some 130 µs on each execution, of which SQLite's own share is 15: with fifteen statements
a turn that would be two thirds of the server's work. Here the statement is still written and compiled by
SQLAlchemy, types included; only its machinery for each execution is left out. On another database than
SQLite, and for what cannot be run this way (a list in the parameters, a default that is a function),
SQLAlchemy executes it as ever.
"""

from __future__ import annotations

from typing import Any, cast

from sqlalchemy import Connection, Executable

from bot.store.compiled import Compiled, Values, compile_for_driver


class Prepared:
    """One statement. Its rows have their columns as attributes, like SQLAlchemy's own. Thread-safe."""

    def __init__(self, statement: Executable) -> None:
        self.statement = statement
        self._compiled: dict[tuple[str, ...], Compiled | None] = {}

    def rows(self, connection: Connection, values: Values) -> list[Any]:
        """All rows of a query, or of what a change returns."""
        compiled = self._for(connection, values)
        if compiled is None:
            return list(connection.execute(self.statement, dict(values)))
        found = _driver(connection).execute(compiled.text, compiled.bound(values)).fetchall()
        if not found:
            return []
        if compiled.plain:
            return [compiled.row(row) for row in found]
        convert = compiled.columns
        return [
            compiled.row([one if to is None else to(one) for one, to in zip(row, convert, strict=True)])
            for row in found
        ]

    def first(self, connection: Connection, values: Values) -> Any | None:
        """The first row, or None."""
        found = self.rows(connection, values)
        return found[0] if found else None

    def run(self, connection: Connection, values: Values) -> int:
        """Make a change; the number of rows it touched."""
        compiled = self._for(connection, values)
        if compiled is None:
            return connection.execute(self.statement, dict(values)).rowcount
        return cast(int, _driver(connection).execute(compiled.text, compiled.bound(values)).rowcount)

    def _for(self, connection: Connection, values: Values) -> Compiled | None:
        if connection.dialect.name != "sqlite":
            return None
        names = tuple(values)
        if names not in self._compiled:
            self._compiled[names] = compile_for_driver(self.statement, connection.dialect, names)
        return self._compiled[names]


def _driver(connection: Connection) -> Any:
    """The driver's own connection, in a transaction that SQLAlchemy knows of."""
    driver: Any = connection.connection.dbapi_connection  # SQLite's driver has no layer of its own
    # The transaction begins with SQLAlchemy's first statement; ours may be the first.
    if not driver.in_transaction and not connection.in_transaction():
        connection.begin()
    return driver
