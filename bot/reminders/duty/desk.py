"""What the clerk does with the duty roster: have it proposed, confirm it, put lines in, take it back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, delete, select, update

from bot.outbox.enqueue import insert_once
from bot.reminders.duty import states
from bot.reminders.duty.candidates import of_station
from bot.reminders.duty.fair import propose
from bot.reminders.occasions import Occasion, occasions
from bot.reminders.workdays import Workdays
from bot.settings import Settings
from bot.store.tables import duty, new_id, station


@dataclass(frozen=True)
class Post:
    """One deputy at one station on one occasion."""

    occasion: str
    day: date
    station_id: str
    person_id: str


def duty_occasions(settings: Settings, first: date, last: date) -> list[Occasion]:
    """The occasions that work by a duty roster."""
    found = occasions(settings.reminders, Workdays(settings.reminders.workdays_file), first, last)
    return [occasion for occasion in found if occasion.rule.duty]


def propose_roster(
    connection: Connection, settings: Settings, township_id: str, first: date, last: date, now: datetime
) -> list[Post]:
    """Writes a proposal for every station and occasion without a roster; an older proposal is replaced."""
    wanted = duty_occasions(settings, first, last)
    open_ones = (duty.c.township_id == township_id, duty.c.state == states.PROPOSED)
    connection.execute(delete(duty).where(*open_ones, duty.c.day >= first, duty.c.day <= last))
    posts: list[Post] = []
    for station_id in _stations(connection, township_id):
        settled = _settled(connection, station_id, first, last)
        keys = {each.day: each.key for each in wanted if each.key not in settled}
        candidates = of_station(connection, station_id, first, last)
        chosen = propose(candidates, list(keys), settings.reminders.duty_per_day)
        posts += [Post(keys[day], day, station_id, who) for day, ids in chosen.items() for who in ids]
    put(connection, township_id, posts, states.PROPOSED, now)
    return posts


def confirm_roster(connection: Connection, township_id: str, first: date, last: date) -> int:
    """The clerk agrees: from now on the deputies are reminded. Returns how many lines."""
    proposed = (duty.c.township_id == township_id, duty.c.state == states.PROPOSED)
    span = (duty.c.day >= first, duty.c.day <= last)
    return connection.execute(update(duty).where(*proposed, *span).values(state=states.ASSIGNED)).rowcount


def put(connection: Connection, township_id: str, posts: Iterable[Post], state: str, now: datetime) -> int:
    """Lines that are there already stay as they are; returns how many are new."""
    rows = [
        {
            "id": new_id(),
            "township_id": township_id,
            "occasion": post.occasion,
            "day": post.day,
            "station_id": post.station_id,
            "person_id": post.person_id,
            "state": state,
            "created_at": now,
        }
        for post in posts
    ]
    return insert_once(connection, duty, rows)


def take_off(connection: Connection, duty_id: str) -> bool:
    """Strikes a line that nobody has answered; what has a history keeps it."""
    free = (duty.c.id == duty_id, duty.c.state.in_((states.PROPOSED, states.ASSIGNED)))
    return connection.execute(delete(duty).where(*free)).rowcount == 1


def _stations(connection: Connection, township_id: str) -> list[str]:
    here = (station.c.township_id == township_id, station.c.active)
    return list(connection.execute(select(station.c.id).where(*here).order_by(station.c.code)).scalars())


def _settled(connection: Connection, station_id: str, first: date, last: date) -> set[str]:
    settled = (duty.c.station_id == station_id, duty.c.state.in_(states.SETTLED))
    span = (duty.c.day >= first, duty.c.day <= last)
    return set(connection.execute(select(duty.c.occasion).where(*settled, *span)).scalars())
