"""Settings changed at the desk: they lie over the config file's, newest first, and every change is kept.

Writes ``setting_change`` and the audit trail.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Connection, Row, func, insert, select

from bot.errors import Refused
from bot.ledger import audit
from bot.settings import Settings
from bot.store.tables import new_id, setting_change
from bot.texts import console as texts


def in_force(connection: Connection, from_file: Settings) -> Settings:
    """The config file's settings with the desk's changes over them. One that no longer fits is left out."""
    settings = from_file
    for path, value in values(connection).items():
        try:
            settings = with_value(settings, path, value)
        except (ValidationError, Refused):
            continue
    return settings


def values(connection: Connection) -> dict[str, Any]:
    """Path to value, of those that are changed at present."""
    newest = select(func.max(setting_change.c.id).label("id")).group_by(setting_change.c.path).subquery()
    rows = connection.execute(select(setting_change).join(newest, newest.c.id == setting_change.c.id))
    return {row.path: row.value["is"] for row in rows if row.value is not None}


def history(connection: Connection, limit: int) -> Sequence[Row[Any]]:
    query = select(setting_change).order_by(setting_change.c.id.desc()).limit(limit)
    return connection.execute(query).all()


def value_of(settings: Settings, path: str) -> Any:
    """As plain JSON. Raises :class:`Refused` when there is no such setting."""
    found: Any = settings.model_dump(mode="json")
    for name in path.split("."):
        if not isinstance(found, Mapping) or name not in found:
            raise Refused(texts.NO_SUCH_SETTING.format(path=path))
        found = found[name]
    return found


def with_value(settings: Settings, path: str, value: Any) -> Settings:
    """A copy with one setting changed. Raises ``ValidationError`` when the value does not fit."""
    section, _, name = path.partition(".")
    value_of(settings, path)
    if not name:
        annotation: Any = Settings.model_fields[section].annotation
        return settings.model_copy(update={section: TypeAdapter(annotation).validate_python(value)})
    part = getattr(settings, section)
    whole = {**part.model_dump(mode="json"), name: value}
    return settings.model_copy(update={section: type(part).model_validate(whole)})


def change(
    connection: Connection, from_file: Settings, path: str, value: Any, *, by: str, reason: str, now: datetime
) -> Settings:
    """Write one change; the settings in force with it. Raises :class:`Refused` when it does not fit."""
    before = in_force(connection, from_file)
    try:
        after = with_value(before, path, value)
    except ValidationError as error:
        raise Refused(texts.BAD_VALUE.format(why=error.errors()[0]["msg"])) from error
    _write(connection, path, {"is": value_of(after, path)}, by, reason, now)
    return after


def give_back(connection: Connection, from_file: Settings, path: str, *, by: str, now: datetime) -> Settings:
    """From now on the config file's value counts again."""
    _write(connection, path, None, by, "", now)
    return in_force(connection, from_file)


def _write(connection: Connection, path: str, value: Any, by: str, reason: str, now: datetime) -> None:
    connection.execute(
        insert(setting_change).values(
            id=new_id(), path=path, value=value, changed_at=now, changed_by=by, reason=reason
        )
    )
    detail = json.dumps(value, ensure_ascii=False)[:500]
    audit.record(connection, by, "setting_change", path, detail, now)
