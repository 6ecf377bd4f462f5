"""A list of choices is whole on one page; what does not fit is turned to by 继续, also in a form."""

from __future__ import annotations

import pytest

from bot.messages import Choice, Reply
from bot.wechat import render
from tests.chat.world import World


class Linked:
    """The channel as it is in WeChat: choices are links, which take far more bytes than one sees."""

    def __init__(self, world: World) -> None:
        self.said: dict[str, str] = {}
        world.channel.pages = self.pages  # type: ignore[method-assign]

    def pages(self, reply: Reply) -> list[str]:
        self.said = {choice.label: choice.says for choice in reply.choices}
        return render.pages(reply, tap_links=True)


def _eight_visits(world: World) -> None:
    phone = world.deputy("张三")
    for n in range(8):
        for word in ("走访", f"东街{n}组一户老人", "身体还好,盼着早点把村口的路修一修", "没有", "确认"):
            phone.says(word)
        world.passes(minutes=2)


def test_the_clerks_list_of_eight_is_one_page(world: World) -> None:
    _eight_visits(world)
    linked, clerk = Linked(world), world.deputy("王专干")
    shown = clerk.says("核实")
    assert shown.count("</a>") == 9
    assert "上面8条全部核实" in shown
    eighth = next(says for label, says in linked.said.items() if label.startswith("8 "))
    assert "ZF-2026-0008" in clerk.says(eighth)


def test_a_tap_sends_enough_to_be_understood_and_means_its_own_line(world: World) -> None:
    clerk, phone = world.deputy("王专干"), world.deputy("张三")
    for title in ("示例镇人大代表活动日上午", "示例镇人大代表活动日下午"):
        for word in ("登记会议", title, "12月17日", "三楼", "确认"):
            clerk.says(word)
    linked = Linked(world)
    phone.says("请假")
    second = linked.said["2 12月17日 示例镇人大代表活动日下午(三楼)"]
    assert len(second) < 20
    phone.says(second)
    assert "活动日下午" in phone.says("家里有事")


def test_the_second_page_of_a_question_is_turned_to(world: World) -> None:
    phone = world.deputy("张三")
    phone.says("走访")
    world.channel.pages = lambda reply: render.split(reply.text + "。" * 1500)  # type: ignore[method-assign]
    first = phone.says("李大爷")
    assert "继续" in first
    second = phone.says("继续")
    assert second
    assert second != first
    assert "听到什么" not in second


@pytest.mark.parametrize("label", ["1. 东街", "12月10日 东街联络站"])
def test_the_number_before_the_label_is_no_part_of_it(label: str) -> None:
    assert render.pages(Reply("", (Choice(f"2 {label}", f"2 {label}"),)), tap_links=False) == [f"2 {label}"]
