"""Today (今日): everything that waits for the clerk, each a click from done."""

from __future__ import annotations

from starlette.responses import Response

from bot.console import summary
from bot.console.access import LOOK, WORK
from bot.console.desk import Desk, NotFound
from bot.console.morning import morning
from bot.console.pages.problems import moves
from bot.console.routing import Pages
from bot.errors import Refused
from bot.ledger import gaps, states, verdicts
from bot.ledger.corrections import Kept
from bot.ledger.desk import LedgerDesk
from bot.outbox.phoned import phoned
from bot.texts import console as texts
from bot.texts.outbox import reason

PAGES = Pages("today")
PATH = "/desk/today"


@PAGES.get(PATH, may=LOOK, shows="today")
def today(desk: Desk) -> Response:
    with desk.database.read() as connection:
        found = morning(connection, desk.settings, desk.township_id, desk.now)
    return desk.page(
        "today.html",
        it=found,
        reason=reason,
        moves=moves,
        kind_of=lambda entry: summary.kind_of(desk.settings, entry.kind, entry.item),
        says=lambda entry: summary.says(entry.fields),
    )


@PAGES.post("/desk/entries/{number}/verify", may=WORK)
def verify(desk: Desk, number: str) -> Response:
    with desk.database.write() as connection:
        ledger = LedgerDesk(connection, desk.settings)
        verdicts.verify(ledger, _pending(desk, ledger, number), desk.now, by=desk.actor)
    return desk.back(PATH, texts.VERIFIED.format(number=number))


@PAGES.post("/desk/entries/{number}/return", may=WORK)
def send_back(desk: Desk, number: str) -> Response:
    why = desk.field("reason", most=200)
    if not why:
        raise Refused(texts.REASON_NEEDED)
    with desk.database.write() as connection:
        ledger = LedgerDesk(connection, desk.settings)
        verdicts.send_back(ledger, _pending(desk, ledger, number), why, desk.now, by=desk.actor)
    return desk.back(PATH, texts.RETURNED.format(number=number))


@PAGES.post("/desk/pushes/{push_id}/phoned", may=WORK)
def was_phoned(desk: Desk, push_id: str) -> Response:
    with desk.database.write() as connection:
        if not phoned(connection, desk.township_id, push_id, desk.now):
            raise NotFound
        desk.audit(connection, "push_phoned", f"push:{push_id}")
    return desk.back(PATH, texts.PHONED)


@PAGES.post("/desk/questions/{gap_id}/close", may=WORK)
def close_question(desk: Desk, gap_id: str) -> Response:
    with desk.database.write() as connection:
        if not gaps.close(connection, desk.township_id, gap_id, desk.now):
            raise NotFound
        desk.audit(connection, "gap_close", f"gap:{gap_id}")
    return desk.back(PATH, texts.QUESTION_CLOSED)


def _pending(desk: Desk, ledger: LedgerDesk, number: str) -> Kept:
    """An entry of this township that waits for the clerk's word, as she saw it."""
    found = ledger.find(desk.township_id, number)
    if found is None:
        raise NotFound
    seen = desk.field("version", most=10)
    if found.state not in states.PENDING or (seen and seen != str(found.version)):
        raise Refused(texts.CHANGED_MEANWHILE)
    return found
