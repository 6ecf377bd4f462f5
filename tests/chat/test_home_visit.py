"""Home visits: short to tell, a problem in them is a problem, and the round of the grid makes progress."""

from __future__ import annotations

from tests.chat.rows import counts, entries, photos
from tests.chat.world import World


def test_a_visit_without_a_problem_takes_five_messages(world: World) -> None:
    phone = world.deputy("张三")
    assert "走访了谁家" in phone.says("走访")
    phone.says("东街3组一户老人")
    phone.says("身体还好,盼着修路")
    card = phone.says("没有")
    assert "3. 反映的问题:无" in card
    assert "照片:无" in card
    reply = phone.says("确认")
    assert "ZF-2026-0001" in reply
    assert "您已走访1户次" in reply
    (entry,) = entries(world)
    assert entry.stage == ""
    assert entry.grid_id == "G1"
    assert counts(world) == {("five_ones", "hear_opinion")}


def test_a_problem_heard_on_a_visit_is_the_third_of_the_five(world: World) -> None:
    phone = world.deputy("张三")
    for said in ("走访", "东街3组", "聊了聊家常"):
        phone.says(said)
    assert "说说是什么问题" in phone.says("有")
    card = phone.says("路灯坏了半个月")
    assert "类别:供电照明" in card
    assert "第1张照片" in phone.sends_photo()
    phone.says("确认")
    (entry,) = entries(world)
    assert entry.stage == "reported"
    assert ("five_ones", "report_problem") in counts(world)
    assert {photo.entry_id for photo in photos(world)} == {entry.id}
    assert "✓ 反映一个问题 1件" in phone.says("我的履职")
    assert "待受理" in phone.says("问题进展")


def test_a_category_that_is_unclear_is_asked(world: World) -> None:
    phone = world.deputy("张三")
    for said in ("走访", "东街3组", "聊了聊"):
        phone.says(said)
    assert "属于哪一类" in phone.says("家里有件事说不清楚")
    assert "类别:其他" in phone.says("其他")


def test_the_round_of_the_grid_shows_its_progress(world: World) -> None:
    phone = world.deputy("张三")
    for said in ("登记报到", "3户", "确认"):
        phone.says(said)
    for said in ("走访", "一户", "好", "没有"):
        phone.says(said)
    assert "网格约3户,走完一遍还差2户" in phone.says("确认")
    for said in ("走访", "又一户", "好", "没有", "修改4", "2"):
        phone.says(said)
    assert "已经走完一遍" in phone.says("确认")


def test_an_outsider_sees_nothing_of_it(world: World) -> None:
    phone, outsider = world.deputy("张三"), world.deputy("李四")
    for said in ("走访", "东街3组", "聊", "路灯坏了", "确认"):
        phone.says(said)
    assert "没有还在办的问题" in outsider.says("问题进展")
    assert "要先绑定身份" in world.phone("resident").says("走访")
    assert "给人大代表用的" in world.deputy("王专干").says("走访")
