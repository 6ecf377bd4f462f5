"""One message, one transaction: a resent message gets its first reply again and writes nothing twice."""

from __future__ import annotations

import threading

from bot.store.tables import audit, counter, draft, message
from tests.chat.rows import entries, gaps, rows
from tests.chat.world import World


def test_a_resend_gets_the_first_reply(world: World) -> None:
    phone = world.deputy("张三")
    first = phone.says("签到 A07")
    assert phone.platform_resends() == first
    assert len(entries(world)) == 1


def test_also_after_a_restart(world: World) -> None:
    phone = world.deputy("张三")
    first = phone.says("签到 A07")
    world.restart()
    assert phone.platform_resends() == first
    assert len(entries(world)) == 1


def test_a_storm_of_resends_at_once(world: World) -> None:
    phone = world.deputy("张三")
    for word in ("办实事", "今天", "修路", "跳过", "跳过"):
        phone.says(word)
    replies: list[str] = []
    phone.says("确认")
    assert phone.last is not None
    storm = [
        threading.Thread(target=lambda: replies.append(world.house.handle(phone.last))) for _ in range(12)
    ]
    for thread in storm:
        thread.start()
    for thread in storm:
        thread.join()
    assert len(set(replies)) == 1
    assert "WG-2026-0001" in replies[0]
    assert len(entries(world)) == 1


def test_the_same_new_message_twice_at_once_is_worked_on_once(world: World) -> None:
    from bot.messages import Incoming, Kind

    world.deputy("张三", "a")
    twin = Incoming("wechat", "gh", "a", "a:twin", Kind.TEXT, world.now, text="签到 A07")
    replies: list[str] = []
    pair = [threading.Thread(target=lambda: replies.append(world.house.handle(twin))) for _ in range(8)]
    for thread in pair:
        thread.start()
    for thread in pair:
        thread.join()
    assert len(replies) == 8
    assert len(set(replies)) == 1
    assert len(entries(world)) == 1


def test_what_was_refused_stays_refused_for_a_resend(world: World) -> None:
    """She has bound her phone since: the resend must not begin the form that the message once asked for."""
    phone = world.phone("open-late")
    refused = phone.says("五个一")
    late = phone.last
    assert "绑定" in refused
    phone.says(f"绑定 李四 {world.code_for('李四')}")
    phone.last = late
    assert phone.platform_resends() == refused
    assert rows(world, draft) == []
    assert "哪一项" in phone.says("五个一")


def test_a_resent_goodbye_does_not_part_her_again(world: World) -> None:
    phone = world.deputy("张三")
    phone.unfollows()
    goodbye = phone.last
    phone.follows()
    phone.says(f"绑定 张三 {world.code_for('张三')}")
    phone.last = goodbye
    assert phone.platform_resends() == ""
    assert "QD-2026-0001" in phone.says("签到 A07")
    assert [row.action for row in rows(world, audit)].count("unfollow") == 1


def test_a_resent_question_is_not_asked_twice(world: World) -> None:
    phone = world.phone("resident")
    first = phone.says("今天中午吃什么")
    assert phone.platform_resends() == first
    assert gaps(world) == ["今天中午吃什么"]


def test_a_fault_leaves_nothing_half_written(world: World, monkeypatch) -> None:
    """The ledger fails after the number was taken: all of it vanishes, and the resend works."""
    import pytest

    from bot.ledger import entries as ledger

    phone = world.deputy("张三")
    real = ledger._next_number

    def number_then_fault(*args):
        real(*args)
        raise RuntimeError("disk full")

    monkeypatch.setattr(ledger, "_next_number", number_then_fault)
    with pytest.raises(RuntimeError):
        phone.says("签到 A07")
    monkeypatch.undo()
    assert entries(world) == []
    assert rows(world, counter) == []
    assert "QD-2026-0001" in phone.platform_resends()


def test_unanswered_questions_are_kept_without_the_asker(world: World) -> None:
    phone = world.phone("resident")
    reply = phone.says("今天中午吃什么")
    assert "没有把握" in reply
    assert "您的问题已经记下" in reply
    assert gaps(world) == ["今天中午吃什么"]


def test_message_rows_hold_no_message_id_in_clear(world: World) -> None:
    phone = world.deputy("张三", "openid-of-hers")
    phone.says("帮助")
    assert all("openid-of-hers:" not in row.key for row in rows(world, message))


def test_long_answers_continue_page_by_page(world: World) -> None:
    phone = world.phone("a")
    first = phone.says("代表法第五十一条")
    phone.says("帮助")
    first = phone.says("选举法第五十八条")
    pages = [first]
    while "继续" in pages[-1][-30:] and len(pages) < 9:
        pages.append(phone.says("继续"))
    assert all(len(page.encode()) <= 2000 for page in pages)
