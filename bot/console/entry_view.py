"""One entry as the desk shows it: its answers, photos, every version of it, and who looked at it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from bot.console.accounts import actor_names
from bot.ledger import audit as trail
from bot.ledger import corrections, stages
from bot.ledger.corrections import Kept
from bot.ledger.export.cells import View
from bot.ledger.export.columns import Column
from bot.ledger.export.lines import Line, details
from bot.ledger.export.values import Value
from bot.ledger.kinds import KINDS
from bot.store.tables import attachment, audit, entry, person
from bot.texts.console_trail import ACTORS
from bot.texts.exports import STATES

LOOKS_SHOWN = 20
ITEM = Column("事项", "item")
DAY, STATE, STAGE = "日期", "核实情况", "办理进度"


@dataclass(frozen=True)
class Step:
    """One version. ``changed``: label, what stood there, what stands there now; nothing for the first."""

    version: int
    at: datetime
    who: str
    reason: str
    changed: list[tuple[str, Value, Value]]


@dataclass(frozen=True)
class Shown:
    kept: Kept
    line: Line
    item: Value  # which of the five, which way of checking in
    answers: Mapping[str, Value]
    also: list[str]
    photos: Sequence[Row[Any]]
    steps: list[Step]
    looks: Sequence[tuple[datetime, str]]


def shown(connection: Connection, kept: Kept, view: View) -> Shown:
    key: Select[Any] = select(entry.c.id, entry.c.item, entry.c.person_id).where(entry.c.id == kept.id)
    line = next(iter(details(connection, connection.execute(key).all())))
    handed_in: Select[Any] = (
        select(attachment.c.id, attachment.c.state, attachment.c.mime)
        .where(attachment.c.entry_id == kept.id, attachment.c.media_kind == "image")
        .order_by(attachment.c.id)
    )
    photos = connection.execute(handed_in).all()
    also = [KINDS[key].label for key in line.also if key in KINDS and key != kept.kind]
    looks = _looks(connection, kept)
    return Shown(
        kept,
        line,
        view.cell(ITEM, line, 0),
        view.answers(line),
        also,
        photos,
        _steps(connection, kept, line, view),
        looks,
    )


def looked(connection: Connection, kept: Kept, actor: str, now: datetime) -> None:
    """On the trail under the entry itself; with its township, because numbers begin anew in each."""
    trail.record(connection, actor, "view", f"entry:{kept.number}", kept.township_id, now)


def _steps(connection: Connection, kept: Kept, line: Line, view: View) -> list[Step]:
    """Newest first."""
    rows = corrections.versions(connection, kept.id)
    names = _names(connection, {row.changed_by for row in rows})
    before: Row[Any] | None = None
    steps = []
    for row in rows:
        changed = _changed(view, line, before, row) if before is not None else []
        who = names.get(row.changed_by, row.changed_by)
        steps.append(Step(row.version, row.changed_at, who, row.reason, changed))
        before = row
    return steps[::-1]


def _changed(view: View, line: Line, was: Row[Any], now: Row[Any]) -> list[tuple[str, Value, Value]]:
    before, after = replace(line, fields=was.fields), replace(line, fields=now.fields)
    found: list[tuple[str, Value, Value]] = []
    if was.happened_on != now.happened_on:
        found.append((DAY, _day(was.happened_on), _day(now.happened_on)))
    for key in {**was.fields, **now.fields}:
        old, new = view.answer(before, key), view.answer(after, key)
        if old != new and key != "stage":
            found.append((view.label(line, key), old, new))
    if was.state != now.state:
        found.append((STATE, STATES.get(was.state, was.state), STATES.get(now.state, now.state)))
    if was.stage != now.stage:
        found.append((STAGE, stages.LABELS.get(was.stage, ""), stages.LABELS.get(now.stage, "")))
    return found


def _day(value: date) -> str:
    return value.isoformat()


def _looks(connection: Connection, kept: Kept) -> list[tuple[datetime, str]]:
    rows = connection.execute(
        select(audit.c.at, audit.c.actor)
        .where(
            audit.c.target == f"entry:{kept.number}",
            audit.c.action == "view",
            audit.c.detail == kept.township_id,
        )
        .order_by(audit.c.id.desc())
        .limit(LOOKS_SHOWN)
    ).all()
    names = _names(connection, {row.actor for row in rows})
    return [(row.at, names.get(row.actor, row.actor)) for row in rows]


def _names(connection: Connection, actors: Collection[str]) -> dict[str, str]:
    persons = connection.execute(select(person.c.id, person.c.name).where(person.c.id.in_(actors)))
    return ACTORS | {row.id: row.name for row in persons} | actor_names(connection, actors)
