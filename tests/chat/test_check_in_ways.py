"""Screen code, deputy card, the clerk, location: each can be switched off; location is by default."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import update

from bot.checkin import screen
from bot.checkin.distance import metres
from bot.messages import Kind, Location
from bot.scenes import card_scene, screen_scene
from bot.settings import Settings
from bot.settings.duties import CheckIn
from bot.store.tables import audit, contact, station
from tests.chat.rows import entries, rows, told, versions
from tests.chat.world import World


def _with(world: World, **values: object) -> None:
    world.settings = world.settings.model_copy(update={"check_in": CheckIn(**values)})
    world.restart()


def test_location_and_machine_are_off_by_default() -> None:
    assert {"location", "machine"}.isdisjoint(Settings().check_in.ways)


def test_the_screens_code_typed_or_scanned(world: World) -> None:
    code = screen.code_at(world.settings.data_dir, "A07", world.now)
    assert "屏幕动态码" in world.deputy("张三").says(f"签到 A07 {code}")
    assert "屏幕动态码" in world.deputy("李四").sends(Kind.SCAN, scene=screen_scene("A07", code))
    assert {e.item for e in entries(world)} == {"screen"}


def test_a_photographed_code_is_of_no_use_a_minute_later(world: World) -> None:
    phone = world.deputy("张三")
    code = screen.code_at(world.settings.data_dir, "A07", world.now)
    other = screen.code_at(world.settings.data_dir, "B02", world.now)
    assert "过了时间" in phone.says(f"签到 A07 {other}")
    world.passes(seconds=60)
    assert "过了时间" in phone.says(f"签到 A07 {code}")
    assert entries(world) == []


def test_where_only_the_screen_counts_the_wall_does_not(world: World) -> None:
    _with(world, ways=("screen",))
    phone = world.deputy("张三")
    assert "屏幕上的动态码" in phone.scans("A07")
    assert "屏幕上的动态码" in phone.says("签到 A07")
    assert entries(world) == []


def test_the_card_is_shown_scanned_and_used_up(world: World) -> None:
    phone, clerk = world.deputy("张三"), world.deputy("王专干")
    code = re.sub(r"\D", "", phone.says("电子代表证").splitlines()[0])
    assert "签到哪里" in clerk.sends(Kind.SCAN, scene=card_scene(code))
    assert "张三代表签到好了:东街联络站" in clerk.says("1")
    (entry,) = entries(world)
    assert (entry.person_id, entry.item) == ("张三", "card")
    assert versions(world)[0].changed_by == "王专干"
    clerk.says(f"验证 {code}")
    assert "不对或者过了时间" in clerk.says("1")


def test_a_card_is_short_lived_and_the_clerks_to_check(world: World) -> None:
    phone, clerk = world.deputy("张三"), world.deputy("王专干")
    code = re.sub(r"\D", "", phone.says("电子代表证").splitlines()[0])
    world.passes(minutes=6)
    clerk.says(f"验证 {code}")
    assert "不对或者过了时间" in clerk.says("1")
    assert "给专干用的" in world.deputy("李四").says("验证 123456")
    assert "要先绑定身份" in world.phone("resident").says("电子代表证")
    assert entries(world) == []


def test_the_clerk_checks_somebody_in_with_a_reason(world: World) -> None:
    clerk = world.deputy("王专干")
    for said in ("代签到", "张三", "1", "不会用手机"):
        clerk.says(said)
    assert "张三代表签到好了" in clerk.says("确认")
    (entry,) = entries(world)
    assert (entry.item, entry.fields["reason"]) == ("clerk", "不会用手机")
    assert any("不会用手机" in text for text in told(world, "张三"))
    assert told(world, "李四") == []
    assert "给专干用的" in world.deputy("张三").says("代签到")


def test_location_is_off_until_switched_on(world: World) -> None:
    assert "没有开通定位签到" in world.deputy("张三").says("定位签到")


@pytest.fixture
def located(world: World) -> World:
    _with(world, ways=("location",), radius_m=300)
    with world.house.database.write() as connection:
        connection.execute(
            update(station).where(station.c.id == "A07").values(latitude=30.2741, longitude=120.155)
        )
    return world


def test_location_needs_its_own_consent_and_keeps_no_point(located: World) -> None:
    phone = located.deputy("张三")
    assert "不留经纬度" in phone.says("定位签到")
    assert "发送位置" in phone.says("同意")
    assert "签到成功" in phone.sends_location()
    (entry,) = entries(located)
    assert entry.fields["inside"] is True
    assert entry.fields["distance_m"] % 50 == 0
    assert "30.27" not in str(entry.fields)
    mine = next(row for row in rows(located, contact) if row.person_id == "张三")
    assert mine.location_version == located.settings.privacy.notice_version
    assert mine.location_agreed_at == located.now
    located.passes(days=1)
    assert "发送位置" in phone.says("定位签到")  # asked once a version
    assert "已撤回" in phone.says("撤回定位同意")
    assert "同意吗" in phone.says("定位签到")
    assert {"location_agreed", "location_revoked"} <= {row.action for row in rows(located, audit)}


def test_declining_or_being_far_writes_nothing(located: World) -> None:
    phone = located.deputy("张三")
    phone.says("定位签到")
    assert "扫码" in phone.says("不同意")
    phone.says("定位签到")
    phone.says("同意")
    reply = phone.sends(Kind.LOCATION, location=Location(30.30, 120.155, "远处"))
    assert "大约2900米" in reply
    assert entries(located) == []


def test_the_screen_page_and_the_cards_picture(world: World) -> None:
    from fastapi import FastAPI
    from fastapi.testclient import TestClient

    from bot.checkin.page import screen_router
    from bot.settings.parts import Server

    world.settings = world.settings.model_copy(update={"server": Server(public_url="https://rd.example")})
    world.restart()
    clerk = world.deputy("王专干")
    clerk.says("屏幕码")
    address = re.search(r"https://rd.example(/screen/A07/\w+)", clerk.says("1"))
    assert address is not None
    assert "给专干用的" in world.deputy("张三").says("屏幕码")
    app = FastAPI()
    app.include_router(screen_router(world.house.database, world.settings, lambda: world.now))
    with TestClient(app) as client:
        page = client.get(address[1])
        assert screen.code_at(world.settings.data_dir, "A07", world.now) in page.text
        assert page.headers["cache-control"] == "no-store"
        assert client.get("/screen/A07/" + "0" * 24).status_code == 404
        assert client.get(address[1].replace("A07", "B02")).status_code == 404
        assert "<svg" in client.get("/card/482913.svg").text
        assert client.get("/card/abc.svg").status_code == 404


def test_metres_on_the_map() -> None:
    assert 110_000 < metres(30, 120, 31, 120) < 112_000
    assert metres(30, 120, 30, 120) == 0


WAYS = {
    "scan": lambda world, phone, clerk: phone.scans("A07"),
    "code": lambda world, phone, clerk: phone.says("签到 A07"),
    "screen": lambda world, phone, clerk: phone.says(
        f"签到 A07 {screen.code_at(world.settings.data_dir, 'A07', world.now)}"
    ),
    "card": lambda world, phone, clerk: phone.says("电子代表证"),
    "clerk": lambda world, phone, clerk: [
        clerk.says(said) for said in ("代签到", "张三", "1", "不会用手机", "确认")
    ][-1],
    "location": lambda world, phone, clerk: phone.says("定位签到"),
}


@pytest.mark.parametrize("off", WAYS)
def test_each_way_can_be_switched_off_by_itself(world: World, off: str) -> None:
    _with(world, ways=tuple(way for way in (*WAYS, "machine") if way != off))
    reply = WAYS[off](world, world.deputy("张三"), world.deputy("王专干"))
    assert any(said in reply for said in ("现在不能签到", "没有开通", "屏幕上的动态码"))
    assert entries(world) == []


def test_a_card_shown_before_the_way_was_switched_off_is_of_no_use(world: World) -> None:
    phone = world.deputy("张三")
    code = re.sub(r"\D", "", phone.says("电子代表证").splitlines()[0])
    _with(world, ways=("scan",))
    assert "没有开通" in world.deputy("王专干").says(f"验证 {code}")
    assert entries(world) == []


def test_location_keeps_inside_and_a_rounded_distance_and_nothing_else(located: World) -> None:
    phone = located.deputy("张三")
    phone.says("定位签到")
    phone.says("同意")
    phone.sends(Kind.LOCATION, location=Location(30.275123, 120.155456, "东街某某小区3栋"))
    (entry,) = entries(located)
    assert set(entry.fields) == {"at", "way", "place", "inside", "distance_m"}
    assert entry.fields["distance_m"] % 50 == 0
    dump = str([*rows(located, contact), *rows(located, audit), entry, *versions(located)])
    for trace in ("30.275", "120.155456", "某某小区"):
        assert trace not in dump
