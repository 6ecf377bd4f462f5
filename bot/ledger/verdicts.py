"""The clerk's word on a record: verified (核实), returned (退回) or corrected (更正), from chat as from desk.

Each writes a further version; a return or a correction carries a sentence that reaches the deputy.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from bot.ledger import states
from bot.ledger.corrections import Kept
from bot.ledger.desk import LedgerDesk
from bot.texts import trust as texts


def verify(ledger: LedgerDesk, entry: Kept, now: datetime, *, by: str) -> None:
    """Raises :class:`bot.errors.Refused` when somebody changed the entry in the meantime."""
    ledger.change(entry, now, by=by, action="verify", state=states.VERIFIED)


def send_back(ledger: LedgerDesk, entry: Kept, reason: str, now: datetime, *, by: str) -> None:
    """Raises as :func:`verify` does."""
    ledger.change(entry, now, by=by, action="return", reason=reason, state=states.RETURNED)
    about = f"{entry.number}:v{entry.version + 1}"
    text = texts.returned_for_deputy(entry.number, reason)
    ledger.notices.tell([entry.person_id], entry.township_id, "entry_returned", about, text, now)


def correct(
    ledger: LedgerDesk, entry: Kept, right: Mapping[str, Any], reason: str, now: datetime, *, by: str
) -> None:
    """``right``: what should stand there, by the question's key; the entry waits for the clerk again.

    Raises as :func:`verify` does.
    """
    fields = {key: value for key, value in right.items() if key != "happened_on"}
    day = right.get("happened_on")
    ledger.change(
        entry,
        now,
        by=by,
        action="correct",
        reason=reason,
        fields=fields,
        happened_on=date.fromisoformat(day) if day else None,
        state=states.RECORDED,
    )
    if entry.person_id != by:
        text = texts.corrected_for_deputy(entry.number, reason)
        about = f"{entry.number}:v{entry.version + 1}"
        ledger.notices.tell([entry.person_id], entry.township_id, "entry_corrected", about, text, now)
