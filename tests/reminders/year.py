"""A township's year, played: what happens to its deputies, when the bot is up, and what the platform does."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import insert, select, update

from bot.errors import PushFailed
from bot.messages import Outcome, Push
from bot.outbox import refusals
from bot.outbox.ways import Sender
from bot.outbox.ways.opened import open_ways
from bot.reminders.duty import answers, desk, swaps
from bot.simulator.platform import Account, Platform, new_aes_key
from bot.store.tables import duty, person, station
from tests.reminders.world import World, at
from tests.wechat.server import serving

DEPUTIES, STATIONS = 300, 15
START, END = at("2026-01-01T00:00"), at("2027-01-01T00:00")
OUTAGES, LONGEST_OUTAGE_HOURS = 20, 72
CLASSES = (
    refusals.UNTIL_SHE_IS_SEEN,
    refusals.THIS_TEMPLATE,
    refusals.NOT_GRANTED,
    refusals.MISCONFIGURED,
    refusals.ON_THE_ROAD,
    {refusals.QUOTA_OF_THE_DAY},
    {refusals.TOO_FAST},
)
KEYS = {"what": "thing1", "when": "time2", "where": "thing3"}
SUBSCRIPTION, SERVICE = "/cgi-bin/message/subscribe/bizsend", "/cgi-bin/message/custom/send"
REFUSED_HER = (43101, 43004, 43019, 45015, 45047, 48002, 40003)
WRONG_TEMPLATE = (40037, 47003)
THE_ACCOUNT = (45009, 45011, 48001, 40164, 40001)
ON_THE_ROAD = (("status", 502), ("not_json", 0), ("drop", 0), ("errcode", -1))


class Kept:
    """A real way to the stand-in; remembers when it took what, under the push's own id."""

    def __init__(self, way: Sender, world: World) -> None:
        self.name, self._way, self._world = way.name, way, world
        self.at: list[tuple[datetime, Push]] = []
        self.failed: list[str] = []

    def send(self, push: Push) -> Outcome:
        try:
            self._way.send(push)
        except PushFailed as failure:
            self.failed.append(failure.code)
            raise
        self.at.append((self._world.now, push))
        return Outcome(message_id=push.id)


@contextmanager
def moody_platform(world: World) -> Iterator[tuple[Platform, Mapping[str, Kept]]]:
    """The stand-in over real HTTP, with faults of every class at some share of the calls."""
    account = Account("wx1234567890abcdef", "secret", "TestToken123", new_aes_key())
    platform = Platform(account, "", clock=lambda: world.now)
    platform.templates = {"TPL": tuple(KEYS.values())}
    for route in (SUBSCRIPTION, SERVICE):
        for code in REFUSED_HER + WRONG_TEMPLATE:
            platform.faults.add(route, "errcode", code, times=None, rate=0.005)
        for code in THE_ACCOUNT:
            platform.faults.add(route, "errcode", code, times=None, rate=0.002)
        for kind, value in ON_THE_ROAD:
            platform.faults.add(route, kind, value, times=None, rate=0.01)  # type: ignore[arg-type]
    with serving(platform.api_app) as address:
        wechat = {"app_id": account.app_id, "app_secret": account.app_secret, "api_base": address}
        reminders = world.settings.reminders.model_copy(update={"subscription_template_id": "TPL"})
        section = type(world.settings.wechat)(**wechat, template_fields=KEYS)
        world.settings = world.settings.model_copy(update={"wechat": section, "reminders": reminders})
        kept = {name: Kept(way, world) for name, way in open_ways(world.settings).items()}
        world.channels = kept  # type: ignore[assignment]
        yield platform, kept


