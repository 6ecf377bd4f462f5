"""The calendar that a clerk subscribes to, over real HTTP from the whole application."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import requests
from icalendar import Calendar
from sqlalchemy import insert

from bot.entry.app import app_of
from bot.reminders.feed import feed_address
from bot.store.tables import duty, township
from tests.chat.world import World
from tests.wechat.server import serving


@pytest.fixture
def server(world: World) -> Iterator[str]:
    with serving(app_of(world.house, background=False)) as address:
        yield address


def test_it_shows_the_days_and_who_is_on_duty_and_follows_the_roster(world: World, server: str) -> None:
    path = feed_address(world.settings, "t1")
    answer = requests.get(server + path, timeout=10)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/calendar; charset=utf-8")
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    december = [each for each in events if each.decoded("dtstart").date().isoformat() == "2026-12-10"]
    assert [str(each["description"]) for each in december] == ["张三", "李四"]
    assert {each.decoded("dtend") - each.decoded("dtstart") for each in december} == {timedelta(hours=2.5)}
    line = {"id": "d1", "township_id": "t1", "occasion": "reception_day:2026-12-10", "station_id": "A07"}
    line |= {"day": december[0].decoded("dtstart").date(), "person_id": "李四", "state": "assigned"}
    with world.house.database.write() as connection:
        connection.execute(insert(duty).values(**line, created_at=world.now))
    events = Calendar.from_ical(requests.get(server + path, timeout=10).content).walk("VEVENT")
    names = {
        str(each["location"]): str(each["description"]) for each in events if "2026-12-10" in str(each["uid"])
    }
    assert "张三" not in names.values()


@pytest.mark.parametrize("township_id", ["t1", "t2", "nowhere"])
@pytest.mark.parametrize("signature", ["0" * 32, "x", "%E5%81%87"])
def test_nobody_guesses_an_address(server: str, township_id: str, signature: str) -> None:
    answer = requests.get(f"{server}/calendar/{township_id}/{signature}.ics", timeout=10)
    assert answer.status_code == 404
    assert b"BEGIN" not in answer.content


def test_one_townships_address_does_not_open_another(world: World, server: str) -> None:
    with world.house.database.write() as connection:
        connection.execute(insert(township).values(id="t2", name="别的镇"))
    stranger = feed_address(world.settings, "t1").replace("/t1/", "/t2/")
    assert requests.get(server + stranger, timeout=10).status_code == 404


def test_a_new_key_makes_the_old_address_useless(world: World, server: str) -> None:
    path = feed_address(world.settings, "t1")
    (world.settings.data_dir / "secrets" / "feed.key").unlink()
    assert requests.get(server + path, timeout=10).status_code == 404
    assert requests.get(server + feed_address(world.settings, "t1"), timeout=10).status_code == 200
