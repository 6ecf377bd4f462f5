"""The sender: each push exactly once, inside its window, or on the clerk's list with the reason."""

from __future__ import annotations

import threading

import pytest

from bot.messages import Push
from bot.outbox.clerk_list import unreached
from tests.reminders.world import World, at


def phone_list(world: World) -> list[tuple[str, str]]:
    with world.database.read() as connection:
        return [(row.name, row.error) for row in unreached(connection, "t1")]


def test_each_push_goes_out_once_however_often_the_bell_rings(world: World) -> None:
    world.deputy("王秀英")
    for moment in (
        "2026-12-09T16:59",
        "2026-12-09T17:00",
        "2026-12-09T17:01",
        "2026-12-10T07:30",
        "2026-12-10T09:00",
    ):
        world.ticks(moment)
    assert [push.kind for push in world.channel.took] == ["reception_day_eve", "reception_day_morning"]
    assert world.channel.counts().most_common(1)[0][1] == 1


def test_after_downtime_what_still_makes_sense_is_sent(world: World) -> None:
    world.deputy("王秀英")
    world.plans()
    world.ticks("2026-12-09T20:00")
    assert [push.kind for push in world.channel.took] == ["reception_day_eve"]


def test_after_longer_downtime_what_lost_its_sense_is_told_to_the_clerk(world: World) -> None:
    world.deputy("王秀英")
    world.plans()
    world.ticks("2026-12-12T09:00")
    assert world.channel.took == []
    assert world.states(occasion="reception_day:2026-12-10") == ["missed_window", "missed_window"]
    assert [name for name, _ in phone_list(world)] == ["王秀英", "王秀英"]


@pytest.mark.parametrize("moment", ["2026-12-09T21:30", "2026-12-10T06:59"])
def test_nothing_is_sent_in_quiet_hours(world: World, moment: str) -> None:
    world.deputy("王秀英")
    world.plans("2026-12-09T16:00")
    world.ticks(moment)
    assert world.channel.took == []


def test_a_failed_push_is_tried_again_after_one_five_and_thirty_minutes(world: World) -> None:
    world.deputy("王秀英")
    world.plans()
    tries = []
    for moment in ("17:00", "17:01", "17:06", "17:36", "18:36"):
        world.channel.fails_next("-1")
        world.sends(f"2026-12-09T{moment}")
        tries.append(world.rows(kind="reception_day_eve")[0]["next_try_at"])
    assert tries == [at(f"2026-12-09T{moment}") for moment in ("17:01", "17:06", "17:36", "18:36", "19:36")]
    world.sends("2026-12-09T19:36")
    assert world.rows(kind="reception_day_eve")[0]["state"] == "sent"
    assert len(world.channel.took) == 1


def test_a_permanent_refusal_is_not_tried_again(world: World) -> None:
    world.deputy("王秀英")
    world.plans()
    world.channel.fails_next("43004", permanent=True)
    world.sends("2026-12-09T17:00")
    world.sends("2026-12-09T18:00")
    assert world.channel.took == []
    assert phone_list(world) == [("王秀英", "43004")]


def test_tries_that_end_with_the_window_give_up(world: World) -> None:
    world.deputy("王秀英")
    world.plans()
    for hour in range(17, 24):
        world.channel.fails_next("-1")
        world.sends(f"2026-12-09T{hour}:00")
    world.sends("2026-12-10T07:00")
    assert world.states(kind="reception_day_eve") == ["gave_up"]


def test_a_fault_of_the_channel_is_tried_again_and_leaves_the_others_alone(world: World) -> None:
    world.deputy("王秀英")
    world.deputy("李建国")
    world.plans()

    def break_down(_: Push) -> None:
        raise RuntimeError("nobody foresaw this")

    world.channel.next.append(break_down)
    world.sends("2026-12-09T17:00")
    assert sorted(world.states(kind="reception_day_eve")) == ["planned", "sent"]


def test_an_unbound_deputy_is_on_the_clerks_list_until_she_binds(world: World) -> None:
    deputy = world.deputy("王秀英", bound=False)
    world.plans()
    world.sends("2026-12-09T17:00")
    assert phone_list(world) == [("王秀英", "not_bound")]
    world.bind(deputy)
    world.sends("2026-12-09T18:00")
    assert [push.recipient for push in world.channel.took] == [f"o_{deputy}"]
    assert phone_list(world) == []


def test_one_who_unfollowed_is_never_written_to(world: World) -> None:
    deputy = world.deputy("王秀英")
    world.plans()
    world.unfollow(deputy)
    world.sends("2026-12-09T17:00")
    assert world.channel.took == []
    assert phone_list(world) == [("王秀英", "not_following")]


def test_one_who_left_after_planning_gets_nothing(world: World) -> None:
    deputy = world.deputy("王秀英")
    world.plans()
    world.change(deputy, active=False)
    world.sends("2026-12-09T17:00")
    assert world.channel.took == []
    assert world.states(kind="reception_day_eve") == ["cancelled"]


def test_another_township_sees_nothing_of_the_list(world: World) -> None:
    world.deputy("王秀英", bound=False)
    world.plans()
    world.sends("2026-12-09T17:00")
    with world.database.read() as connection:
        assert unreached(connection, "t2") == []


def test_two_workers_send_each_push_once(world: World) -> None:
    world.deputies(40)
    world.plans()
    world.now = at("2026-12-09T17:00")
    together = threading.Barrier(4)

    def work() -> None:
        together.wait()
        world.sends()

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(world.channel.took) == 40
    assert set(world.channel.counts().values()) == {1}


def test_a_worker_that_dies_while_sending_is_not_repeated_but_told(world: World) -> None:
    """Nobody knows whether the platform took it; sending again could ring twice."""
    world.deputy("王秀英")
    world.plans()

    def die(_: Push) -> None:
        raise KeyboardInterrupt

    world.channel.next.append(die)
    with pytest.raises(KeyboardInterrupt):
        world.sends("2026-12-09T17:00")
    assert world.states(kind="reception_day_eve") == ["sending"]
    world.sends("2026-12-09T17:01")
    assert world.channel.took == []
    assert phone_list(world) == [("王秀英", "unconfirmed")]
