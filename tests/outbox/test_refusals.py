"""Every number with which the platform refuses: what it closes, for whom, for how long, and what opens it."""

from __future__ import annotations

import pytest
from sqlalchemy import insert, update

from bot.outbox import refusals
from bot.outbox.clerk_list import unreached
from bot.store.tables import contact
from bot.texts.outbox import REASONS, reason
from bot.wechat.error_codes import CLASSES, Next
from tests.reminders.world import World

NEXT_MONTH = "2027-01-09T17:00"


def reminded_by(world: World, moment: str, *codes: str) -> list[str]:
    """By which ways each of the two deputies is reminded; the first way refuses the first of them."""
    for way in world.channels.values():
        way.took.clear()
    first = next(iter(world.channels.values()))
    for code in codes:
        first.fails_next(code, permanent=True)
    world.plans(moment)
    world.sends()
    return sorted(way.name for way in world.channels.values() for _ in way.took)


@pytest.fixture
def two(world: World) -> World:
    world.deputy("王秀英")
    world.deputy("李建国")
    world.ways("wechat_subscription", "wechat_service")
    return world


@pytest.mark.parametrize("code", sorted(refusals.UNTIL_SHE_IS_SEEN))
def test_refused_for_her_alone_until_she_is_seen(two: World, code: str) -> None:
    mixed = ["wechat_service", "wechat_subscription"]
    assert reminded_by(two, "2026-12-09T17:00", code) == mixed
    assert reminded_by(two, "2026-12-10T07:30") == mixed
    assert reminded_by(two, NEXT_MONTH) == mixed
    for row in two.rows(occasion="reception_day:2027-01-10", kind="reception_day_eve"):
        two.writes(str(row["person_id"]))
    assert reminded_by(two, "2027-01-10T07:30") == ["wechat_subscription"] * 2


@pytest.mark.parametrize("code", [*sorted(refusals.THIS_TEMPLATE), "45002", "40007", "99999"])
def test_a_text_or_template_that_is_wrong_closes_her_way_for_a_day(two: World, code: str) -> None:
    mixed = ["wechat_service", "wechat_subscription"]
    assert reminded_by(two, "2026-12-09T17:00", code) == mixed
    assert reminded_by(two, "2026-12-10T07:30") == mixed
    assert reminded_by(two, NEXT_MONTH) == ["wechat_subscription"] * 2


@pytest.mark.parametrize("code", sorted(refusals.NOT_GRANTED | refusals.MISCONFIGURED | {"45009"}))
def test_refused_to_the_account_closes_the_way_for_everybody_for_a_while(two: World, code: str) -> None:
    """Both refused at once; a push in the meantime takes the next way; the next day the way is open again."""
    assert reminded_by(two, "2026-12-09T17:00", code, code) == ["wechat_service"] * 2
    assert reminded_by(two, "2026-12-10T07:30") == ["wechat_subscription"] * 2


@pytest.mark.parametrize("code", sorted(refusals.PASSING))
def test_trouble_that_passes_keeps_the_order(two: World, code: str) -> None:
    first, service = two.channels.values()
    for _ in range(2):
        first.fails_next(code)
    two.plans("2026-12-09T17:00")
    two.sends()
    assert (first.took, service.took) == ([], [])
    two.sends("2026-12-09T17:01")
    assert (len(first.took), len(service.took)) == (2, 0)


def test_the_outbox_knows_every_class_of_the_platforms_table() -> None:
    """What is about one person closes her way only; wrong settings close everybody's for a while."""
    of_the_web_page, of_wecom, typing = {40029, 40163, 42003}, {60111, 81013}, {45080}
    never = {*CLASSES[Next.RECIPIENT_NEVER]} - of_the_web_page - of_wecom - typing
    assert {str(code) for code in never} == refusals.UNTIL_SHE_IS_SEEN
    menu, sheets = {*range(40015, 40029), 40054, 40055, 46003, 65316}, {40053, 40201, 45028}
    settings = {str(code) for code in {*CLASSES[Next.FIX_SETTINGS]} - menu - sheets}
    assert settings == refusals.MISCONFIGURED | refusals.NOT_GRANTED | refusals.THIS_TEMPLATE


def test_40003_ends_with_the_account_that_it_was_about(world: World) -> None:
    """Nothing more goes to the OpenID that the platform does not know; one bound anew is tried."""
    deputy = world.deputy("王秀英")
    (way,) = world.ways("wechat_service")
    assert reminded_by(world, "2026-12-09T17:00", "40003") == []
    assert reminded_by(world, "2026-12-10T07:30") == []
    with world.database.write() as connection:
        new = {"channel": "wechat", "sender": "o_new", "person_id": deputy, "first_seen_at": world.now}
        connection.execute(insert(contact).values(**new, last_seen_at=world.now))
        connection.execute(update(contact).where(contact.c.sender != "o_new").values(following=False))
    assert reminded_by(world, NEXT_MONTH) == ["wechat_service"]
    assert [push.recipient for push in way.took] == ["o_new"]


def test_40003_leaves_the_ways_that_need_no_openid_open(world: World) -> None:
    """WeCom and the short message know her by another name."""
    deputy = world.deputy("王秀英")
    world.change(deputy, phone="13800000000")
    world.bind_wecom(deputy)
    wechat, wecom, sms = world.ways("wechat_service", "wecom", "sms")
    assert reminded_by(world, "2026-12-09T17:00", "40003") == ["wecom"]
    wecom.fails_next("60111", permanent=True)
    world.plans("2026-12-10T07:30")
    world.sends()
    assert [len(way.took) for way in (wechat, wecom, sms)] == [0, 1, 1]


def test_a_clerk_who_cannot_be_reached_finds_her_draft_on_the_list(world: World) -> None:
    world.with_reminders(announce_days=3)
    clerk = world.deputy("专干", role="clerk")
    world.deputy("王秀英")
    (way,) = world.ways("wechat_service")
    way.fails_next("40003", permanent=True)
    world.plans("2026-12-07T09:00")
    world.sends()
    with world.database.read() as connection:
        (listed,) = [row for row in unreached(connection, "t1") if row.person_id == clerk]
    assert (listed.kind, reason(listed.error)) == ("reception_day_announce", REASONS["40003"])


def test_the_ways_are_tried_in_the_order_of_the_house_style(world: World) -> None:
    """Subscription, template, customer service, WeCom, SMS; then the clerk telephones."""
    deputy = world.deputy("王秀英")
    world.change(deputy, phone="13800000000")
    world.bind_wecom(deputy)
    names = ["wechat_subscription", "wechat_template", "wechat_service", "wecom", "sms"]
    ways = world.ways(*reversed(names))
    for way in ways:
        way.fails_next("43004", permanent=True)
    tried: list[str] = []
    for way in ways:
        way.next[0] = _noting(way.name, tried, way.next[0])
    world.plans("2026-12-09T17:00")
    world.sends()
    assert tried == names
    december = {"kind": "reception_day_eve", "occasion": "reception_day:2026-12-10"}
    assert world.states(**december) == ["refused_for_good"]


def _noting(name, tried, fail):
    def noted(push):
        tried.append(name)
        fail(push)

    return noted
