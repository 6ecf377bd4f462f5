"""The clerk's word on a record: verified (核实) or returned (退回), from the chat as from the desk.

Each writes a further version; a return carries a sentence that reaches the deputy.
"""

from __future__ import annotations

from datetime import datetime

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
