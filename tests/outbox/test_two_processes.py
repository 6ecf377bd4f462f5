"""Two processes on one database, and a host whose clock is of another country: it makes no difference."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.reminders.preview import preview
from tests.reminders.world import World, at

ABROAD = "America/New_York"  # summer time there: 8 March to 1 November 2026


@pytest.fixture
def abroad(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", ABROAD)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def test_two_processes_of_different_time_zones_send_each_push_once(world: World, tmp_path: Path) -> None:
    world.deputies(130)
    world.plans()
    command = [sys.executable, "-m", "tests.outbox.victim", str(tmp_path), "wechat", "never", "1"]
    workers = [
        subprocess.Popen(command, env={**os.environ, "TZ": zone}, stderr=subprocess.PIPE)
        for zone in (ABROAD, "Asia/Shanghai")
    ]
    errors = [worker.communicate()[1] for worker in workers]
    assert [worker.returncode for worker in workers] == [0, 0], errors
    taken = Counter((tmp_path / "platform.txt").read_text().split())
    assert (len(taken), set(taken.values())) == (130, {1})
    assert world.states(kind="reception_day_eve") == ["sent"] * 130


@pytest.mark.parametrize("first", [date(2026, 3, 1), date(2026, 10, 25)])
def test_the_hosts_summer_time_moves_no_reminder(world: World, abroad: None, first: date) -> None:
    world.deputy("王秀英")
    rule = {"key": "day", "title": "活动日", "repeat": "dates", "dates": ["2026-03-08", "2026-11-01"]}
    world.with_reminders(occasions=[rule])
    with world.database.read() as connection:
        lines = preview(connection, world.settings, first, first.replace(day=28))
    moments = {json.loads(json.dumps(line.as_json()))["at"][10:] for line in lines}
    assert moments <= {"T17:00:00+08:00", "T07:30:00+08:00"}


def test_days_begin_at_midnight_in_the_township_whatever_the_host_says(world: World, abroad: None) -> None:
    """At 07:30 of the 10th the host still writes the 9th; at 21:30 it is broad daylight there."""
    world.deputy("王秀英")
    world.ticks("2026-03-09T17:00")
    world.ticks("2026-03-10T06:59")
    assert [push.kind for push in world.channel.took] == ["reception_day_eve"]
    world.ticks("2026-03-10T07:30")
    assert [push.kind for push in world.channel.took] == ["reception_day_eve", "reception_day_morning"]
    (row,) = world.rows(kind="reception_day_morning", occasion="reception_day:2026-03-10")
    assert row["finished_at"] == at("2026-03-10T07:30")


def test_a_process_that_slept_for_three_days_sends_what_still_makes_sense(world: World) -> None:
    world.deputy("王秀英")
    world.plans("2026-12-07T09:00")
    world.ticks("2026-12-10T08:00")
    assert [push.kind for push in world.channel.took] == ["reception_day_morning"]
    assert sorted(world.states(occasion="reception_day:2026-12-10")) == ["missed_window", "sent"]
