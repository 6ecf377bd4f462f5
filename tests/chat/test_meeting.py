"""Meetings: called by the clerk, checked in to by code, leave with a reason, and the two-thirds line."""

from __future__ import annotations

from tests.chat.rows import entries, told
from tests.chat.world import Phone, World


def _called(world: World, title: str = "镇人代会", day: str = "今天") -> Phone:
    clerk = world.deputy("王专干")
    for said in ("登记会议", title, day, "镇政府三楼"):
        card = clerk.says(said)
    assert "应到:" in card
    assert "签到 H1" in clerk.says("确认")
    return clerk


def test_checking_in_by_the_meetings_code(world: World) -> None:
    _called(world)
    phone = world.deputy("张三")
    assert "签到成功:镇人代会" in phone.says("签到 H1")
    assert "已经签过到" in phone.says("签到h1")
    (entry,) = entries(world)
    assert (entry.kind, entry.item, entry.number) == ("meeting", "present", "HY-2026-0001")
    assert "会议活动 1次" in phone.says("我的履职")


def test_two_thirds_are_counted_of_the_expected(world: World) -> None:
    world.add_person("赵六", "A07", "G1")
    clerk = _called(world)
    world.deputy("张三").says("签到 H1")
    clerk.says("到会")
    reply = clerk.says("1")
    assert "应到3人,实到1人,请假0人,未到2人" in reply
    assert "三分之二是2人:还差1人,不能开会" in reply
    world.deputy("李四").says("签到 H1")
    clerk.says("到会")
    assert "已达到,可以开会" in clerk.says("1")


def test_an_activity_has_no_quorum(world: World) -> None:
    clerk = _called(world, title="代表双活动日")
    clerk.says("到会")
    assert "三分之二" not in clerk.says("1")


def test_leave_with_a_reason_is_approved_by_the_clerk(world: World) -> None:
    clerk = _called(world, day="明天")
    phone = world.deputy("张三")
    assert "1 12月8日 镇人代会(镇政府三楼)" in phone.says("请假")
    phone.says("1")
    assert "请假记下了" in phone.says("家里有人住院")
    assert any("家里有人住院" in text for text in told(world, "王专干"))
    assert told(world, "李四") == []
    clerk.says("核实 HY-2026-0001")
    clerk.says("核实")
    (entry,) = entries(world)
    assert (entry.item, entry.state, entry.fields["reason"]) == ("leave", "verified", "家里有人住院")
    clerk.says("到会")
    assert "请假1人" in clerk.says("1")


def test_who_comes_in_spite_of_a_leave_is_present(world: World) -> None:
    clerk = _called(world)
    phone = world.deputy("张三")
    for said in ("请假", "1", "有事", "签到 H1"):
        phone.says(said)
    clerk.says("到会")
    assert "实到1人,请假0人" in clerk.says("1")


def test_outsiders(world: World) -> None:
    _called(world)
    resident = world.phone("resident")
    for word in ("签到 H1", "请假", "登记会议", "到会"):
        assert "要先绑定身份" in resident.says(word)
    assert "给专干用的" in world.deputy("张三").says("到会")
    assert entries(world) == []
    assert "没有要请假的" in _neighbour(world).says("请假")


def _neighbour(world: World) -> Phone:
    """A deputy of the township next door."""
    from sqlalchemy import insert

    from bot.store.tables import person, township

    with world.house.database.write() as connection:
        connection.execute(insert(township).values(id="t2", name="邻镇"))
        connection.execute(
            insert(person).values(
                id="邻居", township_id="t2", role="deputy", name="邻居", created_at=world.now
            )
        )
    return world.deputy("邻居")
