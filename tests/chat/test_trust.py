"""Corrections and trust: every version stays, the clerk verifies or returns, the deputy may object."""

from __future__ import annotations

from tests.chat.rows import counts, entries, told, versions
from tests.chat.world import Phone, World


def _visited(world: World, name: str = "张三") -> Phone:
    phone = world.deputy(name)
    for said in ("走访", "东街3组", "盼着修路", "没有", "确认"):
        phone.says(said)
    return phone


def test_the_author_corrects_in_time_and_every_version_stays(world: World) -> None:
    phone = _visited(world)
    assert "1 ZF-2026-0001 走访 盼着修路" in phone.says("更正")
    assert "2 听到的" in phone.says("1")
    assert "听到什么" in phone.says("2")
    assert "第2稿" in phone.says("盼着修桥")
    first, second = versions(world)
    assert (first.fields["content"], second.fields["content"]) == ("盼着修路", "盼着修桥")
    assert second.changed_by == "张三"
    (entry,) = entries(world)
    assert entry.fields["content"] == "盼着修桥"


def test_by_number_straight_away(world: World) -> None:
    phone = _visited(world)
    assert "改哪一项" in phone.says("更正zf-2026-0001")
    phone.says("日期")
    phone.says("昨天")
    (entry,) = entries(world)
    assert entry.happened_on.day == 6


def test_after_the_time_only_the_clerk_with_a_reason(world: World) -> None:
    phone, clerk = _visited(world), world.deputy("王专干")
    world.passes(hours=world.settings.ledger.correction_hours + 1)
    assert "没有可以改的" in phone.says("更正")
    assert "您改不了" in phone.says("更正 ZF-2026-0001")
    assert "您改不了" in _confirmed(phone, "撤回 ZF-2026-0001")
    clerk.says("更正 ZF-2026-0001")
    clerk.says("听到的")
    assert "为什么改" in clerk.says("盼着修桥")
    assert "改好了" in clerk.says("笔误")
    assert versions(world)[-1].reason == "笔误"
    assert versions(world)[-1].changed_by == "王专干"
    assert any("原因:笔误" in text for text in told(world, "张三"))


def _confirmed(phone: Phone, said: str) -> str:
    reply = phone.says(said)
    return phone.says("确认") if "请核对" in reply else reply


def test_withdrawing_keeps_the_number_and_takes_the_count(world: World) -> None:
    phone = _visited(world)
    assert "✓ 听一次意见" in phone.says("我的履职")
    assert "盼着修路" in phone.says("撤回 ZF-2026-0001")
    assert "已撤回" in phone.says("确认")
    record = phone.says("我的履职")
    assert "○ 听一次意见" in record
    assert "(已撤回)" in record
    for said in ("走访", "西街", "好", "没有", "确认"):
        phone.says(said)
    assert [e.number for e in entries(world)] == ["ZF-2026-0001", "ZF-2026-0002"]


def test_nobody_changes_what_is_not_hers(world: World) -> None:
    _visited(world)
    outsider = world.deputy("李四")
    assert "您改不了" in outsider.says("更正 ZF-2026-0001")
    assert "您改不了" in _confirmed(outsider, "撤回 ZF-2026-0001")
    assert "要先绑定身份" in world.phone("resident").says("更正 ZF-2026-0001")
    assert len(versions(world)) == 1


def test_the_clerk_verifies_all_that_is_shown(world: World) -> None:
    _visited(world)
    _visited(world, "李四")
    clerk = world.deputy("王专干")
    assert "3 上面2条全部核实" in clerk.says("核实")
    assert "已核实2条。都核实完了" in clerk.says("全部")
    assert {e.state for e in entries(world)} == {"verified"}
    assert "没有等着核实" in clerk.says("核实")


