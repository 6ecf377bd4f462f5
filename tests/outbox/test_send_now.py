"""The clerk's "send now": preview, confirmation, once."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from bot.errors import Refused
from bot.outbox.send_now import Draft, draft, send_now
from bot.outbox.ways import way
from tests.reminders.world import World


def drafted(world: World, text: str = "明天下午开会", to: Sequence[str] = ()) -> Draft:
    with world.database.read() as connection:
        return draft(connection, "t1", text, to, [way("wechat")], world.now)


def confirmed(world: World, seen: Draft, code: str) -> int:
    with world.database.write() as connection:
        return send_now(connection, world.settings, "t1", seen, code, world.now)


def test_the_preview_says_who_gets_it_and_who_must_be_phoned(world: World) -> None:
    world.deputy("王秀英")
    world.deputy("李建国", bound=False)
    world.deputy("专干", role="clerk")
    found = drafted(world)
    assert [(each.name, each.channel) for each in found.recipients] == [
        ("王秀英", "wechat"),
        ("李建国", "phone"),
    ]
    world.sends()
    assert world.channel.took == []


def test_it_goes_out_once_after_the_code_of_the_preview(world: World) -> None:
    world.deputy("王秀英")
    seen = drafted(world)
    assert confirmed(world, seen, seen.code) == 1
    assert confirmed(world, seen, seen.code) == 0
    world.plans()
    world.sends()
    assert [push.text for push in world.channel.took] == ["明天下午开会"]


def test_another_text_or_other_people_have_another_code(world: World) -> None:
    world.deputy("王秀英")
    first = drafted(world)
    assert drafted(world, "后天开会").code != first.code
    world.deputy("李建国")
    changed = drafted(world)
    assert changed.code != first.code
    with pytest.raises(Refused):
        confirmed(world, changed, first.code)
    world.sends()
    assert world.channel.took == []


def test_a_station_a_group_or_a_name(world: World) -> None:
    world.deputy("王秀英")
    other = world.deputy("李建国")
    clerk = world.deputy("专干", role="clerk")
    world.change(other, group_name="教育", station_id=None)
    assert [each.name for each in drafted(world, to=["A07"]).recipients] == ["王秀英"]
    assert [each.name for each in drafted(world, to=["教育"]).recipients] == ["李建国"]
    assert [each.person_id for each in drafted(world, to=["专干"]).recipients] == [clerk]


@pytest.mark.parametrize(("text", "to"), [("  ", []), ("长" * 501, []), ("开会", ["没有的人"])])
def test_what_cannot_be_sent_is_said(world: World, text: str, to: list[str]) -> None:
    world.deputy("王秀英")
    with pytest.raises(Refused):
        drafted(world, text, to)
