"""Pledge and fulfilment, study and training."""

from __future__ import annotations

from tests.chat.rows import entries, versions
from tests.chat.world import World


def test_a_pledge_and_its_fulfilment_with_the_entries_behind_it(world: World) -> None:
    phone = world.deputy("张三")
    for said in ("问题上报", "路灯坏了", "东街", "确认"):
        phone.says(said)
    for said in ("履职承诺", "把东街路灯盯到亮"):
        phone.says(said)
    assert "CN-2026-0001" in phone.says("确认")
    assert "1 把东街路灯盯到亮" in phone.says("兑现承诺")
    phone.says("1")
    assert "不是您的记录" in phone.says("灯亮了,见 WT-2026-0009")
    assert "已兑现" in phone.says("灯亮了,见 WT-2026-0001")
    pledge = entries(world)[1]
    assert pledge.fields["entries"] == ["WT-2026-0001"]
    assert [v.version for v in versions(world) if v.entry_id == pledge.id] == [1, 2]
    assert "没有等着兑现" in phone.says("兑现承诺")


def test_study_in_three_messages(world: World) -> None:
    phone = world.deputy("张三")
    phone.says("学习培训")
    phone.says("县里代表培训班,学代表法")
    assert "XX-2026-0001" in phone.says("确认")
    assert "学习培训 1次" in phone.says("我的履职")


def test_outsiders(world: World) -> None:
    phone, outsider = world.deputy("张三"), world.deputy("李四")
    for said in ("履职承诺", "修好路灯", "确认"):
        phone.says(said)
    assert "没有等着兑现" in outsider.says("兑现承诺")
    for word in ("履职承诺", "兑现承诺", "学习培训"):
        assert "要先绑定身份" in world.phone("resident").says(word)
        assert "给人大代表用的" in world.deputy("王专干", "clerk").says(word)
