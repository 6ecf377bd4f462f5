"""The five ones: chosen, asked, checked on a card, recorded with number and photos."""

from __future__ import annotations

from datetime import date

import pytest

from tests.chat.rows import entries, photos
from tests.chat.world import World


def test_a_problem_with_photos(world: World) -> None:
    phone = world.deputy("张三")
    assert "3 反映一个问题" in phone.says("五个一")
    phone.says("3")
    phone.says("昨天")
    phone.says("东街12号")
    phone.says("路灯坏了半个月")
    assert "第1张" in phone.sends_photo(b"one")
    assert "第2张" in phone.sends_photo(b"two")
    card = phone.says("好了")
    for line in ("1. 哪一项:反映一个问题", "2. 日期:2026年12月6日", "4. 问题:路灯坏了半个月", "5. 照片:2张"):
        assert line in card
    assert entries(world) == []  # nothing is saved before she confirms
    reply = phone.says("确认")
    (entry,) = entries(world)
    assert entry.number == "WG-2026-0001"
    assert entry.number in reply
    assert entry.happened_on == date(2026, 12, 6)
    assert entry.fields == {
        "place": {"words": "东街12号"},
        "content": "路灯坏了半个月",
        "category": "供电照明",
        "urgency": "一般",
    }
    assert {photo.entry_id for photo in photos(world)} == {entry.id}
    assert "还差:听一次意见、提一条建议、办一件实事、写一份民情报告" in reply


@pytest.mark.parametrize(
    ("said", "item"),
    [
        ("五个一3", "report_problem"),
        ("5个1 第3项", "report_problem"),
        ("反映问题", "report_problem"),
        ("反映一个问题", "report_problem"),
        ("办实事", "do_practical_thing"),
        ("无个一 4", "do_practical_thing"),
        ("写民情报告", "write_residents_report"),
    ],
)
def test_straight_to_one_of_them(world: World, said: str, item: str) -> None:
    phone = world.deputy("张三")
    assert "哪天" in phone.says(said)
    from bot.store.tables import draft
    from tests.chat.rows import rows

    (row,) = rows(world, draft)
    assert row.answers == {"item": item}


def test_a_picked_point_keeps_label_and_ten_metres(world: World) -> None:
    phone = world.deputy("张三")
    phone.says("反映问题")
    phone.says("今天")
    phone.sends_location("东街小学门口")
    phone.says("没有斑马线")
    phone.says("跳过")
    assert "道路交通" in phone.says("1")
    phone.says("确认")
    (entry,) = entries(world)
    assert entry.fields["place"] == {"words": "东街小学门口", "point": [30.2741, 120.155]}


def test_the_five_are_data(world: World) -> None:
    from bot.settings.parts import FiveOnesItem, ItemQuestion

    item = FiveOnesItem(
        key="visit_school",
        label="进一次学校",
        ask=(ItemQuestion(key="pupils", label="学生数", ask="多少学生?", kind="number"),),
    )
    world.settings = world.settings.model_copy(update={"five_ones": (item,)})
    world.restart()
    phone = world.deputy("张三")
    phone.says("五个一")
    assert "多少学生" in phone.says("1")
    assert "请回一个数字" in phone.says("很多")
    phone.says("120人")
    assert "进一次学校" in phone.says("确认")
    (entry,) = entries(world)
    assert entry.fields == {"pupils": 120}


def test_my_record_shows_mine_and_nobody_elses(world: World) -> None:
    phone, outsider = world.deputy("张三"), world.deputy("李四")
    phone.says("办实事")
    for answer in ("今天", "帮张大娘修了水管", "跳过", "跳过", "确认"):
        phone.says(answer)
    assert "✓ 办一件实事 1件" in phone.says("我的履职")
    assert "WG-2026-0001" in phone.says("我的履职")
    theirs = outsider.says("我的履职")
    assert "WG-2026-0001" not in theirs
    assert "○ 办一件实事 还没有" in theirs
    assert "要先绑定身份" in world.phone("resident").says("我的履职")


def test_a_problem_handed_in_as_one_of_the_five_counts_once(world: World) -> None:
    phone = world.deputy("张三")
    for said in ("反映问题", "今天", "东街", "路灯坏了", "跳过", "确认"):
        phone.says(said)
    assert "✓ 反映一个问题 1件" in phone.says("我的履职")


def test_only_deputies_record_duties(world: World) -> None:
    assert "要先绑定身份" in world.phone("resident").says("五个一")
    assert "给人大代表用的" in world.deputy("王专干").says("五个一")
