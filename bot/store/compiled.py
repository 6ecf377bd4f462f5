"""What a prepared statement is made into: text for the driver, and what converts values and columns."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from operator import itemgetter
from typing import Any, cast

from sqlalchemy import Date, Dialect
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine

from bot.store.tables.base import Instant

Values = Mapping[str, Any]
Convert = Callable[[Any], Any] | None


@dataclass(frozen=True, slots=True)
class Compiled:
    """Text for the driver; what takes the values of its marks in order, those that nobody gives, and who
    converts which of them."""

    text: str
    take: Callable[[Values], tuple[Any, ...]]
    otherwise: Values
    converters: tuple[tuple[int, Callable[[Any], Any]], ...]
    columns: tuple[Convert, ...]
    row: Callable[[Iterable[Any]], Any]
    plain: bool  # no column needs converting

    def bound(self, values: Values) -> Sequence[Any]:
        """The values of the marks, in order."""
        if self.otherwise:
            values = {**self.otherwise, **values}
        bound = self.take(values)
        if not self.converters:
            return bound
        changed = list(bound)
        for at, convert in self.converters:
            changed[at] = convert(changed[at])
        return changed


def compile_for_driver(statement: Any, dialect: Dialect, names: Iterable[str]) -> Compiled | None:
    known = {} if statement.is_select else {"column_keys": sorted(names)}
    text = cast(SQLCompiler, statement.compile(dialect=dialect, **known))
    defaults: dict[str, Any] = {column.key: column.default for column in text.insert_prefetch}
    if text.post_compile_params or text.update_prefetch:
        return None
    if not all(one.is_scalar for one in defaults.values()):
        return None
    parameters = [(name, text.binds[name]) for name in text.positiontup or ()]
    given = {name: one.value for name, one in parameters} | {key: one.arg for key, one in defaults.items()}
    marks = [name for name, _ in parameters]
    converting = [(at, _in(one.type, dialect)) for at, (_, one) in enumerate(parameters)]
    otherwise = {name: given[name] for name in marks if name not in set(names)}
    columns = tuple(_out(column.type, dialect) for column in _columns(statement))
    names_of = [column.key for column in _columns(statement)]
    row = partial(tuple.__new__, _row_class(names_of)) if names_of else tuple
    return Compiled(
        text=text.string,
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
    """SQLAlchemy's converter, or one that gives the same text in half to two thirds of the time."""
    if isinstance(kind, Instant):
        return _moment_once
    if isinstance(kind, Date):
        return _day
    convert: Convert = kind.dialect_impl(dialect).bind_processor(dialect)
    return convert


def _moment(value: datetime | None) -> str | None:
    if value is None:
        return None
    if value.tzinfo is None:
        raise ValueError("a stored moment must be aware")
    return value.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")


def _day(value: date | None) -> str | None:
    return None if value is None else value.isoformat()[:10]


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


_moment_once = _remembering(_moment)


def _out(kind: TypeEngine[Any], dialect: Dialect) -> Convert:
    return kind.dialect_impl(dialect).result_processor(dialect, None)
