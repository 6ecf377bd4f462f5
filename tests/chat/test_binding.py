"""Binding ties a phone to a person of the roster, once, and only with her name and code."""

from __future__ import annotations

import pytest
from sqlalchemy import insert

from bot.store.tables import binding_code, contact, person
from tests.chat.rows import rows
from tests.chat.world import World


@pytest.mark.parametrize(
    "said",
    ["绑定 张三 {}", "绑定张三{}", " 绑定,张三 ,{} ", "帮定 张三 {}", "绑定 张三{}。"],
)
def test_forgiving_forms_of_binding(world: World, said: str) -> None:
    code = world.code_for("张三")
    assert "绑定成功。张三代表(东街联络站、东街网格)" in world.phone("a").says(said.format(code))


def test_full_width_digits_are_digits(world: World) -> None:
    wide = world.code_for("张三").translate({ord("0") + n: ord("\uff10") + n for n in range(10)})
    assert "绑定成功" in world.phone("a").says(f"绑定 张三 {wide}")


def test_binding_step_by_step(world: World) -> None:
    code, phone = world.code_for("张三"), world.phone("a")
    assert "姓名" in phone.says("绑定")
    assert "六位绑定码" in phone.says("张三")
    assert "六位数字" in phone.says("12345")
    assert "绑定成功" in phone.says(code)


def test_a_code_works_once_and_on_one_phone_only(world: World) -> None:
    code = world.code_for("张三")
    first, second = world.phone("a"), world.phone("b")
    assert "绑定成功" in first.says(f"绑定 张三 {code}")
    assert "对不上" in second.says(f"绑定 张三 {code}")
    assert "签到成功" in first.says("签到 A07")


def test_somebody_elses_code_does_not_bind(world: World) -> None:
    code = world.code_for("张三")
    assert "对不上" in world.phone("a").says(f"绑定 李四 {code}")


def test_a_new_code_moves_her_to_the_new_phone(world: World) -> None:
    old = world.deputy("张三", "old")
    reply = world.phone("new").says(f"绑定 张三 {world.code_for('张三')}")
    assert "原来绑定的那个微信已经解除" in reply
    assert "要先绑定身份" in old.says("签到 A07")


def test_five_wrong_tries_lock_for_an_hour_even_with_the_right_code(world: World) -> None:
    code, phone = world.code_for("张三"), world.phone("a")
    wrong = "000000" if code != "000000" else "111111"
    for left in (4, 3, 2, 1):
        assert f"还可以试{left}次" in phone.says(f"绑定 张三 {wrong}")
    assert "先停一停" in phone.says(f"绑定 张三 {wrong}")
    assert "再试" in phone.says(f"绑定 张三 {code}")
    world.passes(minutes=59)
    assert "再试" in phone.says(f"绑定 张三 {code}")
    world.passes(minutes=2)
    assert "绑定成功" in phone.says(f"绑定 张三 {code}")


def test_a_lock_is_one_contacts_own(world: World) -> None:
    code, thief, owner = world.code_for("张三"), world.phone("thief"), world.phone("owner")
    wrong = "000000" if code != "000000" else "111111"
    for _ in range(5):
        thief.says(f"绑定 张三 {wrong}")
    assert "绑定成功" in owner.says(f"绑定 张三 {code}")


def test_codes_expire(world: World) -> None:
    code = world.code_for("张三")
    world.passes(days=world.settings.binding.code_days, minutes=1)
    assert "对不上" in world.phone("a").says(f"绑定 张三 {code}")


def test_the_database_never_holds_a_code(world: World) -> None:
    code = world.code_for("张三")
    assert all(code not in str(row) for row in rows(world, binding_code))


def test_unfollowing_removes_tie_and_drafts_but_not_the_office_records(world: World) -> None:
    from bot.store.tables import draft, reading
    from tests.chat.rows import entries

    phone = world.deputy("张三")
    phone.says("签到 A07")
    phone.says("五个一")
    phone.says("1")
    assert phone.unfollows() == ""
    assert rows(world, draft) == []
    assert rows(world, contact) == []
    assert rows(world, reading) == []
    assert len(entries(world)) == 1
    phone.follows()
    assert "要先绑定身份" in phone.says("我的履职")


def test_who_is_struck_off_the_roster_is_unbound(world: World) -> None:
    from sqlalchemy import update

    from bot.store.tables import person

    phone = world.deputy("张三")
    with world.house.database.write() as connection:
        connection.execute(update(person).where(person.c.id == "张三").values(active=False))
    assert "要先绑定身份" in phone.says("签到 A07")


def test_the_helps_own_words_for_it_are_no_name(world: World) -> None:
    phone = world.phone("a")
    assert "绑定身份" in phone.says("帮助")
    assert "姓名" in phone.says("绑定身份")
    assert "六位绑定码" in phone.says("张三")


def test_two_of_one_name_are_told_apart_by_their_codes(world: World) -> None:
    with world.house.database.write() as connection:
        connection.execute(
            insert(person).values(
                id="另一位", township_id="t1", role="deputy", name="张三", station_id="B02", grid_id="G2",
                created_at=world.now,
            )
        )  # fmt: skip
    first, second = world.code_for("张三"), world.code_for("另一位")
    assert "西村联络站、西村网格" in world.phone("b").says(f"绑定 张三 {second}")
    assert "东街联络站、东街网格" in world.phone("a").says(f"绑定 张三 {first}")
    clerk = world.deputy("王专干")
    clerk.says("代签到")
    assert "张三(西村联络站)" in clerk.says("张三")
