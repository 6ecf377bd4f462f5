"""Who is told what and when: the occasions of a stretch of time, times the persons on duty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, select

from bot.reminders.occasions import Moment, Occasion, moments, reception_days
from bot.settings import Settings
from bot.store.tables import person, station
from bot.texts import reminders as texts

WORDING = {
    "reception_day_eve": texts.reception_day_eve,
    "reception_day_morning": texts.reception_day_morning,
}


@dataclass(frozen=True)
class Notice:
    """One push before it is a row. Who has no channel yet is found out when it is sent."""

    occasion: str
    kind: str
    township_id: str
    person_id: str
    person_name: str
    due_at: datetime
    closes_at: datetime
    text: str
    fields: dict[str, str]


def notices(connection: Connection, settings: Settings, since: datetime, until: datetime) -> list[Notice]:
    """Everything that is due by ``until`` and still has its sense at ``since``, by time."""
    wanted: list[Notice] = []
    on_duty = _on_duty(connection)
    reach = timedelta(days=1)  # an occasion's first push comes a day before it
    for occasion in reception_days(settings.reminders, since.date(), (until + reach).date()):
        for moment in moments(occasion, settings.reminders):
            if moment.closes_at > since and moment.due_at <= until:
                wanted.extend(_notice(occasion, moment, row) for row in on_duty)
    return sorted(wanted, key=lambda notice: notice.due_at)


def _on_duty(connection: Connection) -> Sequence[Row[*tuple[Any, ...]]]:
    """Until there is a duty roster: every active deputy, at her station."""
    names = (station.c.name.label("station_name"), station.c.address.label("station_address"))
    joined = person.outerjoin(station, (station.c.id == person.c.station_id) & station.c.active)
    active = (person.c.role == "deputy", person.c.active)
    query = select(person.c.id, person.c.township_id, person.c.name, *names).select_from(joined)
    return connection.execute(query.where(*active).order_by(person.c.township_id, person.c.id)).all()


def _notice(occasion: Occasion, moment: Moment, row: Row[Any]) -> Notice:
    place = texts.place_of(row.station_name or "", row.station_address or "")
    return Notice(
        occasion=occasion.key,
        kind=moment.kind,
        township_id=row.township_id,
        person_id=row.id,
        person_name=row.name,
        due_at=moment.due_at,
        closes_at=moment.closes_at,
        text=WORDING[moment.kind](occasion.day, occasion.hours, place),
        fields={
            "what": texts.RECEPTION_DAY,
            "when": texts.field_time(occasion.day, occasion.hours),
            "where": place,
        },
    )
