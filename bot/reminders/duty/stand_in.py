"""Finding somebody to step in: one is asked after the other, in the order of the turns, until one accepts.
Then the one she replaces and the clerk are told; the clerk also when nobody is left to ask."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, exists, select, update

from bot.outbox.enqueue import insert_once
from bot.reminders.duty import states
from bot.reminders.duty.candidates import of_station
from bot.reminders.duty.fair import replacements
from bot.reminders.duty.lines import AnyRow, is_taken, line, of_seat, seat, with_names
from bot.reminders.duty.patience import ends_at, hours_to_answer, is_up
from bot.reminders.duty.telling import clerks, name_of, tell
from bot.settings import Settings
from bot.store.tables import duty, new_id
from bot.texts import duty as texts

REQUEST = "duty_request"


def ask_next(connection: Connection, settings: Settings, gone: AnyRow, now: datetime) -> str:
    """Asks the next deputy to take the place of ``gone``; her name, empty when nobody is left to ask."""
    candidates = of_station(connection, gone.station_id, gone.day, gone.day)
    queue = replacements(candidates, gone.day, _passed_over(connection, gone))
    if now >= ends_at(settings, gone.occasion, gone.day) or is_taken(connection, gone):
        return ""
    if not queue:
        _nobody_left(connection, gone, now)
        return ""
    who = queue[0]
    asked = {
        "id": new_id(),
        "township_id": gone.township_id,
        "occasion": gone.occasion,
        "day": gone.day,
        "station_id": gone.station_id,
        "person_id": who,
        "state": states.ASKED,
        "replaces": seat(gone),
        "created_at": now,
        "asked_at": now,
    }
    insert_once(connection, duty, [asked])
    _ask(connection, settings, asked, now)
    return name_of(connection, who)


def chase(connection: Connection, settings: Settings, now: datetime) -> int:
    """Those asked who have not answered in time are passed over for the next; returns how many."""
    passed = 0
    for row in connection.execute(with_names().where(duty.c.state == states.ASKED)).all():
        if not is_up(settings, row.occasion, row.day, row.asked_at, now):
            continue
        still = (duty.c.id == row.id, duty.c.state == states.ASKED)
        gone = update(duty).where(*still).values(state=states.NO_ANSWER, answered_at=now)
        if connection.execute(gone).rowcount:
            passed += 1
            ask_next(connection, settings, row, now)
    return passed


def anybody_asked(connection: Connection) -> bool:
    return bool(connection.execute(select(exists().where(duty.c.state == states.ASKED))).scalar())


def settled(connection: Connection, taken: AnyRow, now: datetime) -> None:
    """She who was asked comes: the one on leave is at ease, and the clerk knows."""
    fields = texts.swap_fields(taken.day, taken.station)
    on_leave = with_names().where(*of_seat(taken), duty.c.state == states.ON_LEAVE)
    left = connection.execute(on_leave.order_by(duty.c.answered_at.desc())).first()
    if left is None:
        return
    text = texts.replaced(taken.person, taken.day, taken.station)
    tell(connection, taken.township_id, [left.person_id], f"{taken.id}:taken", text, fields, now)
    text = texts.replaced_for_clerk(left.person, taken.person, taken.day, taken.station)
    tell(connection, taken.township_id, clerks(connection, taken.township_id), taken.id, text, fields, now)


def _nobody_left(connection: Connection, gone: AnyRow, now: datetime) -> None:
    text = texts.gap_for_clerk(gone.day, gone.station)
    fields = texts.swap_fields(gone.day, gone.station)
    tell(connection, gone.township_id, clerks(connection, gone.township_id), gone.id, text, fields, now)


def _passed_over(connection: Connection, gone: AnyRow) -> list[str]:
    """Everybody with a line for the day, at whatever station: on duty, on leave, or asked already."""
    same_day = (duty.c.occasion == gone.occasion, duty.c.state.in_(states.SETTLED))
    return list(connection.execute(select(duty.c.person_id).where(*same_day)).scalars())


def _ask(connection: Connection, settings: Settings, asked: dict[str, Any], now: datetime) -> None:
    row = line(connection, asked["id"])
    hours = hours_to_answer(settings, row.occasion, row.day, now)
    rings = ends_at(settings, row.occasion, row.day) - now
    tell(
        connection,
        row.township_id,
        [row.person_id],
        row.id,
        texts.step_in(row.day, row.station, hours),
        texts.step_in_fields(row.day, row.station),
        now,
        kind=REQUEST,
        hours=max(rings.total_seconds() / 3600, 1),
        last_look=REQUEST,
    )
