"""What the clerk finds on her desk this morning: read from ledger, roster and outbox; writes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, func, select, text

from bot.ledger import gaps as questions
from bot.ledger import stages, states
from bot.ledger.corrections import Kept, in_state, kept
from bot.ledger.kinds import CHECK_IN, KINDS
from bot.ledger.problems import text_of
from bot.outbox.clerk_list import still_worth_a_call
from bot.reminders.duty import board
from bot.reminders.duty.board import Gap
from bot.reminders.duty.states import ON_DUTY
from bot.reminders.occasions import Occasion, occasions
from bot.reminders.workdays import Workdays
from bot.settings import Settings
from bot.store.tables import entry, person

SHOWN = 6
AHEAD = timedelta(days=7)
GAPS_AHEAD = timedelta(days=14)
SOON = timedelta(days=5)
TO_VERIFY = tuple(kind for kind in KINDS if kind != CHECK_IN.key)  # a scanned code verifies itself
STUCK_FOR = timedelta(days=3)  # afterwards a call comes too late to be of use


@dataclass(frozen=True)
class Pressing:
    """A problem that waits for the clerk, or whose time runs out. ``days``: left until it is due."""

    problem: Kept
    text: str
    stage: str
    due_on: date | None
    days: int | None


@dataclass(frozen=True)
class Morning:
    on_duty: Sequence[Row[Any]]
    ahead: list[Occasion]
    gaps: list[Gap]
    stuck: Sequence[Row[Any]]
    stuck_total: int
    pending: list[Kept]
    pending_total: int
    pressing: list[Pressing]
    pressing_total: int
    questions: Sequence[Row[Any]]
    questions_total: int


def morning(connection: Connection, settings: Settings, township_id: str, now: datetime) -> Morning:
    today = now.date()
    lines = board.lines(connection, township_id, today, today)
    pressing, pressing_total = _pressing(connection, township_id, today)
    stuck, stuck_total = still_worth_a_call(connection, township_id, now - STUCK_FOR, SHOWN)
    reminders = settings.reminders
    return Morning(
        on_duty=[line for line in lines if line.state in ON_DUTY],
        ahead=occasions(reminders, Workdays(reminders.workdays_file), today, today + AHEAD),
        gaps=board.gaps(connection, township_id, today, today + GAPS_AHEAD),
        stuck=stuck,
        stuck_total=stuck_total,
        pending=in_state(connection, township_id, states.PENDING, TO_VERIFY, SHOWN),
        pending_total=_pending_total(connection, township_id),
        pressing=pressing,
        pressing_total=pressing_total,
        questions=questions.open_questions(connection, township_id, SHOWN),
        questions_total=questions.count_open(connection, township_id),
    )


def _pending_total(connection: Connection, township_id: str) -> int:
    here = (
        entry.c.township_id == township_id,
        entry.c.state.in_(states.PENDING),
        entry.c.kind.in_(TO_VERIFY),
    )
    return int(connection.execute(select(func.count()).select_from(entry).where(*here)).scalar_one())


def _pressing(connection: Connection, township_id: str, today: date) -> tuple[list[Pressing], int]:
    """New ones, and those assigned whose time is nearly or quite over; the most urgent first."""
    due = entry.c.fields["due_on"].as_string()
    soon = (entry.c.stage == stages.ASSIGNED) & (due <= (today + SOON).isoformat())
    waits = entry.c.stage.in_((stages.REPORTED, stages.ACCEPTED, stages.RATED))
    # The condition of the small index over problems, in the very words of the index: else it is not used.
    is_problem = text("entry.stage != ''")
    here = (entry.c.township_id == township_id, entry.c.state != states.WITHDRAWN, is_problem)
    counted = select(func.count()).select_from(entry)
    total = sum(connection.execute(counted.where(*here, each)).scalar_one() for each in (soon, waits))
    query = select(entry, person.c.name.label("person")).join(person, person.c.id == entry.c.person_id)
    urgent = connection.execute(query.where(*here, soon).order_by(due, entry.c.id).limit(SHOWN)).all()
    new = connection.execute(query.where(*here, waits).order_by(entry.c.id).limit(SHOWN)).all()
    return [_as_pressing(kept(row), today) for row in (*urgent, *new)][:SHOWN], total


def _as_pressing(problem: Kept, today: date) -> Pressing:
    written = str(problem.fields.get("due_on") or "")
    due = date.fromisoformat(written) if problem.stage == stages.ASSIGNED and written else None
    days = None if due is None else (due - today).days
    return Pressing(problem, text_of(problem), problem.stage, due, days)
