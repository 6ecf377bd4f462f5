"""Nobody sees or changes what is not hers, whatever she says in whatever flow."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.messages import Kind
from handlers import FLOWS
from tests.chat.world import Phone
from tests.outsider.cases import ANSWERS, CARD, CASES, FURTHER, LOCATION
from tests.outsider.town import MARK, NUMBERS, OUTSIDERS, Town


def send(phone: Phone, said: str) -> str:
    if said == LOCATION:
        return phone.sends_location()
    if said.startswith("[菜单]"):
        return phone.taps(said.removeprefix("[菜单]"))
    if said.startswith("[扫码]"):
        return phone.sends(Kind.SCAN, scene=said.removeprefix("[扫码]"))
    return phone.says(said)


def press_on(town: Town, phone: Phone, opening: str) -> list[str]:
    """The opening, then every answer that might lead on; all that she reads."""
    card = town.new_card() if CARD in opening else ""
    read = [send(phone, opening.replace(CARD, card))]
    read += [phone.says(answer) for answer in ANSWERS]
    read += [phone.says("继续"), phone.says("取消"), phone.says("取消")]
    town.world.passes(minutes=2)  # a burst is refused, and would see nothing for that reason
    return read


def test_every_flow_is_tried_and_nothing_is_tried_at_a_flow_that_is_gone() -> None:
    assert set(CASES) == {flow.name for flow in FLOWS}
    assert all(CASES.values())
    assert set(FURTHER) <= set(CASES)


@pytest.mark.parametrize("who", OUTSIDERS)
@pytest.mark.parametrize("flow", CASES)
def test_an_outsider_sees_and_changes_nothing(town_for: Callable[[str], Town], flow: str, who: str) -> None:
    town = town_for(who)
    phone = town.outsider(who)
    before = town.state()
    for opening in CASES[flow]:
        for read in press_on(town, phone, opening):
            assert MARK not in seen_by(who, read), f"{opening}: {read}"
    assert town.state() == before


def seen_by(who: str, read: str) -> str:
    """Meetings are called for all deputies of the township; what nobody else may know stands elsewhere."""
    return read.replace(f"{MARK}座谈会", "") if who == OUTSIDERS[0] else read


def test_the_office_and_the_owner_do_see_it(town: Town) -> None:
    """Else the test above would hold of an empty house."""
    assert town.clerk.says("核实").count(MARK) > 5
    assert MARK in town.clerk.says("核实 ZF-2026-0001")
    assert MARK in town.clerk.says("问题办理")
    assert MARK in town.owner.says("我的履职") + town.owner.says("更正")
    assert MARK in town.owner.says("问题进展")
    numbers = {row[0] for row in town.state()[0]}
    assert numbers == set(NUMBERS)


def test_what_an_outsider_asks_stays_out_of_the_owners_open_form(town: Town) -> None:
    phone = town.outsider(OUTSIDERS[0])
    for said in ("继续", "上一步", "确认", "修改1"):
        assert MARK not in phone.says(said)
    open_form = town.owner.says("走访") + town.owner.says("没有") + town.owner.says("没有")
    assert f"{MARK}二户" in open_form
