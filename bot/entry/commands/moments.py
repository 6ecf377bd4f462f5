"""What the reminder commands share: days and moments as typed, and the opened database."""

from __future__ import annotations

from datetime import date, datetime

from bot.clock import SHANGHAI, system_clock
from bot.errors import Refused
from bot.settings import Settings
from bot.store.database import Database
from bot.texts import outbox as texts

PRESENT = "present"


def moment_of(text: str) -> datetime:
    """Raises :class:`Refused`. Without an offset it is the township's time."""
    if text == PRESENT:
        return system_clock()
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise Refused(texts.BAD_MOMENT.format(text=text)) from error
    return moment.replace(tzinfo=SHANGHAI) if moment.tzinfo is None else moment.astimezone(SHANGHAI)


def day_of(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Refused(texts.BAD_DAY.format(text=text)) from error


def opened(settings: Settings) -> Database:
    database = Database(settings.database_url)
    database.migrate()
    return database
