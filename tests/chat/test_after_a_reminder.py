"""What a person says after a reminder: 好的, 收到, a bare number. No search, no yes behind her back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.texts import on_duty as texts
from tests.chat.test_my_duty import _on_duty, _state, _told
from tests.chat.world import Phone, World

FRIENDLY = texts.ACKNOWLEDGED


def _reminded(world: World, name: str = "张三") -> Phone:
    """On duty on 10 December; asked three days before, at nine."""
    phone = world.deputy(name)
    _on_duty(world, name)
    world.passes(minutes=30)
    (asked,) = _told(world, name)
    assert "能来回“1”,请假回“2”,换班回“3”" in asked
    world.passes(minutes=10)
    return phone


@pytest.mark.parametrize(
    "word", ["好的", "收到", "知道了", "好的,收到。", "OK", "[OK]", "行,没问题", "好嘞!"]
)
def test_a_polite_word_is_a_yes_that_says_so(world: World, word: str) -> None:
    phone = _reminded(world)
    answer = phone.says(word)
    assert "记下了:您12月10日(星期四)到东街联络站值班,能来。来不了,请回“2”请假" in answer
    assert _state(world, "张三") == "confirmed"


def test_who_did_not_mean_it_takes_it_back_with_one_number(world: World) -> None:
    phone = _reminded(world)
    phone.says("收到")
    assert "原因" in phone.says("2")
    assert "已经请假" in phone.says("孩子发烧")
    assert _state(world, "张三") == "on_leave"


@pytest.mark.parametrize(
    ("number", "told", "state"), [("1", "记好了", "confirmed"), ("2", "原因", "assigned")]
)
def test_the_numbers_of_the_reminder_work_by_themselves(
    world: World, number: str, told: str, state: str
) -> None:
    phone = _reminded(world)
    assert told in phone.says(number)
    assert _state(world, "张三") == state


def test_thanks_are_no_yes(world: World) -> None:
    phone = _reminded(world)
    assert phone.says("谢谢") == FRIENDLY
    assert _state(world, "张三") == "assigned"


def test_after_something_else_was_said_it_is_only_politeness(world: World) -> None:
    phone = _reminded(world)
    phone.says("乡镇人代会一年开几次?")
    assert phone.says("好的") == FRIENDLY
    assert _state(world, "张三") == "assigned"


def test_days_later_it_is_only_politeness(world: World) -> None:
    phone = _reminded(world)
    world.now += timedelta(hours=49)
    assert phone.says("好的") == FRIENDLY
    assert _state(world, "张三") == "assigned"


def test_nobody_takes_anothers_place_by_a_polite_word(world: World) -> None:
    world.add_person("陈五", "A07", "G1")
    first, second = world.deputy("张三"), world.deputy("陈五")
    _on_duty(world, "张三")
    for said in ("我的值班", "2", "跳过"):
        first.says(said)
    world.passes(minutes=30)
    assert any("能来回“1”,不能来回“2”" in text for text in _told(world, "陈五"))
    world.passes(minutes=10)
    assert second.says("好的") == f"{texts.SAY_WHICH}\n我的值班"
    assert _state(world, "陈五") == "asked"
    assert "能来替一次吗" in second.says("我的值班")


def test_who_is_asked_to_step_in_answers_with_the_number(world: World) -> None:
    world.add_person("陈五", "A07", "G1")
    first, second = world.deputy("张三"), world.deputy("陈五")
    _on_duty(world, "张三")
    for said in ("我的值班", "2", "跳过"):
        first.says(said)
    world.passes(minutes=30)
    _told(world, "陈五")
    world.passes(minutes=10)
    assert "记好了" in second.says("1")
    assert _state(world, "陈五") == "confirmed"


@pytest.mark.parametrize("name", ["李四", "王专干"])
def test_an_outsiders_word_changes_nobodys_duty(world: World, name: str) -> None:
    _reminded(world)
    other = world.deputy(name)
    assert other.says("收到").endswith(FRIENDLY)
    assert _state(world, "张三") == "assigned"


def test_a_stranger_is_answered_politely_too(world: World) -> None:
    assert world.phone("resident").says("好的").startswith(FRIENDLY)


def test_inside_a_form_it_answers_the_form(world: World) -> None:
    phone = _reminded(world)
    phone.says("走访")
    for said in ("李大爷", "盼着修路", "没有"):
        phone.says(said)
    assert "ZF-2026-0001" in phone.says("好的")
    assert _state(world, "张三") == "assigned"


def test_a_number_after_the_menu_means_the_menu(world: World) -> None:
    phone = _reminded(world)
    phone.says("帮助")
    assert "记好了" not in phone.says("1")
    assert _state(world, "张三") == "assigned"
