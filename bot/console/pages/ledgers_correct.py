"""Correcting an entry (更正) line by line, with a reason that the deputy reads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection
from starlette.responses import Response

from bot.console.access import WORK
from bot.console.desk import Desk, NotFound
from bot.console.entry_view import looked
from bot.console.record_forms import CHANNEL, REASON_CHARS, field_of, forms_of, read_one, turn_of
from bot.console.routing import Pages
from bot.dialog.flow import NotAnAnswer, Question
from bot.dialog.turn import Turn
from bot.errors import Refused
from bot.ledger import states, verdicts
from bot.ledger.corrections import Kept
from bot.ledger.desk import LedgerDesk
from bot.messages import Person
from bot.texts import console as desk_texts
from bot.texts import console_ledgers as texts

PAGES = Pages("ledgers")


@PAGES.get("/desk/entries/{number}/correct", may=WORK, shows="entry")
def ask_correct(desk: Desk, number: str) -> Response:
    with desk.database.read() as connection:
        kept = _correctable(connection, desk, number)
        turn = turn_of(connection, desk, _clerk(desk))
        fields = [field_of(turn, q, _told(kept, q)) for q in forms_of(desk).questions_of(turn, kept)]
    with desk.database.write() as connection:
        looked(connection, kept, desk.actor, desk.now)
    return desk.page("entry_correct.html", kept=kept, fields=fields, reason="", why="")


@PAGES.post("/desk/entries/{number}/correct", may=WORK, shows="entry")
def correct(desk: Desk, number: str) -> Response:
    reason = desk.field("reason", most=REASON_CHARS)
    with desk.database.write() as connection:
        kept = _correctable(connection, desk, number)
        if desk.field("version", most=10) not in ("", str(kept.version)):
            raise Refused(desk_texts.CHANGED_MEANWHILE)
        turn = turn_of(connection, desk, _clerk(desk))
        questions = forms_of(desk).questions_of(turn, kept)
        right, wrong = _read_lines(desk, turn, kept, questions)
        done = bool(right and reason and not wrong)
        if done:
            verdicts.correct(turn.ledger, kept, right, reason, desk.now, by=desk.actor)
        fields = [field_of(turn, q, _typed(desk, kept, q), wrong.get(q.key, "")) for q in questions]
    if done:
        return desk.go(f"/desk/entries/{kept.number}", texts.corrected(kept.number, kept.version + 1))
    if reason and not wrong:
        raise Refused(texts.NOTHING_CHANGED)
    why = "" if reason else texts.WHY_NEEDED
    return desk.page("entry_correct.html", kept=kept, fields=fields, reason=reason, why=why)


def _typed(desk: Desk, kept: Kept, question: Question) -> Any:
    return desk.field(question.key) if question.key in desk.form else _told(kept, question)


def _read_lines(
    desk: Desk, turn: Turn, kept: Kept, questions: Sequence[Question]
) -> tuple[dict[str, Any], dict[str, str]]:
    """The lines that differ from what stands there, and those that are no answers."""
    right: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for question in questions:
        if question.key not in desk.form:
            continue
        was, said = _told(kept, question), desk.field(question.key)
        if said == field_of(turn, question, was).value:  # a place keeps its point
            continue
        try:
            right[question.key] = read_one(turn, question, said)
        except NotAnAnswer as error:
            wrong[question.key] = error.text
    return right, wrong


def _told(kept: Kept, question: Question) -> Any:
    return kept.happened_on.isoformat() if question.key == "happened_on" else kept.fields.get(question.key)


def _correctable(connection: Connection, desk: Desk, number: str) -> Kept:
    found = LedgerDesk(connection, desk.settings).find(desk.township_id, number)
    if found is None:
        raise NotFound
    if found.state == states.WITHDRAWN:
        raise Refused(texts.GONE)
    if found.kind not in forms_of(desk).correctable:
        raise Refused(texts.NOT_BY_FORM)
    return found


def _clerk(desk: Desk) -> Person:
    return Person(CHANNEL, desk.actor, desk.actor, role="clerk", township_id=desk.township_id)
