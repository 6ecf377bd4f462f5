"""Answering the duty roster and the reminders from the chat."""

from __future__ import annotations

from datetime import date

from sqlalchemy import insert, select

from bot.store.tables import duty, mute
from tests.chat.rows import rows
from tests.chat.world import World

DAY = date(2026, 12, 10)


def _on_duty(world: World, name: str, state: str = "assigned") -> None:
    with world.house.database.write() as connection:
        connection.execute(
            insert(duty).values(
                id=f"d-{name}",
                township_id="t1",
                occasion="reception_day:2026-12-10",
                day=DAY,
                station_id="A07",
                person_id=name,
                state=state,
                created_at=world.now,
            )
        )


def _state(world: World, name: str) -> str:
    with world.house.database.read() as connection:
        return connection.execute(select(duty.c.state).where(duty.c.id == f"d-{name}")).scalar_one()


def test_a_deputy_confirms_her_day(world: World) -> None:
    phone = world.deputy("张三")
    _on_duty(world, "张三")
    assert "东街联络站" in phone.says("我的值班")
    assert "能来吗" in phone.says("1")
    assert "记好了" in phone.says("1")
    assert _state(world, "张三") == "confirmed"


def test_a_deputy_asks_for_leave_with_a_reason(world: World) -> None:
    phone = world.deputy("张三")
    _on_duty(world, "张三")
    for said in ("我的值班", "1"):
        phone.says(said)
    assert "原因" in phone.says("请假")
    assert "已经请假" in phone.says("孩子发烧")
    assert _state(world, "张三") == "on_leave"


def test_an_outsider_sees_no_duty_of_others(world: World) -> None:
    _on_duty(world, "张三")
    assert "没有值班" in world.deputy("李四").says("我的值班")
    assert "要先绑定身份" in world.phone("resident").says("我的值班")


def test_declining_and_resuming(world: World) -> None:
    phone = world.deputy("张三")
    assert "只有值班的事才提醒" in phone.says("退订")
    assert [row.person_id for row in rows(world, mute)] == ["张三"]
    assert "恢复了" in phone.says("恢复提醒")
    assert rows(world, mute) == []
