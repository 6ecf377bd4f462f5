"""Finding somebody to step in: one is asked after the other, in the order of the turns, until one accepts."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, select, update

from bot.outbox.enqueue import add_missing, insert_once, new_row
from bot.reminders.duty import states
from bot.reminders.duty.candidates import of_station
from bot.reminders.duty.fair import replacements
from bot.settings import Settings
from bot.store.tables import duty, new_id, person, station
from bot.texts import duty as texts


def ask_next(connection: Connection, settings: Settings, gone: Row[Any], now: datetime) -> str:
    """Asks the next deputy to take the place of ``gone``; her name, empty when nobody is left to ask."""
    place = gone.replaces or gone.id
    candidates = of_station(connection, gone.station_id, gone.day, gone.day)
    queue = replacements(candidates, gone.day, _passed_over(connection, gone))
    if not queue or gone.day < now.date():
        return ""
    who = queue[0]
    line = {
        "id": new_id(),
        "township_id": gone.township_id,
        "occasion": gone.occasion,
        "day": gone.day,
        "station_id": gone.station_id,
        "person_id": who,
        "state": states.ASKED,
        "replaces": place,
        "created_at": now,
        "asked_at": now,
    }
    insert_once(connection, duty, [line])
    add_missing(connection, [_question(connection, settings, line, now)])
    return _name(connection, who)


def chase(connection: Connection, settings: Settings, now: datetime) -> int:
    """Those asked who have not answered in time are passed over for the next; returns how many."""
    late = now - timedelta(hours=settings.reminders.replacement_hours)
    silent = select(duty).where(duty.c.state == states.ASKED, duty.c.asked_at <= late)
    passed = 0
    for row in connection.execute(silent).all():
        still = (duty.c.id == row.id, duty.c.state == states.ASKED)
        gone = update(duty).where(*still).values(state=states.NO_ANSWER, answered_at=now)
        if connection.execute(gone).rowcount:
            passed += 1
            ask_next(connection, settings, row, now)
    return passed


def _passed_over(connection: Connection, gone: Row[Any]) -> list[str]:
    """Everybody with a line for the day, at whatever station: on duty, on leave, or asked already."""
    same_day = (duty.c.occasion == gone.occasion, duty.c.state.in_(states.SETTLED))
    return list(connection.execute(select(duty.c.person_id).where(*same_day)).scalars())


def _question(
    connection: Connection, settings: Settings, line: dict[str, Any], now: datetime
) -> dict[str, Any]:
    place = connection.execute(select(station.c.name).where(station.c.id == line["station_id"])).scalar_one()
    hours = settings.reminders.replacement_hours
    return new_row(
        township_id=line["township_id"],
        occasion=f"ask:{line['id']}",
        kind="duty_request",
        person_id=line["person_id"],
        text=texts.step_in(line["day"], place, hours),
        fields=texts.step_in_fields(line["day"], place),
        due_at=now,
        closes_at=now + timedelta(hours=hours),
        now=now,
    )


def _name(connection: Connection, person_id: str) -> str:
    return str(connection.execute(select(person.c.name).where(person.c.id == person_id)).scalar_one())
