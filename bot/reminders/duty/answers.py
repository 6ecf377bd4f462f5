"""What a deputy answers about her duty: she comes (1), or asks for leave (2); swaps (3) are in ``swaps``.
And what somebody answers who is asked to step in. Every refusal is a :class:`bot.errors.Refused`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Connection

from bot.errors import Refused
from bot.reminders.duty import states
from bot.reminders.duty.lines import AnyRow, become, is_taken, line, with_names
from bot.reminders.duty.stand_in import ask_next, settled
from bot.reminders.duty.swaps import withdraw
from bot.settings import Settings
from bot.store.tables import duty
from bot.texts import duty as texts


def hers(connection: Connection, person_id: str, today: date) -> Sequence[AnyRow]:
    """Her lines from today on that await or hold an answer, with the station's name; soonest first."""
    live = (states.ASSIGNED, states.CONFIRMED, states.ASKED)
    mine = (duty.c.person_id == person_id, duty.c.state.in_(live), duty.c.day >= today)
    return connection.execute(with_names().where(*mine).order_by(duty.c.day, duty.c.id)).all()


def confirm(connection: Connection, duty_id: str, person_id: str, now: datetime) -> None:
    """She comes. A second yes changes nothing; one who was asked to step in takes the place by it."""
    row = line(connection, duty_id, person_id)
    if row.state in states.ON_DUTY:
        withdraw(connection, duty_id, now)
    if row.state == states.CONFIRMED:
        return
    if row.state == states.ASKED and is_taken(connection, row):
        raise Refused(texts.ALREADY_TAKEN)
    if row.state not in (states.ASSIGNED, states.ASKED):
        raise Refused(texts.NOT_HERS)
    become(connection, row, states.CONFIRMED, now)
    if row.state == states.ASKED:
        settled(connection, row, now)


def ask_leave(
    connection: Connection, settings: Settings, duty_id: str, person_id: str, reason: str, now: datetime
) -> str:
    """She cannot come. Returns the name of the deputy who is asked to step in, empty when there is none."""
    row = line(connection, duty_id, person_id)
    if row.state not in states.ON_DUTY:
        raise Refused(texts.NOT_HERS)
    withdraw(connection, duty_id, now)
    become(connection, row, states.ON_LEAVE, now, reason=reason[:200])
    return ask_next(connection, settings, row, now)


def decline(connection: Connection, settings: Settings, duty_id: str, person_id: str, now: datetime) -> str:
    """One who was asked to step in cannot. Returns who is asked next, empty when there is nobody."""
    row = line(connection, duty_id, person_id)
    if row.state != states.ASKED:
        raise Refused(texts.NOT_HERS)
    become(connection, row, states.DECLINED, now)
    return ask_next(connection, settings, row, now)
