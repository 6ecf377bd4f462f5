"""The clerk moves a problem on, from chat or desk: what is written, and what the deputy is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.ledger import stages
from bot.ledger.corrections import Kept
from bot.ledger.desk import LedgerDesk
from bot.ledger.problems import text_of
from bot.texts import problems as texts

BY_CLERK = {
    stages.ACCEPTED: "受理",
    stages.ASSIGNED: "交办",
    stages.ANSWERED: "有结果了",
    stages.PASSED_UP: "超出本镇职权,转报县里",
    stages.DECLINED: "不归人大办(诉讼、信访等)",
    stages.CLOSED: "销号",
}
# What must be said with a move: whom it is assigned to, the result, or why.
WHOM, RESULT, WHY = "assigned_to", "result", "why"
ASKS = {
    stages.ASSIGNED: WHOM,
    stages.ANSWERED: RESULT,
    stages.PASSED_UP: WHY,
    stages.DECLINED: WHY,
}
MOST_CHARS = {WHOM: 60, RESULT: 500, WHY: 300}


@dataclass(frozen=True)
class Moved:
    number: str
    stage: str
    told: bool  # whether the deputy hears of it
    due: date | None = None


def open_moves(problem: Kept) -> list[str]:
    """What the clerk may do next with it, in the order of the path."""
    following = stages.NEXT.get(problem.stage, frozenset())
    return [stage for stage in BY_CLERK if stage in following]


def move(
    ledger: LedgerDesk, problem: Kept, stage: str, said: str, now: datetime, *, by: str, problem_days: int
) -> Moved:
    """``said``: what the stage asks for. Raises :class:`bot.errors.Refused` when it is not the next one."""
    number, today = problem.number, now.date()
    due = today + timedelta(days=problem_days) if stage == stages.ASSIGNED else None
    fields = {f"{stage}_on": today.isoformat()}
    if due is not None:
        fields |= {WHOM: said, "due_on": due.isoformat()}
    if stage == stages.ANSWERED:
        fields |= {RESULT: said}
    reason = said if ASKS.get(stage) == WHY else ""
    ledger.problems.move(problem, stage, now, by=by, fields=fields, reason=reason)
    tell = _for_deputy(problem, stage, said, due)
    if tell:
        about = f"{number}:v{problem.version + 1}"
        ledger.notices.tell([problem.person_id], problem.township_id, "problem_moved", about, tell, now)
    return Moved(number, stage, bool(tell), due)


def _for_deputy(problem: Kept, stage: str, said: str, due: date | None) -> str:
    number, text = problem.number, text_of(problem)
    if due is not None:
        return texts.assigned_for_deputy(number, text, said, due)
    if stage == stages.ANSWERED:
        return texts.answered_for_deputy(number, text, said)
    if stage == stages.PASSED_UP:
        return texts.passed_up_for_deputy(number, text, said)
    if stage == stages.DECLINED:
        return texts.declined_for_deputy(number, text, said)
    return texts.closed_for_deputy(number, text) if stage == stages.CLOSED else ""
