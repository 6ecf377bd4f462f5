"""A problem on its way: the clerk's moves, from wherever the desk shows one (``problem_acts.html``)."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import Response

from bot.console.access import WORK
from bot.console.desk import Desk, NotFound
from bot.console.routing import Pages
from bot.errors import Refused
from bot.ledger import problem_moves, stages
from bot.ledger.corrections import Kept
from bot.ledger.desk import LedgerDesk
from bot.ledger.problem_moves import ASKS, BY_CLERK, MOST_CHARS, RESULT, WHOM, WHY
from bot.texts import console as texts

PAGES = Pages("today")
ASK = {WHOM: "交给哪个单位?如“镇城建办”", RESULT: "办得怎么样?会转给代表", WHY: "为什么?会转给代表"}


@dataclass(frozen=True)
class Act:
    stage: str
    label: str
    asks: str
    ask: str
    most: int


def moves(problem: Kept) -> list[Act]:
    """For the template: what may be done next, and what has to be said with it."""
    return [
        Act(stage, BY_CLERK[stage], asks := ASKS.get(stage, ""), ASK.get(asks, ""), MOST_CHARS.get(asks, 0))
        for stage in problem_moves.open_moves(problem)
    ]


@PAGES.post("/desk/problems/{number}/{stage}", may=WORK)
def move(desk: Desk, number: str, stage: str) -> Response:
    asks = ASKS.get(stage, "")
    said = desk.field("said", most=MOST_CHARS.get(asks, 0) or 1)
    if stage not in BY_CLERK:
        raise NotFound
    if asks and not said:
        raise Refused(texts.SAY_SOMETHING)
    with desk.database.write() as connection:
        ledger = LedgerDesk(connection, desk.settings)
        problem = ledger.find(desk.township_id, number)
        if problem is None or not problem.stage:
            raise NotFound
        seen = desk.field("version", most=10)
        if seen and seen != str(problem.version):
            raise Refused(texts.CHANGED_MEANWHILE)
        days = desk.settings.ledger.problem_days
        moved = problem_moves.move(ledger, problem, stage, said, desk.now, by=desk.actor, problem_days=days)
    return desk.back("/desk/today", texts.moved(number, stages.LABELS[stage], moved.told))
