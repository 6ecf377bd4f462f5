"""What a deputy answers about her duty: she comes (1), asks for leave (2), or offers to swap (3); and what
somebody answers who is asked to step in. For the chat: every refusal is a :class:`bot.errors.Refused`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, exists, select, update

from bot.errors import Refused
from bot.reminders.duty import states
from bot.reminders.duty.stand_in import ask_next
from bot.settings import Settings
from bot.store.tables import duty, duty_swap, new_id, station
from bot.texts import duty as texts

OPEN, ACCEPTED, DECLINED = "open", "accepted", "declined"


def hers(connection: Connection, person_id: str, today: date) -> Sequence[Row[*tuple[Any, ...]]]:
    """Her lines from today on that await or hold an answer, with the station's name; soonest first."""
    live = (states.ASSIGNED, states.CONFIRMED, states.ASKED)
    joined = duty.join(station, station.c.id == duty.c.station_id)
    query = select(*duty.c, station.c.name.label("station")).select_from(joined)
    mine = (duty.c.person_id == person_id, duty.c.state.in_(live), duty.c.day >= today)
    return connection.execute(query.where(*mine).order_by(duty.c.day, duty.c.id)).all()


def confirm(connection: Connection, duty_id: str, person_id: str, now: datetime) -> None:
    """She comes. A second yes changes nothing; one who was asked to step in takes the place by it."""
    row = _line(connection, duty_id, person_id)
    if row.state == states.CONFIRMED:
        return
    if row.state == states.ASKED and _already_taken(connection, row):
        _become(connection, row, states.DECLINED, now)
        raise Refused(texts.ALREADY_TAKEN)
    if row.state not in (states.ASSIGNED, states.ASKED):
        raise Refused(texts.NOT_HERS)
    _become(connection, row, states.CONFIRMED, now)


def ask_leave(
    connection: Connection, settings: Settings, duty_id: str, person_id: str, reason: str, now: datetime
) -> str:
    """She cannot come. Returns the name of the deputy who is asked to step in, empty when there is none."""
    row = _line(connection, duty_id, person_id)
    if row.state not in states.ON_DUTY:
        raise Refused(texts.NOT_HERS)
    _become(connection, row, states.ON_LEAVE, now, reason=reason[:200])
    return ask_next(connection, settings, row, now)


def decline(connection: Connection, settings: Settings, duty_id: str, person_id: str, now: datetime) -> str:
    """One who was asked to step in cannot. Returns who is asked next, empty when there is nobody."""
    row = _line(connection, duty_id, person_id)
    if row.state != states.ASKED:
        raise Refused(texts.NOT_HERS)
    _become(connection, row, states.DECLINED, now)
    return ask_next(connection, settings, row, now)


def offer_swap(
    connection: Connection, duty_id: str, person_id: str, wanted_duty_id: str, now: datetime
) -> str:
    """She gives her day for another's. The other must accept; returns the offer's id."""
    mine, wanted = _line(connection, duty_id, person_id), _line(connection, wanted_duty_id)
    if wanted.township_id != mine.township_id or wanted.person_id == person_id:
        raise Refused(texts.NO_SUCH_DUTY)
    if mine.state not in states.ON_DUTY or wanted.state not in states.ON_DUTY:
        raise Refused(texts.NO_SUCH_DUTY)
    swap_id = new_id()
    row = {"id": swap_id, "offered_duty_id": mine.id, "wanted_duty_id": wanted.id, "state": OPEN}
    connection.execute(duty_swap.insert().values(**row, created_at=now))
    return swap_id


def answer_swap(connection: Connection, swap_id: str, person_id: str, accepts: bool, now: datetime) -> None:
    """The other's answer. Accepted: the two change places, if both still hold them."""
    swap = connection.execute(select(duty_swap).where(duty_swap.c.id == swap_id)).first()
    if swap is None or swap.state != OPEN:
        raise Refused(texts.NO_SUCH_OFFER)
    mine = _line(connection, swap.wanted_duty_id, person_id)
    offered = _line(connection, swap.offered_duty_id)
    state = ACCEPTED if accepts else DECLINED
    answered = update(duty_swap).where(duty_swap.c.id == swap_id, duty_swap.c.state == OPEN)
    connection.execute(answered.values(state=state, answered_at=now))
    if not accepts:
        return
    if mine.state not in states.ON_DUTY or offered.state not in states.ON_DUTY:
        raise Refused(texts.NO_SUCH_OFFER)
    for line, other in ((mine, offered), (offered, mine)):
        _hand_over(connection, line, other.person_id, now)


def _hand_over(connection: Connection, line: Row[Any], to: str, now: datetime) -> None:
    """The line stays as history; the new holder has one of her own, confirmed."""
    _become(connection, line, states.SWAPPED, now)
    key = (duty.c.occasion == line.occasion, duty.c.station_id == line.station_id, duty.c.person_id == to)
    taken = {"state": states.CONFIRMED, "answered_at": now, "replaces": line.id}
    if connection.execute(update(duty).where(*key).values(**taken)).rowcount:
        return
    names = ("township_id", "occasion", "day", "station_id")
    same = {name: getattr(line, name) for name in names}
    connection.execute(duty.insert().values(id=new_id(), person_id=to, created_at=now, **same, **taken))


def _line(connection: Connection, duty_id: str, person_id: str = "") -> Row[Any]:
    """Raises :class:`Refused` when there is no such line, or it is not hers."""
    row = connection.execute(select(duty).where(duty.c.id == duty_id)).first()
    if row is None or (person_id and row.person_id != person_id):
        raise Refused(texts.NOT_HERS)
    return row


def _already_taken(connection: Connection, row: Row[Any]) -> bool:
    """Whether another stepped into the same place first."""
    same = (duty.c.occasion == row.occasion, duty.c.station_id == row.station_id, duty.c.id != row.id)
    taken = exists().where(*same, duty.c.replaces == row.replaces, duty.c.state == states.CONFIRMED)
    return bool(connection.execute(select(taken)).scalar())


def _become(connection: Connection, row: Row[Any], state: str, now: datetime, reason: str = "") -> None:
    still = (duty.c.id == row.id, duty.c.state == row.state)
    values = {"state": state, "answered_at": now, "reason": reason or row.reason}
    if connection.execute(update(duty).where(*still).values(**values)).rowcount != 1:
        raise Refused(texts.NOT_HERS)
