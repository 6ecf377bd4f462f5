"""The help: nine lines at most for everybody, the rest behind 更多功能, numbers mean what was shown."""

from __future__ import annotations

import pytest

from bot.dialog.menu import MAX_LINES, first_page, second_page
from bot.messages import Person
from bot.wechat import render
from handlers import FLOWS
from tests.chat.world import World


@pytest.mark.parametrize("role", ["", "deputy", "clerk", "grid_worker"])
def test_no_page_is_longer_than_a_phone(role: str) -> None:
    person = Person("wechat", "open", id="x" if role else "", role=role)
    assert 1 < len(first_page(FLOWS, person)) <= MAX_LINES
    assert len(second_page(FLOWS, person)) <= MAX_LINES


def test_the_second_page_and_its_numbers(world: World) -> None:
    phone = world.deputy("张三")
    first = phone.says("帮助")
    more = next(line.split()[0] for line in first.splitlines() if " 更多功能" in line)
    second = phone.says(more)
    registration = next(line.split()[0] for line in second.splitlines() if " 登记报到" in line)
    assert "大约多少户" in phone.says(registration)


def test_what_is_the_clerks_stands_in_the_clerks_help_only(world: World) -> None:
    assert "问题办理" in world.deputy("王专干").says("帮助")
    assert "问题办理" not in world.deputy("张三").says("帮助")
    assert "绑定身份" not in world.deputy("李四").says("帮助")
    assert "绑定身份" in world.phone("new").says("帮助")


@pytest.mark.parametrize("name", ["张三", "王专干"])
def test_the_help_is_one_page_also_as_links(world: World, name: str) -> None:
    phone = world.deputy(name)
    world.channel.pages = lambda reply: render.pages(reply, tap_links=True)  # type: ignore[method-assign]
    for page in ("帮助", "更多功能"):
        shown = phone.says(page)
        assert shown.count("<a ") == shown.count("</a>") >= 3
        assert "下一页" not in shown
