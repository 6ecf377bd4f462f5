"""Reading what a fair turn needs to know: deputies of a station, their turns so far, absences and wishes."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

from sqlalchemy import Connection, delete, func, select

from bot.errors import Refused
from bot.reminders.duty import states
from bot.reminders.duty.fair import Candidate
from bot.store.tables import duty, duty_wish, new_id, person
from bot.texts import duty as texts

ABSENT, PREFERS = "absent", "prefers"
TURNS_COUNT_DAYS = 730  # a turn of two years ago is forgotten


def of_station(connection: Connection, station_id: str, first: date, last: date) -> list[Candidate]:
    """The active deputies of the station; wishes from ``first`` to ``last``."""
    here = (person.c.station_id == station_id, person.c.role == "deputy", person.c.active)
    ids = list(connection.execute(select(person.c.id).where(*here).order_by(person.c.id)).scalars())
    turns = _turns(connection, ids, first)
    absent = _wishes(connection, ids, ABSENT, first, last)
    prefers = _wishes(connection, ids, PREFERS, first, last)
    return [_candidate(each, turns, absent, prefers) for each in ids]


def _candidate(
    person_id: str,
    turns: dict[str, tuple[int, date]],
    absent: dict[str, set[date]],
    prefers: dict[str, set[date]],
) -> Candidate:
    count, last_day = turns.get(person_id, (0, None))
    return Candidate(person_id, count, last_day, frozenset(absent[person_id]), frozenset(prefers[person_id]))


def _turns(connection: Connection, ids: list[str], before: date) -> dict[str, tuple[int, date]]:
    """Duty she kept; a place given away or excused is no turn."""
    since = before - timedelta(days=TURNS_COUNT_DAYS)
    kept = (duty.c.person_id.in_(ids), duty.c.state.in_(states.ON_DUTY), duty.c.day >= since)
    columns = (duty.c.person_id, func.count(), func.max(duty.c.day))
    rows = connection.execute(select(*columns).where(*kept).group_by(duty.c.person_id))
    return {row[0]: (row[1], row[2]) for row in rows}


def _wishes(
    connection: Connection, ids: list[str], kind: str, first: date, last: date
) -> dict[str, set[date]]:
    found: dict[str, set[date]] = defaultdict(set)
    wanted = (duty_wish.c.person_id.in_(ids), duty_wish.c.kind == kind)
    overlaps = (duty_wish.c.first_day <= last, duty_wish.c.last_day >= first)
    for row in connection.execute(select(duty_wish).where(*wanted, *overlaps)):
        start, end = max(row.first_day, first), min(row.last_day, last)
        found[row.person_id] |= {start + timedelta(days=n) for n in range((end - start).days + 1)}
    return found


def wish(connection: Connection, person_id: str, kind: str, first: date, last: date) -> None:
    """``kind``: ``absent`` or ``prefers``; both days included. Raises :class:`Refused`."""
    if last < first:
        raise Refused(texts.BACKWARDS)
    row = {"id": new_id(), "person_id": person_id, "kind": kind, "first_day": first, "last_day": last}
    connection.execute(duty_wish.insert().values(**row))


def forget_wishes(connection: Connection, person_id: str, first: date, last: date) -> None:
    """Those that lie between the two days."""
    hers = (duty_wish.c.person_id == person_id, duty_wish.c.first_day >= first, duty_wish.c.last_day <= last)
    connection.execute(delete(duty_wish).where(*hers))


def wishes(connection: Connection, township_id: str) -> list[tuple[str, str, date, date]]:
    """Name, kind, and the two days; by name and day."""
    columns = (person.c.name, duty_wish.c.kind, duty_wish.c.first_day, duty_wish.c.last_day)
    query = select(*columns).join(person, person.c.id == duty_wish.c.person_id)
    here = query.where(person.c.township_id == township_id, person.c.active)
    rows = connection.execute(here.order_by(person.c.name, duty_wish.c.first_day, duty_wish.c.id))
    return [(row.name, row.kind, row.first_day, row.last_day) for row in rows]


def deputy_of(connection: Connection, township_id: str, name: str) -> str:
    """Raises :class:`Refused` for a name that no active deputy has, or two have."""
    here = (person.c.township_id == township_id, person.c.role == "deputy", person.c.active)
    found = connection.execute(select(person.c.id).where(*here, person.c.name == name)).scalars().all()
    if len(found) != 1:
        raise Refused((texts.TWO_OF_THE_NAME if found else texts.NOBODY_OF_THE_NAME).format(name=name))
    return str(found[0])
