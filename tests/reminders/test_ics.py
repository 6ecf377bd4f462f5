"""The calendar file and the signed feed."""

from __future__ import annotations

from datetime import date

import pytest
from icalendar import Calendar

from bot.errors import Refused
from bot.reminders.feed import feed_address, read_feed
from bot.reminders.ics import of_preview
from bot.reminders.preview import preview
from tests.reminders.world import World, at


def test_the_preview_as_a_calendar_groups_who_gets_the_same(world: World) -> None:
    world.deputies(3)
    with world.database.read() as connection:
        lines = preview(connection, world.settings, date(2026, 12, 1), date(2026, 12, 31))
    events = Calendar.from_ical(of_preview(lines, "示例镇", world.now)).walk("VEVENT")
    assert [event.decoded("dtstart") for event in events] == [at("2026-12-09T17:00"), at("2026-12-10T07:30")]
    assert "3人" in str(events[0]["summary"])


def test_the_feed_shows_where_and_who(world: World) -> None:
    world.deputy("王秀英")
    path = feed_address(world.settings, "t1")
    _, _, township_id, name = path.split("/")
    with world.database.read() as connection:
        content = read_feed(connection, world.settings, township_id, name.removesuffix(".ics"), world.now)
    events = Calendar.from_ical(content).walk("VEVENT")
    december = next(event for event in events if event.decoded("dtstart") == at("2026-12-10T09:00"))
    assert december.decoded("dtend") == at("2026-12-10T11:30")
    assert "王秀英" in str(december["description"])
    assert "城东联络站" in str(december["location"])


@pytest.mark.parametrize(("township_id", "signature"), [("t1", "0" * 32), ("t1", "假"), ("t2", "0" * 32)])
def test_a_feed_with_a_wrong_signature_is_refused(world: World, township_id: str, signature: str) -> None:
    with world.database.read() as connection, pytest.raises(Refused):
        read_feed(connection, world.settings, township_id, signature, world.now)


def test_one_townships_address_does_not_open_anothers(world: World) -> None:
    signature = feed_address(world.settings, "t1").split("/")[-1].removesuffix(".ics")
    with world.database.read() as connection, pytest.raises(Refused):
        read_feed(connection, world.settings, "t2", signature, world.now)
