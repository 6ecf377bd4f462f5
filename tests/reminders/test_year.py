"""A year of a township of 300 deputies: outages, faults of every class, people who come, go and unfollow."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, select, update

from bot.errors import PushFailed
from bot.messages import Outcome, Push
from bot.outbox import states
from bot.outbox.clerk_list import unreached
from bot.outbox.quiet import is_quiet
from bot.reminders.duty import answers, desk
from bot.store.tables import duty, person, station
from tests.reminders.world import ScriptedChannel, World, at

DEPUTIES, STATIONS = 300, 15
START, END = at("2026-01-01T00:00"), at("2027-01-01T00:00")
OUTAGES, LONGEST_OUTAGE_HOURS = 20, 72
REFUSALS = [("43004", True), ("45015", True), ("45047", True), ("43101", True), ("47003", True)]
TROUBLES = [
    ("-1", False),
    ("timeout", False),
    ("http_status", False),
    ("unreachable", False),
    ("45011", False),
]
ACCOUNT = [("45009", False), ("48001", False), ("40164", False)]


class MoodyChannel(ScriptedChannel):
    """Fails one push in twelve, each class in its turn, and remembers when it took the others."""

    def __init__(self, name: str, chance: random.Random, world: World) -> None:
        super().__init__(name)
        self._chance, self._world = chance, world
        self.at: list[tuple[datetime, Push]] = []

    def send(self, push: Push) -> Outcome:
        draw = self._chance.random()
        for share, faults in ((0.04, REFUSALS), (0.08, TROUBLES), (0.082, ACCOUNT)):
            if draw < share:
                code, permanent = self._chance.choice(faults)
                raise PushFailed(code, permanent=permanent)
        self.at.append((self._world.now, push))
        return Outcome(message_id=push.id)


@dataclass
class Year:
    """What really was, noted beside the bot: who was on duty when."""

    world: World
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
            self.world.unfollow(person_id)
        elif act == 3:
            for each in self.chance.sample(self.people, 60):
                self.world.writes(each)
        else:
            for each in self.chance.sample(self.people, 10):
                self._answers(each)

    def _answers(self, person_id: str) -> None:
        world = self.world
        with world.database.write() as connection:
            for line in answers.hers(connection, person_id, world.now.date())[:1]:
                if line.state == "asked":
                    answers.decline(connection, world.settings, line.id, person_id, world.now)
                else:
                    answers.ask_leave(connection, world.settings, line.id, person_id, "", world.now)
            asked = select(duty.c.id, duty.c.person_id).where(duty.c.state == "asked")
            for line in connection.execute(asked.limit(1)).all():
                answers.confirm(connection, line.id, line.person_id, world.now)


def half_hours(chance: random.Random) -> Iterator[tuple[datetime, bool]]:
    """Those around each reception day, and noon of the others; whether we are up then."""
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
        if now.hour == 12 or (9 <= now.day <= 11 and not night):
            yield now, up
        now += timedelta(minutes=30)


@pytest.mark.slow
def test_everybody_on_duty_gets_each_notice_once_or_is_on_the_clerks_list(tmp_path: Path) -> None:
    chance = random.Random(6)
    world = World(tmp_path)
    world.now = START
    world.with_reminders(nudge=True, duty_per_day=3)
    channels = [MoodyChannel(name, chance, world) for name in ("wechat_subscription", "wechat_service")]
    world.channels = {channel.name: channel for channel in channels}
    year = Year(world, chance, _township(world))
    for now, up in half_hours(chance):
        world.now = now
        if up and now.hour in (3, 12) and not now.minute:
            year.lives_on()
        year.note_duty()
        if up:
            world.plans()
            world.sends()
    world.now = END
    world.sends()
    took = [each for channel in channels for each in channel.at]
    _nothing_twice_late_or_by_night(world, took)
    _nobody_forgotten(world, year)
    _nobody_disturbed(world, year)
    world.database.close()


def _township(world: World) -> list[str]:
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


def _nothing_twice_late_or_by_night(world: World, took: list[tuple[datetime, Push]]) -> None:
    rows = {str(row["id"]): row for row in world.rows()}
    assert max(Counter(push.id for _, push in took).values()) == 1
    sent_at = {push.id: (moment, push.recipient) for moment, push in took}
    sent = [row for row in rows.values() if row["state"] == "sent"]
    assert {row["message_id"] for row in sent} == set(sent_at)
    for row in sent:
        moment, recipient = sent_at[str(row["message_id"])]
        assert recipient == f"o_{row['person_id']}"
        assert row["due_at"] <= moment < row["closes_at"]
        assert not is_quiet(moment, world.settings.reminders)
    assert len(sent) > 1000


def _nobody_forgotten(world: World, year: Year) -> None:
    """Whoever was on duty from a notice's time to its end got it, or is on the clerk's list with a reason."""
    rows = {(row["occasion"], row["kind"], row["person_id"]): row for row in world.rows()}
    checked = Counter()
    for month in range(1, 13):
        day = at(f"2026-{month:02}-10T00:00")
        occasion = f"reception_day:{day.date().isoformat()}"
        eve, morning = day - timedelta(hours=7), day + timedelta(hours=7.5)
        for kind, due, end in (("eve", eve, day), ("morning", morning, day + timedelta(hours=11.5))):
            for key in year.on_duty[due] & year.on_duty[end]:
                if key[0] == occasion:
                    row = rows[occasion, f"reception_day_{kind}", key[1]]
                    assert row["state"] == "sent" or row["state"] in states.UNREACHED, row
                    checked[str(row["state"])] += 1
    assert checked["sent"] > 500
    assert checked["missed_window"] > 0
    with world.database.read() as connection:
        listed = {row.id for row in unreached(connection, "t1")}
    assert {
        row["id"] for row in rows.values() if row["state"] in states.UNREACHED and row["is_duty"]
    } <= listed


def _nobody_disturbed(world: World, year: Year) -> None:
    """Who was not on duty when a duty notice went out did not get it."""
    for row in world.rows(state="sent"):
        if str(row["kind"]) in ("reception_day_eve", "reception_day_morning"):
            assert (row["occasion"], row["person_id"]) in year.on_duty[row["finished_at"]]  # type: ignore[index]