def test_returned_with_a_sentence_then_corrected(world: World) -> None:
    phone, clerk = _visited(world), world.deputy("王专干")
    clerk.says("核实")
    assert "听到的:盼着修路" in clerk.says("1")
    assert "哪里不对" in clerk.says("退回")
    assert "已退回" in clerk.says("请写清哪条路")
    assert any("请写清哪条路" in text for text in told(world, "张三"))
    assert told(world, "李四") == []
    record = phone.says("我的履职")
    assert "被退回,请更正" in record
    assert "○ 听一次意见" in record
    world.passes(days=30)  # a returned entry may be corrected whatever its age
    phone.says("更正 ZF-2026-0001")
    phone.says("听到的")
    phone.says("盼着修东街路")
    (entry,) = entries(world)
    assert entry.state == "recorded"
    assert "ZF-2026-0001 张三" in clerk.says("核实")


def test_an_objection_reaches_the_clerk_who_looks_again(world: World) -> None:
    phone, clerk = _visited(world), world.deputy("王专干")
    assert "没有被退回" in phone.says("异议")
    for said in ("核实", "1", "退回", "没有去过"):
        clerk.says(said)
    assert "说说理由" in phone.says("异议 ZF-2026-0001")
    assert "再看一遍" in phone.says("我真的去了,李大爷可以作证")
    assert any("可以作证" in text for text in told(world, "王专干"))
    assert "代表的异议:我真的去了" in clerk.says("核实 ZF-2026-0001")
    clerk.says("核实")
    (entry,) = entries(world)
    assert entry.state == "verified"
    assert [v.state for v in versions(world)] == ["recorded", "returned", "objected", "verified"]


def test_only_the_clerk_verifies(world: World) -> None:
    phone = _visited(world)
    assert "给专干用的" in phone.says("核实")
    assert "要先绑定身份" in world.phone("resident").says("核实")


def test_two_changes_at_once_leave_one(world: World) -> None:
    from bot.ledger import corrections

    _visited(world)
    with world.house.database.write() as connection:
        read = corrections.find(connection, "t1", "ZF-2026-0001")
        assert read is not None
        assert corrections.change(connection, read, world.now, by="a", action="correct")
        assert not corrections.change(connection, read, world.now, by="b", action="correct")
    assert [v.changed_by for v in versions(world)] == ["张三", "a"]


def test_a_corrected_category_is_the_problems_item(world: World) -> None:
    """Its ledger is asked for by item: a problem must not stay where it was wrongly put."""
    phone = world.deputy("张三")
    for said in ("问题上报", "路灯坏了", "东街口", "确认"):
        phone.says(said)
    assert correct_line(phone, "WT-2026-0001", "类别", "道路交通")
    (entry,) = entries(world)
    assert (entry.item, entry.fields["category"], entry.version) == ("道路交通", "道路交通", 2)


def test_a_corrected_category_moves_the_problem_inside_a_visit(world: World) -> None:
    phone = world.deputy("张三")
    for said in ("走访", "李大爷", "聊了聊", "路灯坏了", "确认"):
        phone.says(said)
    assert ("problem", "供电照明") in counts(world)
    assert correct_line(phone, "ZF-2026-0001", "类别", "道路交通")
    assert ("problem", "道路交通") in counts(world)
    assert ("problem", "供电照明") not in counts(world)
    assert entries(world)[0].item == ""


def correct_line(phone: Phone, number: str, label: str, right: str) -> bool:
    asked = phone.says(f"更正 {number}")
    line = next(each.split()[0] for each in asked.splitlines() if each.endswith(f" {label}"))
    phone.says(line)
    return "改好了" in phone.says(right)


def test_a_problem_that_a_correction_adds_is_not_promised_to_be_dealt_with(world: World) -> None:
    phone = _visited(world)
    phone.says("更正zf-2026-0001")
    phone.says("反映的问题")
    assert "“反映问题”" in phone.says("路灯坏了")
    (entry,) = entries(world)
    assert (entry.fields["problem"], entry.stage) == ("路灯坏了", "")
