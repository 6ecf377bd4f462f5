"""Registration in the grid: once a term, confirmed by the grid's own worker."""

from __future__ import annotations

from datetime import date

from bot.roster.terms import open_term
from bot.settings.duties import Ledger
from tests.chat.rows import entries, told, versions
from tests.chat.world import World


def test_registered_and_confirmed(world: World) -> None:
    world.add_person("孙联络", None, "G1", role="grid_worker")
    world.add_person("周联络", None, "G2", role="grid_worker")
    phone, worker, outsider = world.deputy("张三"), world.deputy("孙联络"), world.deputy("周联络")
    assert "大约多少户" in phone.says("登记报到")
    card = phone.says("80")
    assert "1. 网格:东街网格" in card
    assert "已请民情联络员确认" in phone.says("确认")
    assert any("张三代表到东街网格登记报到" in text for text in told(world, "孙联络"))
    assert told(world, "周联络") == []
    assert "没有等您确认" in outsider.says("确认报到")
    assert "1 张三(BD-2026-0001)" in worker.says("确认报到")
    worker.says("1")
    assert "已确认" in worker.says("来过")
    (entry,) = entries(world)
    assert (entry.state, entry.fields["confirmed_by"]) == ("verified", "孙联络")
    assert versions(world)[-1].changed_by == "孙联络"
    assert any("已由民情联络员孙联络确认" in text for text in told(world, "张三"))


def test_once_a_term(world: World) -> None:
    phone = world.deputy("张三")
    for said in ("报到", "跳过", "确认"):
        phone.says(said)
    assert "已经到东街网格报到过" in phone.says("登记报到")
    world.passes(days=300)
    world.settings = world.settings.model_copy(update={"ledger": Ledger(term_started_on="2027-06-01")})
    world.restart()
    assert "大约多少户" in phone.says("登记报到")
    assert len(entries(world)) == 1


def test_the_term_that_was_entered_counts_not_the_setting(world: World) -> None:
    world.settings = world.settings.model_copy(update={"ledger": Ledger(term_started_on="2026-12-08")})
    world.restart()
    with world.house.database.write() as connection:
        open_term(connection, "t1", "乡镇", 19, date(2026, 11, 15))
    phone = world.deputy("张三")
    for said in ("报到", "跳过", "确认"):
        phone.says(said)
    world.passes(days=2)
    assert "已经到东街网格报到过" in phone.says("登记报到")
    with world.house.database.write() as connection:
        open_term(connection, "t1", "乡镇", 20, date(2026, 12, 9))
    assert "大约多少户" in phone.says("登记报到")


def test_who_did_not_come_is_told_so(world: World) -> None:
    world.add_person("孙联络", None, "G1", role="grid_worker")
    phone, worker = world.deputy("张三"), world.deputy("孙联络")
    for said in ("报到", "跳过", "确认"):
        phone.says(said)
    for said in ("确认报到", "1", "没有来"):
        worker.says(said)
    (entry,) = entries(world)
    assert entry.state == "returned"
    assert any("没有见到您报到" in text for text in told(world, "张三"))


def test_outsiders(world: World) -> None:
    assert "要先绑定身份" in world.phone("resident").says("登记报到")
    assert "给人大代表用的" in world.deputy("王专干").says("登记报到")
    assert "确认报到" not in world.deputy("张三").says("帮助")
