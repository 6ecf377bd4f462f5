"""Importing a roster file: all of it in one transaction, or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Table, delete, update

from bot.ledger import audit
from bot.roster.compare import compare
from bot.roster.known import Known, ensure_township, find_township, read_known
from bot.roster.parse import parse
from bot.roster.plan import Action, Plan
from bot.roster.read_file import read_file
from bot.roster.rows import Complaint
from bot.roster.terms import keep_mandates
from bot.store.database import Database
from bot.store.tables import binding_code, grid, person, station

_TABLES: dict[str, Table] = {"station": station, "grid": grid, "person": person}


@dataclass(frozen=True)
class Report:
    """What the import did, or would have done."""

    plan: Plan
    complaints: tuple[Complaint, ...]
    hints: tuple[str, ...]
    applied: bool


def import_roster(
    database: Database,
    path: Path,
    township: str,
    now: datetime,
    *,
    dry_run: bool = False,
    full: bool = False,
    by: str = audit.COMMAND,
) -> Report:
    """A file with one bad row changes nothing. Raises :class:`bot.errors.Refused` when it is no roster."""
    file = parse(read_file(path))
    with database.write() as connection:
        found = find_township(connection, township)
        known = read_known(connection, found) if found else Known("", (), (), ())
        plan, found_complaints = compare(file, known, full=full)
        complaints = _by_row([*file.complaints, *found_complaints])
        applied = not (complaints or dry_run)
        if applied and not plan.idle:
            apply(connection, plan, ensure_township(connection, township), now)
            keep_mandates(connection, known.township_id or ensure_township(connection, township), now.date())
            audit.record(connection, by, "roster_import", township, _counts(plan), now)
    return Report(plan, complaints, tuple(file.hints), applied)


def apply(connection: Connection, plan: Plan, township_id: str, now: datetime) -> None:
    """Writes the plan. Whoever leaves office can no longer redeem a binding code."""
    for change in plan.changes:
        table = _TABLES[change.what]
        if change.action is Action.ADDED:
            extra = {"created_at": now} if change.what == "person" else {}
            connection.execute(
                table.insert().values(id=change.id, township_id=township_id, **extra, **change.values)
            )
        elif change.values:
            connection.execute(update(table).where(table.c.id == change.id).values(**change.values))
        if change.action is Action.LEFT:
            connection.execute(delete(binding_code).where(binding_code.c.person_id == change.id))


def _by_row(complaints: list[Complaint]) -> tuple[Complaint, ...]:
    """What is wrong with one row stands together; rows in the order in which they were met."""
    first: dict[str, int] = {}
    for index, complaint in enumerate(complaints):
        first.setdefault(complaint.where, index)
    return tuple(sorted(complaints, key=lambda complaint: first[complaint.where]))


def _counts(plan: Plan) -> str:
    return " ".join(f"{action.value}={len(plan.of(action))}" for action in Action)