@dataclass
class Year:
    """What really was, noted beside the bot: who was on duty when."""

    world: World
    platform: Platform
    chance: random.Random
    people: list[str]
    on_duty: dict[datetime, set[tuple[str, str]]] = field(default_factory=dict)

    def note_duty(self) -> None:
        with self.world.database.read() as connection:
            joined = duty.join(person, person.c.id == duty.c.person_id)
            holds = (duty.c.state.in_(("assigned", "confirmed")), person.c.active)
            near = duty.c.day.between(self.world.now.date(), self.world.now.date() + timedelta(days=1))
            query = select(duty.c.occasion, duty.c.person_id).select_from(joined).where(*holds, near)
            self.on_duty[self.world.now] = {(row[0], row[1]) for row in connection.execute(query)}

    def lives_on(self) -> None:
        """Nearly every night somebody leaves, comes back, unfollows, writes, or asks for leave."""
        person_id = self.chance.choice(self.people)
        act = self.chance.randrange(6)
        if act < 2:
            self.world.change(person_id, active=bool(act))
        elif act == 2:
            self._unfollows(person_id)
        elif act == 3:
            for each in self.chance.sample(self.people, 60):
                self._writes(each)
        else:
            for each in self.chance.sample(self.people, 10):
                self._answers(each)

    def _unfollows(self, person_id: str) -> None:
        """Half of the time the bot does not hear of it: the event came while it was down."""
        self.platform.people.get(f"o_{person_id}").following = False
        if self.chance.randrange(2):
            self.world.unfollow(person_id)

    def _writes(self, person_id: str) -> None:
        sender = f"o_{person_id}"
        self.platform.people.get(sender).following = True
        self.platform.people.trigger(sender, "message", self.world.now)
        self.world.writes(person_id)

    def _answers(self, person_id: str) -> None:
        world = self.world
        with world.database.write() as connection:
            for line in answers.hers(connection, person_id, world.now.date())[:1]:
                others = swaps.choices(connection, line.id, person_id, world.now.date())
                if line.state == "asked":
                    answers.decline(connection, world.settings, line.id, person_id, world.now)
                elif others and self.chance.randrange(2):
                    swaps.offer(connection, line.id, person_id, others[0].id, world.now)
                    for offer in swaps.offers_to(connection, others[0].person_id, world.now.date())[:1]:
                        swaps.answer(connection, offer.id, others[0].person_id, True, world.now)
                else:
                    answers.ask_leave(connection, world.settings, line.id, person_id, "", world.now)
            asked = select(duty.c.id, duty.c.person_id).where(duty.c.state == "asked")
            for line in connection.execute(asked.limit(1)).all():
                answers.confirm(connection, line.id, line.person_id, world.now)


def half_hours(chance: random.Random) -> Iterator[tuple[datetime, bool]]:
    """Those that matter around each reception day, and noon of the others; whether we are up then."""
    down: list[tuple[datetime, datetime]] = []
    for number in range(OUTAGES):
        begins = START + timedelta(hours=chance.randrange(365 * 24))
        if number % 2:  # half of them where it hurts
            begins = at(f"2026-{chance.randint(1, 12):02}-09T00:00") + timedelta(hours=chance.randrange(40))
        down.append((begins, begins + timedelta(hours=chance.randint(1, LONGEST_OUTAGE_HOURS))))
    now = START
    while now < END:
        up = not any(begins <= now < ends for begins, ends in down)
        night = now.hour < 7 and (now.minute or now.hour not in (0, 3))
        busy = 9 <= now.day <= 11 and (now.day, now.hour) >= (9, 16)  # the eve, the day, the nudge
        near = busy and not night and (not now.minute or now.hour in (7, 11, 17))
        if near or (now.hour == 12 and not now.minute):
            yield now, up
        now += timedelta(minutes=30)


def township_of_300(world: World) -> list[str]:
    with world.database.write() as connection:
        rows = [
            {"id": f"s{n}", "township_id": "t1", "code": f"B{n:02}", "name": f"第{n}联络站"}
            for n in range(2, STATIONS + 1)
        ]
        connection.execute(insert(station), rows)
    people = world.deputies(DEPUTIES)
    with world.database.write() as connection:
        for number, person_id in enumerate(people):
            moved = update(person).where(person.c.id == person_id)
            connection.execute(moved.values(station_id=f"s{number % STATIONS + 1}"))
        desk.propose_roster(connection, world.settings, "t1", START.date(), END.date(), world.now)
        desk.confirm_roster(connection, "t1", START.date(), END.date())
    return people
