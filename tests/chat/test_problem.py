"""A problem from report to closing: 受理 → 交办 → 反馈 → 评价 → 销号."""

from __future__ import annotations

from bot.store.tables import audit
from tests.chat.rows import counts, entries, rows, told, versions
from tests.chat.world import Phone, World


def _reported(world: World) -> Phone:
    phone = world.deputy("张三")
    for said in ("问题上报", "东街路灯坏了半个月", "东街12号", "确认"):
        phone.says(said)
    return phone


def test_reporting_takes_four_messages(world: World) -> None:
    phone = world.deputy("张三")
    phone.says("问题上报")
    phone.says("东街路灯坏了半个月")
    card = phone.says("东街12号")
    assert "类别:供电照明" in card
    assert "缓急:一般" in card
    assert "不对就改" in card
    assert "WT-2026-0001" in phone.says("确认")
    (entry,) = entries(world)
    assert (entry.kind, entry.item, entry.stage) == ("problem", "供电照明", "reported")
    assert counts(world) == {("five_ones", "report_problem")}


def test_to_the_end(world: World) -> None:
    phone, clerk = _reported(world), world.deputy("王专干")
    assert "WT-2026-0001 张三:东街路灯坏了半个月(待受理)" in clerk.says("问题办理")
    assert "2 交办" in clerk.says("1")
    assert "交给哪个单位" in clerk.says("交办")
    assert "已交办给镇城建办,1月6日前" in clerk.says("镇城建办")
    assert any("已交镇城建办办理" in text for text in told(world, "张三"))

    clerk.says("问题办理")
    clerk.says("1")
    clerk.says("有结果了")
    assert "已反馈" in clerk.says("灯泡换了,已经亮了")
    assert any("灯泡换了" in text for text in told(world, "张三"))

    phone.says("问题进展")
    assert "灯泡换了" in phone.says("1")
    assert "告诉反映的群众了吗" in phone.says("满意")
    assert "评价“满意”" in phone.says("告诉了")
    assert any("满意,已告诉群众" in text for text in told(world, "王专干"))

    clerk.says("问题办理")
    clerk.says("1")
    assert "已销号" in clerk.says("销号")
    assert any("已经销号" in text for text in told(world, "张三"))
    (entry,) = entries(world)
    assert entry.stage == "closed"
    assert entry.fields["assigned_to"] == "镇城建办"
    assert entry.fields["told_on"] == entry.fields["closed_on"] == "2026-12-07"
    assert [v.stage for v in versions(world)] == ["reported", "assigned", "answered", "rated", "closed"]
    actions = {row.action for row in rows(world, audit)}
    assert {"problem_assigned", "problem_closed"} <= actions
    assert "没有等着办的问题" in clerk.says("问题办理")
    assert "没有还在办的问题" in phone.says("问题进展")


def test_not_satisfied_sends_it_back(world: World) -> None:
    phone, clerk = _reported(world), world.deputy("王专干")
    for said in ("问题办理", "1", "有结果了", "看过了"):
        clerk.says(said)
    for said in ("问题进展", "1", "不满意"):
        phone.says(said)
    assert "退回重办" in phone.says("灯还是不亮")
    assert any("灯还是不亮" in text for text in told(world, "王专干"))
    (entry,) = entries(world)
    assert entry.stage == "assigned"


def test_what_is_none_of_the_congresss_business_is_declined_with_a_reason(world: World) -> None:
    phone, clerk = _reported(world), world.deputy("王专干")
    for said in ("问题办理", "1", "不予受理", "这件事法院正在审"):
        clerk.says(said)
    assert any("法院正在审" in text for text in told(world, "张三"))
    assert "没有还在办的问题" in phone.says("问题进展")
    assert versions(world)[-1].reason == "这件事法院正在审"


def test_a_problem_of_the_five_ones_goes_the_same_way(world: World) -> None:
    phone, clerk = world.deputy("张三"), world.deputy("王专干")
    for said in ("反映问题", "今天", "东街", "井盖坏了", "跳过", "确认"):
        phone.says(said)
    assert "WG-2026-0001 张三:井盖坏了" in clerk.says("问题办理")


def test_outsiders(world: World) -> None:
    _reported(world)
    outsider = world.deputy("李四")
    assert "没有还在办的问题" in outsider.says("问题进展")
    assert told(world, "李四") == []
    assert "给人大代表用的" in world.deputy("王专干").says("问题上报")
    for word in ("问题办理", "问题进展", "问题上报"):
        assert "要先绑定身份" in world.phone("resident").says(word)
    assert "WT-2026" not in outsider.says("问题办理")


def test_a_township_next_door_sees_nothing(world: World) -> None:
    from sqlalchemy import insert

    from bot.store.tables import person, township

    _reported(world)
    with world.house.database.write() as connection:
        connection.execute(insert(township).values(id="t2", name="邻镇"))
        connection.execute(
            insert(person).values(
                id="赵专干", township_id="t2", role="clerk", name="赵专干", created_at=world.now
            )
        )
    assert "没有等着办的问题" in world.deputy("赵专干").says("问题办理")
