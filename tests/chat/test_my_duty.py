"""Answering the duty roster and the reminders from the chat."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import insert, select

from bot.store.tables import contact, duty, mute, push
from tests.chat.rows import rows
from tests.chat.world import World

DAY, JANUARY = date(2026, 12, 10), date(2027, 1, 10)


def _on_duty(world: World, name: str, state: str = "assigned", day: date = DAY) -> None:
    with world.house.database.write() as connection:
        connection.execute(
            insert(duty).values(
                id=f"d-{name}-{day.month}",
                township_id="t1",
                occasion=f"reception_day:{day.isoformat()}",
                day=day,
                station_id="A07",
                person_id=name,
                state=state,
                created_at=world.now,
            )
        )


def _state(world: World, name: str, day: date = DAY) -> str:
    with world.house.database.read() as connection:
        hers = (duty.c.person_id == name, duty.c.day == day)
        return str(connection.execute(select(duty.c.state).where(*hers)).scalar_one())


def _told(world: World, name: str) -> list[str]:
    """What came by push: the bell rings, and the way to the platform is played by hand."""
    before = len(world.channel.pushed)
    world.house.ways["wechat"] = world.channel  # type: ignore[index]
    world.house.ways.pop("wechat_service", None)  # type: ignore[attr-defined]
    world.house.plan_and_send()
    with world.house.database.read() as connection:
        hers = select(contact.c.sender).where(contact.c.person_id == name)
        senders = set(connection.execute(hers).scalars())
    return [each.text for each in world.channel.pushed[before:] if each.recipient in senders]


def _three(world: World) -> tuple[Any, Any, Any]:
    """张三 and 陈五 at one station, on duty in December and January; and the clerk."""
    world.add_person("陈五", "A07", "G1")
    phones = tuple(world.deputy(name) for name in ("张三", "陈五", "王专干"))
    _on_duty(world, "张三")
    _on_duty(world, "陈五", day=JANUARY)
    return phones  # type: ignore[return-value]


def test_a_deputy_confirms_her_only_day_with_one_number(world: World) -> None:
    phone = world.deputy("张三")
    _on_duty(world, "张三")
    asked = phone.says("我的值班")
    assert "12月10日(星期四)在东街联络站值班" in asked
    assert "3 换班" in asked
    assert "记好了" in phone.says("1")
    assert _state(world, "张三") == "confirmed"


def test_of_several_days_she_picks_one(world: World) -> None:
    phone = world.deputy("张三")
    _on_duty(world, "张三")
    _on_duty(world, "张三", day=JANUARY)
    assert "哪一次" in phone.says("我的值班")
    assert "1月10日" in phone.says("2")
    phone.says("能来")
    assert (_state(world, "张三"), _state(world, "张三", JANUARY)) == ("assigned", "confirmed")


def test_a_tap_on_a_day_that_begins_like_another_means_that_day(world: World) -> None:
    """10 February and 10 March 2027 are both Wednesdays; a link carries only the beginning of its words."""
    phone = world.deputy("张三")
    for month in (2, 3):
        _on_duty(world, "张三", day=date(2027, month, 10))
    phone.says("我的值班")
    assert "3月10日" in phone.says("2 3月10日(星期三)")


def test_a_deputy_asks_for_leave_with_a_reason(world: World) -> None:
    phone = world.deputy("张三")
    _on_duty(world, "张三")
    phone.says("我的值班")
    assert "原因" in phone.says("2")
    assert "已经请假" in phone.says("孩子发烧")
    assert _state(world, "张三") == "on_leave"


def test_leave_asked_outside_a_meeting_leads_to_the_duty(world: World) -> None:
    phone = world.deputy("张三")
    assert "我的值班" not in phone.says("请假")
    _on_duty(world, "张三")
    assert "我的值班" in phone.says("请假")


def test_one_after_the_other_is_asked_in_the_chat_until_somebody_accepts(world: World) -> None:
    chen, clerk = "陈五", "王专干"
    first, second, office = _three(world)
    world.add_person("周六", "A07", "G1")
    third = world.deputy("周六")
    first.says("我的值班")
    first.says("2")
    assert "正在请别的代表" in first.says("跳过")
    (asked,) = _told(world, "周六")
    assert "想请您替一次" in asked
    assert "能来替一次吗" in third.says("我的值班")
    assert "再问别的代表" in third.says("2")
    assert ["想请您替一次" in text for text in _told(world, chen)] == [True]
    assert "正在问" in second.says("我的值班")
    second.says("1")
    assert "记好了" in second.says("1")
    assert _state(world, chen) == "confirmed"
    assert ["陈五替您" in text for text in _told(world, "张三")] == [True]
    with world.house.database.read() as connection:
        news = select(push.c.text).where(push.c.person_id == clerk, push.c.kind == "duty_news")
        assert ["张三请假,陈五来替" in text for text in connection.execute(news).scalars()] == [True]
    assert "东街联络站:陈五" in office.says("值班")


def test_when_nobody_is_left_to_ask_the_clerk_is_told_at_once(world: World) -> None:
    phone = world.deputy("张三")
    world.deputy("王专干")
    _on_duty(world, "张三")
    for said in ("我的值班", "2"):
        phone.says(said)
    assert "已告诉专干" in phone.says("孩子发烧")
    assert ["还缺人" in text for text in _told(world, "王专干")] == [True]


def test_a_swap_is_offered_accepted_and_told_to_all_three(world: World) -> None:
    first, second, _ = _three(world)
    first.says("我的值班")
    assert "陈五 1月10日" in first.says("3")
    assert "去问陈五" in first.says("1")
    assert _state(world, "张三") == "assigned"
    (asked,) = _told(world, "陈五")
    assert "张三想和您换班" in asked
    assert "张三想换您1月10日" in second.says("我的值班")
    assert "换吗" in second.says("1")
    assert "请您12月10日(星期四)到东街联络站" in second.says("同意")
    assert (_state(world, "陈五"), _state(world, "张三", JANUARY)) == ("confirmed", "confirmed")
    assert (_state(world, "张三"), _state(world, "陈五", JANUARY)) == ("swapped", "swapped")
    texts = _told(world, "张三") + [each.text for each in world.channel.pushed if "open-王" in each.recipient]
    assert any("陈五同意换班了" in text for text in texts)
    assert any("换班:12月10日(星期四)改为陈五,1月10日(星期日)改为张三" in text for text in texts)


def test_a_swap_that_is_declined_leaves_everything_as_it_was(world: World) -> None:
    first, second, _ = _three(world)
    for said in ("换班", "3", "1"):
        first.says(said)
    _told(world, "陈五")
    for said in ("我的值班", "1"):
        second.says(said)
    assert "照旧" in second.says("不换")
    assert (_state(world, "张三"), _state(world, "陈五", JANUARY)) == ("assigned", "assigned")
    assert ["还是您" in text for text in _told(world, "张三")] == [True]
    assert "换您" not in second.says("我的值班")


def test_an_offer_that_cannot_be_pushed_is_seen_at_the_next_contact(world: World) -> None:
    first, second, _ = _three(world)
    second.unfollows()
    for said in ("换班", "3", "1"):
        first.says(said)
    assert _told(world, "陈五") == []
    second.follows()
    back = world.deputy("陈五", "open-new")
    assert "张三想和您换班" in back.says("帮助")
    assert "张三想和您换班" not in back.says("帮助")


def test_an_offer_dies_with_what_it_was_about(world: World) -> None:
    first, second, _ = _three(world)
    for said in ("换班", "3", "1"):
        first.says(said)
    for said in ("我的值班", "1"):
        first.says(said)
    assert "换您" not in second.says("我的值班")
    assert "记好了" in second.says("1")
    assert _told(world, "陈五") == []


def test_with_nobody_to_swap_she_is_told_what_else_she_can_do(world: World) -> None:
    phone = world.deputy("张三")
    _on_duty(world, "张三")
    phone.says("我的值班")
    assert "没有可以换的班" in phone.says("3")
    assert _state(world, "张三") == "assigned"


def test_an_outsider_sees_no_duty_and_no_offer_of_others(world: World) -> None:
    first, _, _ = _three(world)
    for said in ("换班", "3", "1"):
        first.says(said)
    assert "没有值班" in world.deputy("李四").says("我的值班")
    assert "要先绑定身份" in world.phone("resident").says("我的值班")


def test_declining_and_resuming(world: World) -> None:
    phone = world.deputy("张三")
    assert "只有值班的事才提醒" in phone.says("退订")
    assert [row.person_id for row in rows(world, mute)] == ["张三"]
    assert "恢复了" in phone.says("恢复提醒")
    assert rows(world, mute) == []
