"""A year of a township of 300 deputies: outages, faults of every class, people who come, go and unfollow."""

from __future__ import annotations

import random
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.messages import Push
from bot.outbox import states
from bot.outbox.clerk_list import of_days, unreached
from bot.outbox.quiet import is_quiet
from bot.texts.outbox import NOBODY_LATE, REASONS, STATES, fate, reason
from tests.reminders.world import World, at
from tests.reminders.year import CLASSES, END, START, Year, half_hours, moody_platform, township_of_300


@pytest.mark.slow
def test_everybody_on_duty_gets_each_notice_once_or_is_on_the_clerks_list(tmp_path: Path) -> None:
    chance = random.Random(6)
    world = World(tmp_path)
    world.now = START
    world.with_reminders(nudge=True, announce_days=3, digest=True, duty_per_day=3)
    with moody_platform(world) as (platform, ways):
        year = Year(world, platform, chance, township_of_300(world))
        clerk = world.deputy("专干", role="clerk")
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
        took = [each for way in ways.values() for each in way.at]
        assert len(platform.sent) == len(took)
    failed = {code for way in ways.values() for code in way.failed}
    assert all(failed & codes for codes in CLASSES), failed
    _nothing_twice_late_or_by_night(world, took)
    _nobody_forgotten(world, year)
    _nobody_disturbed(world, year)
    _the_clerk_finds_hers_on_the_desk(world, clerk)
    world.database.close()


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
    assert checked["sent"] > 300
    assert checked["missed_window"] > 0
    with world.database.read() as connection:
        listed = {row.id: reason(row.error) for row in unreached(connection, "t1")}
    unsent = [row for row in rows.values() if row["state"] in states.UNREACHED and row["is_duty"]]
    assert {row["id"] for row in unsent} <= listed.keys()
    known = {*REASONS.values(), NOBODY_LATE}
    told = {listed[str(row["id"])] for row in unsent}
    assert all(text in known or "告诉技术人员" in text for text in told), told
    for kind, least in (("reception_day_announce", 12), ("reception_day_nudge", 100), ("clerk_digest", 100)):
        ended = Counter(str(row["state"]) for row in rows.values() if row["kind"] == kind)
        assert not ended["sending"]
        assert sum(ended.values()) >= least, (kind, ended)


def _the_clerk_finds_hers_on_the_desk(world: World, clerk: str) -> None:
    """She is refused like anybody: 40003 closes her account, and in this year she never writes to open it.

    What was meant for her then stands on the desk's page of pushes, each with its reason, and her drafts on
    the list "please phone"; nothing of hers ends without a word.
    """
    with world.database.read() as connection:
        shown = {row.id: row for row in of_days(connection, "t1", START.date(), END.date())}
        to_phone = {row.id for row in unreached(connection, "t1")}
    hers = [row for row in world.rows(person_id=clerk) if row["state"] not in ("sent", "planned")]
    assert [row for row in hers if str(row["error"]).startswith("40003")]
    for row in hers:
        line = shown[str(row["id"])]
        said = fate(line.state, line.error, line.channel)
        assert said in {*REASONS.values(), *STATES.values(), NOBODY_LATE} or "告诉技术人员" in said, said
        if row["state"] in states.UNREACHED:
            assert said not in STATES.values(), row
            assert (row["id"] in to_phone) == row["is_duty"]


def _nobody_disturbed(world: World, year: Year) -> None:
    """Who was not on duty when a duty notice went out did not get it."""
    for row in world.rows(state="sent"):
        if str(row["kind"]) in ("reception_day_eve", "reception_day_morning"):
            assert (row["occasion"], row["person_id"]) in year.on_duty[row["finished_at"]]  # type: ignore[index]
