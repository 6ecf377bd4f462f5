"""今天谁值班: the clerk sees every station with names, a deputy her own, nobody else anything."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import insert

from bot.store.tables import duty
from tests.chat.world import World

TODAY, TENTH, JANUARY = date(2026, 12, 7), date(2026, 12, 10), date(2027, 1, 10)


def _roster(world: World) -> None:
    places = [("张三", "A07", TENTH, "confirmed"), ("李四", "B02", TENTH, "assigned")]
    places += [("张三", "A07", JANUARY, "proposed"), ("李四", "B02", JANUARY, "on_leave")]
    for name, station, day, state in places:
        row = {"id": f"{name}{day}", "township_id": "t1", "occasion": f"reception_day:{day}", "day": day}
        row |= {"station_id": station, "person_id": name, "state": state, "created_at": world.now}
        with world.house.database.write() as connection:
            connection.execute(insert(duty).values(**row))


@pytest.mark.parametrize(
    "asked",
    [
        "10号谁值班",
        "12月10日谁值班?",
        "请问10号是谁值班",
        "本月值班",
        "本月值班表",
        "谁10号值班",
        "值班表",
        "12月谁值班",
        "这周谁值班",
    ],
)
def test_the_clerk_sees_every_station_with_names(world: World, asked: str) -> None:
    clerk = world.deputy("王专干")
    _roster(world)
    assert clerk.says(asked) == "12月10日(星期四)值班:\n东街联络站:张三\n西村联络站:李四(未答复)"


def test_a_deputy_sees_her_own_station_only(world: World) -> None:
    phone = world.deputy("李四")
    _roster(world)
    assert phone.says("10号谁值班") == "12月10日(星期四)值班:\n西村联络站:李四(未答复)"


def test_today_and_tomorrow_without_duty_name_the_next_day(world: World) -> None:
    clerk = world.deputy("王专干")
    _roster(world)
    assert clerk.says("今天谁值班") == "今天没有人值班。下一次是12月10日(星期四)。"
    assert clerk.says("谁值班") == clerk.says("本月值班")
    world.passes(days=2)
    assert "12月10日(星期四)值班:" in clerk.says("明天谁值班")
    world.passes(days=1)
    assert "东街联络站:张三" in clerk.says("今天值班的是谁") + clerk.says("今天谁值班")


def test_a_place_that_everybody_left_is_a_gap_and_a_proposal_is_not_shown(world: World) -> None:
    clerk = world.deputy("王专干")
    _roster(world)
    assert clerk.says("下个月谁值班") == "1月10日(星期日)值班:\n西村联络站:缺人"
    assert clerk.says("1月10号谁值班") == clerk.says("下个月谁值班")


def test_a_stranger_learns_no_name(world: World) -> None:
    _roster(world)
    answer = world.phone("resident").says("今天谁值班")
    assert "张三" not in answer
    assert "李四" not in answer


@pytest.mark.parametrize("asked", ["代表接待选民有什么规定?", "谁来主持接待日", "值班费怎么算"])
def test_other_questions_are_not_taken_for_it(world: World, asked: str) -> None:
    clerk = world.deputy("王专干")
    _roster(world)
    assert "12月10日(星期四)值班" not in clerk.says(asked)


def test_a_day_that_does_not_exist_is_nobodys(world: World) -> None:
    clerk = world.deputy("王专干")
    _roster(world)
    assert "12月10日(星期四)值班" not in clerk.says("32号谁值班")


def test_in_the_middle_of_a_form_the_words_are_the_forms(world: World) -> None:
    phone = world.deputy("张三")
    _roster(world)
    phone.says("走访")
    assert "值班:" not in phone.says("今天谁值班")
