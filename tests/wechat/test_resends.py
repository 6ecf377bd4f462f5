"""The platform cuts at 5 s and posts three times; here its seconds are tenths."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from bot.messages import Incoming, Kind
from bot.simulator.platform import FAULT_NOTICE
from bot.texts import wechat as texts
from bot.wechat.turns import THREADS, Patience, Turns
from tests.wechat.conftest import USER

QUICK = Patience(last_answer_seconds=0.3, hold_seconds=5.0)


def test_a_resend_that_comes_while_the_first_is_worked_on_gets_the_firsts_reply(world):
    started, go_on = threading.Event(), threading.Event()

    def slow(incoming):
        started.set()
        assert go_on.wait(10)
        return f"做好了{incoming.text}"

    world.answer = slow
    with ThreadPoolExecutor(8) as people:
        first = people.submit(world.platform.text, USER, "签到")
        assert started.wait(10)
        resends = [people.submit(world.platform.resend_last, USER) for _ in range(2)]
        go_on.set()
        replies = [job.result(20).reply for job in [first, *resends]]
    assert set(replies) == {"做好了签到"}


def test_a_storm_of_one_message_runs_once_at_a_time(world):
    running, most = [], []

    def count(incoming):
        running.append(1)
        most.append(len(running))
        threading.Event().wait(0.01)  # long enough for a second run to be caught
        running.pop()
        return "好"

    world.answer = count
    world.platform.text(USER, "一")
    with ThreadPoolExecutor(16) as storm:
        deliveries = list(storm.map(lambda _: world.platform.resend_last(USER), range(60)))
    assert {delivery.reply for delivery in deliveries} == {"好"}
    assert max(most) == 1


def test_an_answer_between_two_attempts_reaches_the_person(build):
    world = build(patience=QUICK)
    world.platform.postman.cutoff_seconds = 0.4

    def slow(incoming):
        while world.turns._running[incoming.key].requests < 2:  # until the resend has arrived
            threading.Event().wait(0.005)
        return "想好了"

    world.answer = slow
    delivery = world.platform.text(USER, "难题")
    assert delivery.reply == "想好了"
    assert delivery.attempts >= 2
    assert len(world.received) == 1


def test_a_turn_slower_than_all_attempts_still_ends_in_a_sentence_and_is_delivered_late(build):
    world = build(patience=QUICK)
    world.platform.postman.cutoff_seconds = 0.4
    go_on, finished = threading.Event(), threading.Event()

    def slow(incoming):
        assert go_on.wait(20)
        return "终于想好了"

    world.answer = slow
    world.late = type("Late", (list,), {"append": lambda s, t: (list.append(s, t), finished.set())})()
    delivery = world.platform.text(USER, "很难的题")
    assert delivery.reply == texts.STILL_WORKING
    assert delivery.attempts == 3
    assert FAULT_NOTICE not in [bubble.text for bubble in world.platform.transcript(USER)]
    go_on.set()
    assert finished.wait(10)
    assert list(world.late) == ["终于想好了"]
    assert len(world.received) == 1


def test_two_people_with_the_same_message_id_are_two_messages(world):
    fields = {"MsgType": "text", "Content": "我", "MsgId": 7}
    world.platform.send_raw(USER, fields)
    world.platform.send_raw("oSomebodyElse", fields)
    assert len({incoming.key for incoming in world.received}) == 2


def test_two_events_of_one_second_are_two_events(world):
    world.platform.send_raw(USER, {"MsgType": "event", "Event": "CLICK", "EventKey": "A", "CreateTime": 5})
    world.platform.send_raw(USER, {"MsgType": "event", "Event": "CLICK", "EventKey": "B", "CreateTime": 5})
    assert len({incoming.key for incoming in world.received}) == 2


def test_a_fault_is_one_sentence_with_a_number_and_the_log_keeps_no_words(world, caplog):
    def broken(incoming):
        raise RuntimeError(f"cannot store {incoming.text} of {incoming.sender}")

    world.answer = broken
    delivery = world.platform.text(USER, "张三丰的秘密")
    number = delivery.reply.split("编号 ")[1].split(" ")[0]
    assert delivery.reply == texts.fault(number)
    assert number in caplog.text
    assert "test_resends.py" in caplog.text
    assert "张三丰" not in caplog.text
    assert USER not in caplog.text


def test_no_answer_is_owed_to_a_notice_even_when_it_faults(world):
    world.answer = lambda incoming: "谢谢"
    delivery = world.platform.unfollow(USER)
    assert (delivery.reply, delivery.fault) == ("", "")


def test_people_do_not_wait_for_one_another(world):
    go_on = threading.Event()
    world.answer = lambda i: "慢" if i.sender == "oSlow" and go_on.wait(10) else "快"
    with ThreadPoolExecutor(4) as people:
        slow = people.submit(world.platform.text, "oSlow", "x")
        fast = [people.submit(world.platform.text, f"oFast{n}", "y") for n in range(3)]
        assert [job.result(10).reply for job in fast] == ["快"] * 3
        go_on.set()
        assert slow.result(10).reply == "慢"


def test_while_every_thread_is_busy_the_last_attempt_still_gets_its_sentence():
    go_on, all_busy = threading.Event(), threading.Barrier(THREADS + 1)

    def slow(_incoming):
        all_busy.wait(20)
        assert go_on.wait(20)
        return "想好了"

    async def storm():
        turns = Turns(slow, None, Patience(last_answer_seconds=0.05, attempts=1), lambda _i: "先别急")
        now = datetime.now(tz=UTC)
        waiting = [
            asyncio.create_task(
                turns.reply(Incoming("wechat", "gh", "a", f"k{n}", Kind.TEXT, now, text="难题"))
            )
            for n in range(THREADS)
        ]
        await asyncio.to_thread(all_busy.wait, 20)
        try:
            return await asyncio.wait_for(asyncio.gather(*waiting), 15)
        finally:
            go_on.set()

    assert asyncio.run(storm()) == ["先别急"] * THREADS
