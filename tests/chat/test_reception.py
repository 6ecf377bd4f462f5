"""Reception of voters: caller after caller, each an entry of its own, without starting again."""

from __future__ import annotations

from tests.chat.rows import counts, entries, rows, told
from tests.chat.world import World


def test_three_callers_in_a_row(world: World) -> None:
    phone = world.deputy("张三")
    assert "第一位群众反映什么" in phone.says("接待登记")
    phone.says("想问低保怎么办")
    phone.says("李大爷")
    assert "怎么处理的" in phone.sends_photo()  # photos have no place at a reception
    assert "当场怎么答复" in phone.says("1")
    card = phone.says("告诉他带户口本到民政窗口")
    assert "2. 来访人:李大爷" in card
    assert "这一条同时计入:听一次意见" in card
    reply = phone.says("确认")
    assert "JD-2026-0001,今天第1位" in reply
    assert reply.rstrip().endswith("下一位反映什么?直接说;没有了请回“结束”。")

    phone.says("东街的路灯坏了半个月")
    phone.says("跳过")
    card = phone.says("交办")
    assert "类别:供电照明" in card
    assert "听一次意见、反映一个问题、问题台账" in card
    phone.says("确认")

    phone.says("希望公交车多开一班")
    phone.says("王大姐")
    phone.says("3")
    assert "今天第3位" in phone.says("确认")
    assert "一共接待3位" in phone.says("结束")

    first, second, third = entries(world)
    assert [e.kind for e in (first, second, third)] == ["reception"] * 3
    assert first.fields["caller"] == "李大爷"
    assert first.fields["answer"] == "告诉他带户口本到民政窗口"
    assert (first.stage, second.stage, third.stage) == ("", "reported", "")
    assert "caller" not in second.fields
    assert counts(world) == {
        ("five_ones", "hear_opinion"),
        ("five_ones", "report_problem"),
        ("problem", "供电照明"),
    }


def test_ending_leaves_nothing_open_and_a_word_of_another_flow_too(world: World) -> None:
    from bot.store.tables import draft

    phone = world.deputy("张三")
    for said in ("接待", "路不平", "跳过", "3", "确认"):
        phone.says(said)
    assert "先放着" not in phone.says("签到 A07")  # the empty next form is nothing that anybody would miss
    assert rows(world, draft) == []


def test_the_next_form_of_yesterday_does_not_take_good_morning_for_a_caller(world: World) -> None:
    phone = world.deputy("张三")
    for said in ("接待", "路不平", "跳过", "3", "确认"):
        phone.says(said)
    world.passes(hours=20)
    assert "来访" not in phone.says("早上好")
    assert len(entries(world)) == 1


def test_the_day_and_the_phone_can_be_added_on_the_card(world: World) -> None:
    phone = world.deputy("张三")
    for said in ("接待", "路不平", "李大爷", "3"):
        card = phone.says(said)
    number = next(line[0] for line in card.splitlines() if "电话" in line)
    assert "他的电话" in phone.says(f"修改{number}")
    card = phone.says("13800000000")
    number = next(line[0] for line in card.splitlines() if "日期" in line)
    phone.says(f"修改{number}")
    assert "12月6日" in phone.says("昨天")
    phone.says("确认")
    (entry,) = entries(world)
    assert entry.fields["phone"] == "13800000000"
    assert entry.happened_on.day == 6
    assert entry.station_id == "A07"


def test_an_urgent_matter_rings_the_clerk_and_nobody_else(world: World) -> None:
    phone = world.deputy("张三")
    for said in ("接待", "村口的电线漏电,很危险", "跳过", "2", "确认"):
        phone.says(said)
    (ring,) = told(world, "王专干")
    assert "紧急" in ring
    assert told(world, "李四") == []


def test_it_counts_in_her_record_and_not_in_another_deputys(world: World) -> None:
    phone, outsider = world.deputy("张三"), world.deputy("李四")
    for said in ("接待", "路灯坏了", "跳过", "2", "确认"):
        phone.says(said)
    mine = phone.says("我的履职")
    assert "✓ 听一次意见 1件" in mine
    assert "✓ 反映一个问题 1件" in mine
    assert "○ 听一次意见" in outsider.says("我的履职")
    assert "JD-2026" not in outsider.says("我的履职")


def test_only_deputies_receive(world: World) -> None:
    assert "要先绑定身份" in world.phone("resident").says("接待登记")
    assert "给人大代表用的" in world.deputy("王专干").says("接待登记")
