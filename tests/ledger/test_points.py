"""Points: off by default, only verified entries, caps that hold, each line explained, and never a rank."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from bot.entry.commands.ledger import app
from bot.errors import Refused
from bot.ledger.corrections import Kept
from bot.ledger.points import reckon
from bot.settings.points import PointRule, Points
from tests.chat.world import World
from tests.ledger_export.conftest import NOW


def entry(number: int, kind: str = "study", state: str = "verified", day: int = 1, **fields: str) -> Kept:
    item = fields.pop("item", "")
    return Kept(
        f"{number:04d}", "t", kind, f"X-{number}", "p", "王小明", "", date(2026, 1, day), item, fields,
        state, "", 1, NOW,
    )  # fmt: skip


def test_first_further_and_cap():
    found = reckon([entry(n) for n in range(1, 6)], Points())
    assert [line.points for line in found.lines] == [3, 1, 1, 0, 0]
    assert [line.sum for line in found.lines] == [3, 4, 5, 5, 5]
    assert found.lines[0].why == "第1件3分"
    assert found.lines[1].why == "第2件,每多一件1分"
    assert found.lines[3].why == "第4件,每多一件1分,本项最多5分,计0分"


def test_only_what_is_verified_counts_and_what_waits_is_told():
    states = ("recorded", "verified", "objected")
    found = reckon([entry(n, state=state) for n, state in enumerate(states)], Points())
    assert (found.total, found.unverified) == (3, 2)


def test_an_entry_counts_under_the_first_rule_that_fits_and_under_no_other():
    meetings = [
        entry(1, "meeting", item="present", title="镇人代会"),
        entry(2, "meeting", item="present", title="农贸市场视察"),
        entry(3, "meeting", item="present", title="代表小组会"),
        entry(4, "meeting", item="leave", title="镇人代会"),
        entry(5, "check_in"),
    ]
    found = reckon(meetings, Points())
    assert [(line.label, line.points) for line in found.lines] == [
        ("出席人代会", 15), ("视察调研检查", 6), ("其他会议活动", 3),
    ]  # fmt: skip


def test_the_order_is_that_of_days_whatever_was_recorded_first():
    late, early = entry(1, day=20), entry(2, day=2)
    assert [line.number for line in reckon([late, early], Points()).lines] == ["X-2", "X-1"]


RULES = st.lists(
    st.builds(
        PointRule,
        label=st.just("项"),
        kind=st.sampled_from(["study", "reception"]),
        first=st.sampled_from([0, 0.5, 3, 15]),
        further=st.sampled_from([0, 0.1, 2]),
        cap=st.sampled_from([0, 1, 5, 15]),
    ),
    max_size=3,
)


@given(
    rules=RULES,
    cap=st.sampled_from([0, 3, 100]),
    kinds=st.lists(st.sampled_from(["study", "reception", "problem"]), max_size=12),
)
def test_no_cap_is_ever_passed_and_a_further_entry_never_takes_points_away(rules, cap, kinds):
    points = Points(on=True, cap=cap, rules=tuple(rules))
    hers = [entry(n, kind) for n, kind in enumerate(kinds)]
    found = reckon(hers, points)
    assert found.total == sum((line.points for line in found.lines), Decimal(0)) <= cap
    assert all(line.sum <= 15 and line.points >= 0 for line in found.lines)
    assert reckon(hers[:-1], points).total <= found.total
    assert reckon(list(reversed(hers)), points) == found


def test_off_by_default_the_words_mean_nothing_in_the_chat(world: World):
    phone = world.deputy("张三")
    assert "积分】" not in phone.says("我的积分")
    assert "积分" not in phone.says("帮助")


def _on(world: World) -> None:
    world.settings = world.settings.model_copy(update={"points": Points(on=True)})
    world.restart()


def test_switched_on_she_sees_her_own_line_by_line_and_nobody_elses(world: World):
    _on(world)
    phone, other, clerk = world.deputy("张三"), world.deputy("李四"), world.deputy("王专干")
    for who in (phone, other):
        for said in ("学习培训", "县里培训班", "确认"):
            who.says(said)
    assert "0分" in phone.says("我的积分")
    assert "还有1条等专干核实" in phone.says("我的积分")
    clerk.says("核实 XX-2026-0001")
    clerk.says("核实")
    mine = phone.says("我的积分")
    assert "【张三 2026年积分】3分" in mine
    assert "不排名" in mine
    assert "XX-2026-0001 学习培训 +3(第1件3分)" in phone.says("积分明细")
    assert "没有积分" in other.says("积分明细")
    assert "XX-2026-0001" not in other.says("积分明细")
    assert "积分】" not in clerk.says("我的积分")
    assert "积分】" not in world.phone("resident").says("我的积分")


@pytest.fixture
def renda(database, monkeypatch, tmp_path):
    monkeypatch.setenv("RENDA_DATABASE__URL", str(database.url))
    monkeypatch.setenv("RENDA_OFFICE__TOWNSHIP", "东街镇")
    monkeypatch.chdir(tmp_path)

    def run(*words: str) -> str:
        result = CliRunner().invoke(app, words)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result.output

    return run


def test_the_clerk_gets_it_in_the_rosters_order_only_where_it_is_on(renda, add, monkeypatch, tmp_path):
    add("study", who="q", item="", fields={"content": "班"}, state="verified")
    with pytest.raises(Refused, match="没有打开"):
        renda("points", "--year", "2026", "--out", "a.json")
    monkeypatch.setenv("RENDA_POINTS__ON", "true")
    renda("points", "--year", "2026", "--out", "a.json")
    data = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert [(line["代表"], line["项目"], line["得分"]) for line in data["entries"]] == [
        ("王小明", "合计", 0), ("李小红", "学习培训", 3), ("李小红", "合计", 3),
    ]  # fmt: skip
    assert "不是排名" in data["note"]
    for suffix in ("xlsx", "csv"):
        renda("points", "--year", "2026", "--out", f"a.{suffix}")
        assert (tmp_path / f"a.{suffix}").stat().st_size > 100
