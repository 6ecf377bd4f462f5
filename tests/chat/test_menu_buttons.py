"""The account's menu: every duty is reached from it, and it is one that the platform takes."""

from __future__ import annotations

import pytest

from bot.dialog.menu import first_page, second_page
from bot.messages import Kind, Person
from bot.scenes import screen_scene
from bot.settings.menu import DEFAULT_MENU, SCAN
from bot.simulator.platform.material import menu_problem
from bot.wechat import menu
from handlers import FLOWS
from tests.chat.world import World

KEYS = [button.does for column in DEFAULT_MENU for button in column.buttons]


def test_the_platform_takes_it() -> None:
    made = menu.buttons(DEFAULT_MENU)
    assert menu_problem({"button": made}) == 0
    assert len(made) == 3
    assert {"name": "扫一扫签到", "type": "scancode_waitmsg", "key": "scan"} in made[0]["sub_button"]


@pytest.mark.parametrize("role", ["deputy", "clerk", "grid_worker"])
def test_every_flow_is_reached_from_it(role: str) -> None:
    person = Person("wechat", "open", id="x", role=role)
    listed = {flow.name for flow in FLOWS if flow.listed and (not flow.roles or role in flow.roles)}
    behind = [*first_page(FLOWS, person), *second_page(FLOWS, person)]
    assert {"more", "help"} <= set(KEYS)
    assert listed - {"bind", "help"} <= {flow.name for flow in behind} | set(KEYS)


@pytest.mark.parametrize("key", [key for key in KEYS if key != SCAN])
def test_each_button_does_what_it_says(world: World, key: str) -> None:
    phone, title = world.deputy("张三"), next(flow.title for flow in FLOWS if flow.name == key)
    shown = {button.name for column in DEFAULT_MENU for button in column.buttons}
    assert title in shown
    assert phone.taps(key) == world.deputy("李四").says(title).replace("李四", "张三")


def test_what_the_menus_scan_sees(world: World) -> None:
    from bot.checkin import screen

    phone = world.deputy("张三")
    code = screen.code_at(world.settings.data_dir, "A07", world.now)
    assert "屏幕动态码" in phone.sends(Kind.SCAN, scene=screen_scene("A07", code))
    assert "微信首页" in phone.sends(Kind.SCAN, scene="http://weixin.qq.com/q/02abc")
