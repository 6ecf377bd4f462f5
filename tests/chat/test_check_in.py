"""Checking in: by code or scan, once a day and station, and the entry says how, when and where."""

from __future__ import annotations

import pytest

from tests.chat.rows import entries
from tests.chat.world import World


@pytest.mark.parametrize("said", ["签到 A07", "签到a07", "签到:A07", "A07签到", "签道 A07", "我要签到A07"])
def test_by_short_code_in_forgiving_forms(world: World, said: str) -> None:
    reply = world.deputy("张三").says(said)
    assert "签到成功:12月7日09:00,东街联络站(站点编号)" in reply
    (entry,) = entries(world)
    assert entry.number in reply
    assert (entry.person_id, entry.station_id, entry.item) == ("张三", "A07", "code")
    assert entry.fields == {"at": "2026-12-07T09:00:00+08:00", "way": "code", "place": "东街联络站"}


def test_by_scanning_the_code_on_the_wall(world: World) -> None:
    assert "扫码" in world.deputy("张三").scans("B02")
    (entry,) = entries(world)
    assert (entry.station_id, entry.item) == ("B02", "scan")


def test_by_choosing_from_the_list(world: World) -> None:
    phone = world.deputy("张三")
    assert "2 西村联络站(B02)" in phone.taps("check_in")
    assert "西村联络站" in phone.says("2")
    assert len(entries(world)) == 1


def test_the_second_time_that_day_writes_nothing(world: World) -> None:
    phone = world.deputy("张三")
    phone.says("签到 A07")
    world.passes(hours=2)
    assert "今天09:00已经在东街联络站签过到了" in phone.scans("A07")
    assert len(entries(world)) == 1
    world.passes(days=1)
    assert "签到成功" in phone.scans("A07")


def test_an_unknown_station_offers_the_list(world: World) -> None:
    reply = world.deputy("张三").says("签到 Z99")
    assert "没有编号“Z99”的站点" in reply
    assert "1 东街联络站(A07)" in reply
    assert entries(world) == []


def test_outsiders_cannot_check_in(world: World) -> None:
    assert "要先绑定身份" in world.phone("resident").says("签到 A07")
    assert "要先绑定身份" not in world.phone("resident").scans(
        "A07"
    )  # a scan by a resident is no attempt at duty
    assert "给人大代表用的" in world.deputy("王专干").says("签到 A07")
    assert entries(world) == []


def test_numbers_run_without_gaps_per_kind(world: World) -> None:
    one, two = world.deputy("张三"), world.deputy("李四")
    one.says("签到 A07")
    two.says("签到 B02")
    one.says("签到 B02")
    assert [e.number for e in entries(world)] == ["QD-2026-0001", "QD-2026-0002", "QD-2026-0003"]


def test_a_new_year_begins_at_one(world: World) -> None:
    phone = world.deputy("张三")
    phone.says("签到 A07")
    world.passes(days=40)
    phone.says("签到 A07")
    assert entries(world)[-1].number == "QD-2027-0001"
