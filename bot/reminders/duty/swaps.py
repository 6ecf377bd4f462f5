"""Swaps (换班): a deputy gives her day for another's. The other is asked; when she accepts, the two lines
change hands, and both of them and the clerk are told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, select, update

from bot.errors import Refused
from bot.reminders.duty import states
from bot.reminders.duty.lines import AnyRow, become, has_part, line, seat, with_names
from bot.reminders.duty.telling import clerks, tell
from bot.store.tables import duty, duty_swap, new_id
from bot.texts import duty as texts

OPEN, ACCEPTED, DECLINED = "open", "accepted", "declined"
WITHDRAWN = "withdrawn"  # by her who offered it, or because one of the two lines has changed
MOST_CHOICES = 9
REQUEST = "swap_request"


@dataclass(frozen=True)
class Offer:
    """``offered`` is what the asking deputy gives, ``wanted`` the line of the one who is asked."""

    id: str
    offered: AnyRow
    wanted: AnyRow


def choices(connection: Connection, duty_id: str, person_id: str, today: date) -> Sequence[AnyRow]:
    """Lines she could have for hers: of others at the same station, later than today, soonest first."""
    mine = line(connection, duty_id, person_id)
    theirs = (
        duty.c.station_id == mine.station_id,
        duty.c.person_id != person_id,
        duty.c.occasion != mine.occasion,
        duty.c.state.in_(states.ON_DUTY),
        duty.c.day > today,
    )
    rows = connection.execute(with_names().where(*theirs).order_by(duty.c.day, duty.c.id)).all()
    return [row for row in rows if _may_change(connection, mine, row)][:MOST_CHOICES]


def offer(connection: Connection, duty_id: str, person_id: str, wanted_id: str, now: datetime) -> str:
    """Asks the deputy of ``wanted_id``; returns the offer's id. An earlier offer of the same day is taken
    back. Raises :class:`Refused` when the two cannot change places."""
    mine, wanted = line(connection, duty_id, person_id), line(connection, wanted_id)
    if wanted.township_id != mine.township_id or not _may_change(connection, mine, wanted):
        raise Refused(texts.NO_SUCH_DUTY)
    withdraw(connection, duty_id, now)
    swap_id = new_id()
    row = {"id": swap_id, "offered_duty_id": mine.id, "wanted_duty_id": wanted.id, "state": OPEN}
    connection.execute(duty_swap.insert().values(**row, created_at=now))
    until = min(mine.day, wanted.day)
    tell(
        connection,
        mine.township_id,
        [wanted.person_id],
        swap_id,
        texts.swap_request(mine.person, mine.day, wanted.day, mine.station),
        texts.swap_fields(wanted.day, wanted.station),
        now,
        kind=REQUEST,
        hours=max(1, 24 * (until - now.date()).days),
        last_look=REQUEST,
    )
    return swap_id


def offers_to(connection: Connection, person_id: str, today: date) -> list[Offer]:
    """What she is asked and has not answered, as long as both lines still stand and lie ahead."""
    joined = duty_swap.join(duty, duty.c.id == duty_swap.c.wanted_duty_id)
    open_ones = (duty_swap.c.state == OPEN, duty.c.person_id == person_id)
    query = select(duty_swap).select_from(joined).where(*open_ones).order_by(duty_swap.c.created_at)
    found = (_read(connection, row) for row in connection.execute(query).all())
    return [each for each in found if _stands(connection, each, today)]


def answer(connection: Connection, swap_id: str, person_id: str, accepts: bool, now: datetime) -> Offer:
    """The other's answer. Accepted: the two change places. Raises :class:`Refused` when it is too late."""
    row = connection.execute(select(duty_swap).where(duty_swap.c.id == swap_id)).first()
    found = _read(connection, row) if row is not None and row.state == OPEN else None
    if found is None or found.wanted.person_id != person_id or not _stands(connection, found, now.date()):
        raise Refused(texts.NO_SUCH_OFFER)
    _close(connection, [swap_id], ACCEPTED if accepts else DECLINED, now)
    if accepts:
        for one, other in ((found.wanted, found.offered), (found.offered, found.wanted)):
            _hand_over(connection, one, other.person_id, now)
            withdraw(connection, one.id, now)
    _spread(connection, found, accepts, now)
    return found


def withdraw(connection: Connection, duty_id: str, now: datetime) -> None:
    """Open offers about a line that is not given away any more."""
    about = (duty_swap.c.offered_duty_id == duty_id) | (duty_swap.c.wanted_duty_id == duty_id)
    query = select(duty_swap.c.id).where(about, duty_swap.c.state == OPEN)
    _close(connection, list(connection.execute(query).scalars()), WITHDRAWN, now)


def _close(connection: Connection, ids: Sequence[str], state: str, now: datetime) -> None:
    still = (duty_swap.c.id.in_(ids), duty_swap.c.state == OPEN)
    connection.execute(update(duty_swap).where(*still).values(state=state, answered_at=now))


def _read(connection: Connection, row: Row[Any]) -> Offer:
    offered, wanted = (line(connection, each) for each in (row.offered_duty_id, row.wanted_duty_id))
    return Offer(row.id, offered, wanted)


def _stands(connection: Connection, each: Offer, today: date) -> bool:
    ahead = min(each.offered.day, each.wanted.day) >= today
    return ahead and _may_change(connection, each.offered, each.wanted)


def _may_change(connection: Connection, one: AnyRow, other: AnyRow) -> bool:
    """Both hold what they give, and neither is already on duty on the day that she would get."""
    if one.person_id == other.person_id or not {one.state, other.state} <= states.ON_DUTY:
        return False
    twice = ((one.person_id, other.occasion), (other.person_id, one.occasion))
    return not any(has_part(connection, who, occasion) for who, occasion in twice)


def _hand_over(connection: Connection, given: AnyRow, to: str, now: datetime) -> None:
    """The line stays as history; the new holder has one of her own, confirmed."""
    become(connection, given, states.SWAPPED, now)
    key = (duty.c.occasion == given.occasion, duty.c.station_id == given.station_id, duty.c.person_id == to)
    taken = {"state": states.CONFIRMED, "answered_at": now, "replaces": seat(given)}
    if connection.execute(update(duty).where(*key).values(**taken)).rowcount:
        return
    names = ("township_id", "occasion", "day", "station_id")
    same = {name: getattr(given, name) for name in names}
    connection.execute(duty.insert().values(id=new_id(), person_id=to, created_at=now, **same, **taken))


def _spread(connection: Connection, found: Offer, accepts: bool, now: datetime) -> None:
    """To her who offered, by push; an accepted one also to the clerks. Who answered reads it in the reply."""
    give, take = found.offered, found.wanted
    fields = texts.swap_fields(take.day if accepts else give.day, take.station)
    say = texts.swap_accepted if accepts else texts.swap_declined
    text = say(take.person, give.day, take.day, take.station)
    tell(connection, give.township_id, [give.person_id], f"{found.id}:answer", text, fields, now)
    if accepts:
        text = texts.swap_for_clerk(give.person, give.day, take.person, take.day, take.station)
        tell(connection, give.township_id, clerks(connection, give.township_id), found.id, text, fields, now)
