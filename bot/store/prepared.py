"""Statements of the hot path: compiled once, then run on the driver itself.

SQLAlchemy spends some 130 µs on each execution, of which SQLite's own share is 15: with fifteen statements
a turn that would be two thirds of the server's work. Here the statement is still written and compiled by
SQLAlchemy, types included; only its machinery for each execution is left out. On another database than
SQLite, and for what cannot be run this way (a list in the parameters, a default that is a function),
SQLAlchemy executes it as ever.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, cast

from sqlalchemy import Connection, Dialect, Executable
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine

from bot.store.tables.base import Instant

Values = Mapping[str, Any]
Convert = Callable[[Any], Any] | None
_moments: dict[str, Convert] = {}  # of each dialect


@dataclass(frozen=True, slots=True)
class _Compiled:
    """Text for the driver; what takes the values of its marks in order, those that nobody gives, and who
    converts which of them."""

    text: str
    take: Callable[[Values], tuple[Any, ...]]
    otherwise: Values
    converters: tuple[tuple[int, Callable[[Any], Any]], ...]
    columns: tuple[Convert, ...]
    row: Callable[[Iterable[Any]], Any]
    plain: bool  # no column needs converting


class Prepared:
    """One statement. Its rows have their columns as attributes, like SQLAlchemy's own. Thread-safe."""

    def __init__(self, statement: Executable) -> None:
        self.statement = statement
        self._compiled: dict[tuple[str, ...], _Compiled | None] = {}

    def rows(self, connection: Connection, values: Values) -> list[Any]:
        """All rows of a query, or of what a change returns."""
        compiled = self._for(connection, values)
        if compiled is None:
            return list(connection.execute(self.statement, dict(values)))
        found = _driver(connection).execute(compiled.text, _bound(compiled, values)).fetchall()
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
        return cast(int, _driver(connection).execute(compiled.text, _bound(compiled, values)).rowcount)

    def _for(self, connection: Connection, values: Values) -> _Compiled | None:
        if connection.dialect.name != "sqlite":
            return None
        names = tuple(values)
        if names not in self._compiled:
            self._compiled[names] = _compile(self.statement, connection.dialect, names)
        return self._compiled[names]


def _driver(connection: Connection) -> Any:
    """The driver's own connection, in a transaction that SQLAlchemy knows of."""
    driver: Any = connection.connection.driver_connection
    # The transaction begins with SQLAlchemy's first statement; ours may be the first.
    if not driver.in_transaction and not connection.in_transaction():
        connection.begin()
    return driver


def _bound(compiled: _Compiled, values: Values) -> Sequence[Any]:
    if compiled.otherwise:
        values = {**compiled.otherwise, **values}
    bound = compiled.take(values)
    if not compiled.converters:
        return bound
    changed = list(bound)
    for at, convert in compiled.converters:
        changed[at] = convert(changed[at])
    return changed


def _compile(statement: Any, dialect: Dialect, names: Iterable[str]) -> _Compiled | None:
    known = {} if statement.is_select else {"column_keys": sorted(names)}
    compiled = cast(SQLCompiler, statement.compile(dialect=dialect, **known))
    defaults: dict[str, Any] = {column.key: column.default for column in compiled.insert_prefetch}
    if compiled.post_compile_params or compiled.update_prefetch:
        return None
    if not all(one.is_scalar for one in defaults.values()):
        return None
    parameters = [(name, compiled.binds[name]) for name in compiled.positiontup or ()]
    given = {name: one.value for name, one in parameters} | {key: one.arg for key, one in defaults.items()}
    marks = [name for name, _ in parameters]
    converting = [(at, _in(one.type, dialect)) for at, (_, one) in enumerate(parameters)]
    otherwise = {name: given[name] for name in marks if name not in set(names)}
    columns = tuple(_out(column.type, dialect) for column in _columns(statement))
    names_of = [column.key for column in _columns(statement)]
    row = _row_class(names_of)._make if names_of else tuple
    return _Compiled(
        text=compiled.string,
        take=_taking(marks),
        otherwise=otherwise,
        converters=tuple((at, convert) for at, convert in converting if convert is not None),
        columns=columns,
        row=row,
        plain=not any(columns),
    )


def _taking(names: list[str]) -> Callable[[Values], tuple[Any, ...]]:
    if len(names) > 1:
        return itemgetter(*names)
    return lambda values: tuple(values[name] for name in names)


def _row_class(names: list[str]) -> Any:
    return namedtuple("Row", names, rename=True)


def _columns(statement: Any) -> list[Any]:
    return list(statement.selected_columns if statement.is_select else statement.exported_columns)


def _in(kind: TypeEngine[Any], dialect: Dialect) -> Convert:
    convert: Convert = kind.dialect_impl(dialect).bind_processor(dialect)
    if convert is None or not isinstance(kind, Instant):
        return convert
    return _moments.setdefault(dialect.name, _remembering(convert))


def _remembering(convert: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """A turn writes one moment, its own, into half a dozen columns: it is converted once."""
    last: tuple[Any, Any] = (None, None)

    def converted(value: Any) -> Any:
        nonlocal last
        known, result = last
        if value is known:
            return result
        result = convert(value)
        last = (value, result)
        return result

    return converted


def _out(kind: TypeEngine[Any], dialect: Dialect) -> Convert:
    return kind.dialect_impl(dialect).result_processor(dialect, None)
