"""A burst of one sender gets one polite sentence, then silence until it calms down; nobody else notices."""

from __future__ import annotations

from sqlalchemy import func, select

from bot.messages import Kind
from bot.settings import Settings
from bot.store.tables import contact, message
from tests.chat.world import Phone, World

POLITE = "消息来得太快"


def flood(phone: Phone, count: int) -> list[str]:
    return [phone.says("帮助") for _ in range(count)]


def test_one_sentence_and_then_silence(world: World) -> None:
    read = flood(world.phone("o1"), 40)
    assert all(read[:10])
    assert [POLITE in text for text in read[:12]] == [False] * 10 + [True, False]
    assert set(read[11:]) == {""}


def test_it_calms_down_by_itself(world: World) -> None:
    phone = world.phone("o1")
    flood(phone, 12)
    world.passes(seconds=59)
    assert phone.says("帮助") == ""
    world.passes(seconds=60)
    assert "签到" in phone.says("帮助")


def test_a_second_burst_gets_its_own_sentence(world: World) -> None:
    phone = world.phone("o1")
    flood(phone, 12)
    world.passes(minutes=2)
    assert sum(POLITE in text for text in flood(phone, 15)) == 1


def test_somebody_else_notices_nothing(world: World) -> None:
    flood(world.phone("o1"), 40)
    assert "签到" in world.phone("o2").says("帮助")


def test_a_refused_message_leaves_nothing_behind(world: World) -> None:
    phone = world.deputy("张三")
    flood(phone, 30)
    assert POLITE not in phone.says("签到 A07")
    world.passes(minutes=2)
    assert "签到成功" in phone.says("签到 A07")
    with world.house.database.read() as connection:
        assert connection.execute(select(func.count()).select_from(message)).scalar_one() == 11


def test_a_resend_gets_its_first_reply_in_the_middle_of_a_burst(world: World) -> None:
    phone = world.deputy("张三")
    first = phone.says("签到 A07")
    checked_in = phone.last
    flood(phone, 30)
    phone.last = checked_in
    assert phone.platform_resends() == first


def test_the_polite_sentence_is_resent_and_the_silence_too(world: World) -> None:
    phone = world.phone("o1")
    read = flood(phone, 11)
    assert phone.platform_resends() == read[-1]
    assert POLITE in read[-1]
    assert phone.says("帮助") == ""
    assert phone.platform_resends() == ""


def test_nine_photos_at_once_are_no_burst() -> None:
    assert Settings().limits.burst_messages > 3 * Settings().limits.photos_per_entry


def test_who_leaves_in_the_middle_of_a_burst_is_forgotten(world: World) -> None:
    phone = world.deputy("张三")
    flood(phone, 30)
    phone.unfollows()
    with world.house.database.read() as connection:
        rows = connection.execute(select(contact.c.person_id, contact.c.following)).all()
    assert all(row.person_id is None and not row.following for row in rows)


def test_a_clock_that_is_put_back_does_not_silence_anybody_for_an_hour(world: World) -> None:
    phone = world.phone("o1")
    flood(phone, 30)
    world.passes(hours=-1)
    assert "签到" in phone.says("帮助")


def test_a_flood_of_scans_is_a_burst_too(world: World) -> None:
    phone = world.phone("o1")
    read = [phone.sends(Kind.TAP, scene="help") for _ in range(15)]
    assert sum(POLITE in text for text in read) == 1
    assert read[-1] == ""


def test_nought_means_no_limit(data_dir) -> None:
    world = World(data_dir, limits={"burst_messages": 0})
    assert all(flood(world.phone("o1"), 100))
    world.house.close()
