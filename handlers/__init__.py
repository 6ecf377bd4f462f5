"""What a user can do: one flow a file. ``FLOWS`` is the menu order; a new flow is one more line here."""

from __future__ import annotations

from bot.dialog.flow import Flow
from handlers.ask import ASK
from handlers.bind import BIND
from handlers.check_in import CHECK_IN
from handlers.five_ones import FIVE_ONES
from handlers.help import make_help
from handlers.my_record import MY_RECORD

_DUTIES = (ASK, CHECK_IN, FIVE_ONES, MY_RECORD, BIND)

HELP: Flow = make_help(_DUTIES)
FLOWS: tuple[Flow, ...] = (*_DUTIES, HELP)

__all__ = ["ASK", "FLOWS", "HELP"]
