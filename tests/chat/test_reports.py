"""Reports drafted from her own entries: every statement has its numbers, nothing is invented."""

from __future__ import annotations

import re

from tests.chat.rows import entries
from tests.chat.world import Phone, World


def _busy(world: World) -> Phone:
    phone = world.deputy("张三")
    for said in ("走访", "东街3组", "盼着修路", "没有", "确认"):
        phone.says(said)
    for said in ("问题上报", "东街路灯坏了半个月", "东街12号", "确认"):
        phone.says(said)
    for said in ("办实事", "今天", "帮张大娘修了水管", "跳过", "跳过", "确认"):
        phone.says(said)
    return phone


def test_the_residents_report_is_drafted_corrected_and_handed_in(world: World) -> None:
    phone = _busy(world)
    card = phone.says("民情报告")
    for part in (
        "1. 题目:东街网格民情报告(2026年12月)",
        "走访1户次,网格:东街网格(ZF-2026-0001)",
        "主要民情:供电照明1件",
        "问题1:东街路灯坏了半个月(WT-2026-0001,待受理)",
        "办实事:帮张大娘修了水管(WG-2026-0001)",
        "原因和建议:(请您补充)",
    ):
        assert part in card
    phone.says("修改2")
    phone.says("路灯老化(WT-2026-0001),建议今年换灯")
    assert "WG-2026-0002" in phone.says("确认")
    report = entries(world)[-1]
    assert (report.item, report.fields["entries"]) == ("write_residents_report", ["WT-2026-0001"])
    assert "✓ 写一份民情报告" in phone.says("我的履职")


def test_every_number_in_a_duty_report_is_hers(world: World) -> None:
    other = world.deputy("李四")
    for said in ("走访", "西村", "好", "没有", "确认"):
        other.says(said)
    phone = _busy(world)
    phone.says("述职")
    draft = phone.says("三分钟版")
    mine = {e.number for e in entries(world) if e.person_id == "张三"}
    assert set(re.findall(r"[A-Z]{2}-\d{4}-\d{4}", draft)) == mine
    assert "不足和打算:(请您补充)" in draft
    assert "没有用模型" in draft


def test_the_three_minutes_are_kept_however_much_there_is(world: World) -> None:
    from bot.ledger.corrections import Kept
    from bot.ledger.kinds import PROBLEM
    from bot.ledger.reports import duty_report

    many = [
        Kept(
            str(n), "t1", PROBLEM.key, f"WT-2026-{n:04d}", "张三", "张三", "", world.now.date(), "",
            {"content": "东街路灯坏了半个月没有人修"}, "recorded", "closed", 1, world.now,
        )
        for n in range(60)
    ]  # fmt: skip
    short = duty_report(many, "张三", 2026, 750)
    assert 600 <= len(short) <= 750
    assert "没有写进来" in short
    full = duty_report(many, "张三", 2026)
    assert len(full) > 2000
    assert "没有写进来" not in full


def test_without_entries_there_is_no_draft(world: World) -> None:
    phone = world.deputy("张三")
    assert "没法起草" in phone.says("民情报告")
    phone.says("述职")
    assert "没法起草" in phone.says("2")


def test_handing_in_and_outsiders(world: World) -> None:
    phone = world.deputy("张三")
    phone.says("交述职")
    phone.says("各位选民:今年我做了三件事")
    assert "SZ-2026-0001" in phone.says("确认")
    for word in ("民情报告", "述职", "交述职"):
        assert "要先绑定身份" in world.phone("resident").says(word)
        assert "给人大代表用的" in world.deputy("王专干", "clerk").says(word)
