"""Rights over one's own data, and the job that lets nothing outlive its period unseen."""

from __future__ import annotations

import os

from bot.settings.duties import Retention
from bot.store.retention import sweep, sweep_daily, sweep_files
from bot.store.tables import audit, contact, draft, entry_version, message
from tests.chat.rows import entries, gaps, photos, rows
from tests.chat.world import World


def test_everybody_may_see_what_is_held(world: World) -> None:
    phone = world.deputy("张三")
    phone.says("签到 A07")
    reply = phone.says("我的信息")
    for part in (
        "张三代表(2026年12月7日绑定)",
        f"{world.settings.privacy.notice_version}版",
        "签到1条",
        "定位:没有用",
    ):
        assert part in reply
    outsider = world.phone("resident")
    assert "没有绑定" in outsider.says("我的信息")
    assert "签到" not in outsider.says("我的信息").split("【个人信息告知】")[0]


def test_erasing_takes_the_person_and_leaves_the_duty(world: World) -> None:
    phone, other = world.deputy("张三"), world.deputy("李四")
    phone.says("签到 A07")
    for said in ("走访", "东街"):
        phone.says(said)
    assert "履职记录依法要存档" in phone.says("删除我的")
    assert "删好了" in phone.says("删除")
    assert rows(world, draft) == []
    assert [row.person_id for row in rows(world, contact)] == ["李四"]
    mine = [row for row in rows(world, message) if row.sender == "open-张三"]
    assert len(mine) <= 1  # the receipt of this very answer
    assert len(entries(world)) == 1
    assert "erase" in {row.action for row in rows(world, audit)}
    assert "要先绑定身份" in phone.says("签到 A07")
    assert "李四" in other.says("我的信息")


def test_a_second_thought_deletes_nothing(world: World) -> None:
    phone = world.deputy("张三")
    phone.says("删除我的")
    assert "都还在" in phone.says("不删")
    assert "张三" in phone.says("我的信息")


def test_receipts_and_questions_go_after_their_time_and_that_is_logged(world: World) -> None:
    phone = world.phone("a")
    phone.says("今天中午吃什么")
    phone.says("帮助")
    assert len(gaps(world)) == 1
    world.passes(days=world.settings.privacy.message_days + 1)
    world.house.plan_and_send()
    assert rows(world, message) == []
    assert len(gaps(world)) == 1
    (line,) = [row for row in rows(world, audit) if row.action == "retention"]
    assert "message 2" in line.detail
    world.house.plan_and_send()  # once a day
    assert len([row for row in rows(world, audit) if row.action == "retention"]) == 1
    world.passes(days=world.settings.retention.gap_days)
    world.house.plan_and_send()
    assert gaps(world) == []


def test_entries_stay_unless_the_settings_say_how_long(world: World) -> None:
    phone = world.deputy("张三")
    phone.says("签到 A07")
    world.passes(days=4000)
    with world.house.database.write() as connection:
        sweep(connection, world.settings, world.now)
    assert len(entries(world)) == 1
    short = world.settings.model_copy(update={"retention": Retention(entry_days={"check_in": 1825})})
    with world.house.database.write() as connection:
        assert ("entry:check_in", 1) in sweep(connection, short, world.now)
        assert sweep_daily(connection, short, world.now)
    assert entries(world) == []
    assert rows(world, entry_version) == []
    assert "QD-2037" in phone.says("签到 A07") or "QD-2038" in phone.says("我的履职")


def test_photos_of_a_form_that_was_never_sent_go_from_the_disk_too(world: World) -> None:
    phone = world.deputy("张三")
    for said in ("五个一", "3", "今天", "东街", "路灯坏了"):
        phone.says(said)
    phone.sends_photo(b"loose")
    world.house.run_errands()
    (photo,) = photos(world)
    (file,) = (world.settings.data_dir / "attachments").glob("*/*")
    assert file.stem == photo.sha256
    os.utime(file, (world.now.timestamp(), world.now.timestamp()))
    world.passes(days=40)
    with world.house.database.write() as connection:
        sweep(connection, world.settings, world.now)
        assert sweep_files(connection, world.settings.data_dir, world.now) == 1
    assert photos(world) == []
    assert not file.exists()
