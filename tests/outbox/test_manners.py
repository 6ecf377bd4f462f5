"""Manners: declining, caps, one message for what falls together, and the trial."""

from __future__ import annotations

from datetime import timedelta

from bot.outbox.enqueue import add_missing, new_row
from bot.outbox.manners import decline, resume
from tests.outbox.test_send import phone_list
from tests.reminders.world import World, at

MEETING = {"key": "meeting", "title": "座谈会", "repeat": "dates", "dates": ["2026-12-10"]}


def extra(world: World, person_id: str, number: int, *, is_duty: bool = False, hours: int = 12) -> None:
    """A push beside the calendar's, due now."""

    row = new_row(
        township_id="t1",
        occasion=f"now:{number}",
        kind="clerk_message",
        person_id=person_id,
        text=f"通知{number}",
        due_at=world.now,
        closes_at=world.now + timedelta(hours=hours),
        now=world.now,
        is_duty=is_duty,
        fields={"what": f"通知{number}"},
    )
    with world.database.write() as connection:
        add_missing(connection, [row])


def test_one_who_declined_gets_her_duty_and_nothing_else(world: World) -> None:
    deputy = world.deputy("王秀英")
    world.plans("2026-12-09T17:00")
    with world.database.write() as connection:
        decline(connection, deputy, world.now)
        decline(connection, deputy, world.now)
    extra(world, deputy, 1)
    world.sends()
    assert [push.kind for push in world.channel.took] == ["reception_day_eve"]
    assert [row["error"] for row in world.rows(kind="clerk_message")] == ["muted"]
    assert phone_list(world) == []
    with world.database.write() as connection:
        resume(connection, deputy)
    extra(world, deputy, 2)
    world.sends()
    assert len(world.channel.took) == 2


def test_one_persons_declining_changes_nothing_for_another(world: World) -> None:
    deputy, other = world.deputy("王秀英"), world.deputy("李建国")
    with world.database.write() as connection:
        decline(connection, deputy, world.now)
    extra(world, other, 1)
    world.sends()
    assert len(world.channel.took) == 1


def test_what_falls_together_is_one_message(world: World) -> None:
    world.deputy("王秀英")
    world.with_reminders(occasions=[MEETING])
    world.ticks("2026-12-09T17:00")
    (push,) = world.channel.took
    assert "代表接待日" in push.text
    assert "座谈会" in push.text
    assert push.fields["what"].endswith("等2件事")
    assert [row["state"] for row in world.rows(due_at=at("2026-12-09T17:00"))] == ["sent", "sent"]


def test_more_than_a_message_holds_is_several(world: World) -> None:
    deputy = world.deputy("王秀英")
    for number in range(40):
        extra(world, deputy, number, is_duty=True)
    world.sends()
    texts = [push.text for push in world.channel.took]
    assert all(len(text.encode()) <= 2000 for text in texts)
    assert all(sum(f"通知{number}" in text for text in texts) >= 1 for number in range(40))
    assert len(texts) < 5


def test_a_days_cap_moves_the_rest_to_tomorrow_or_drops_it(world: World) -> None:
    deputy = world.deputy("王秀英")
    world.with_reminders(daily_cap=2)
    for number in range(3):
        extra(world, deputy, number, hours=12 if number else 48)
        world.sends(f"2026-12-01T1{number}:00")
    extra(world, deputy, 4, hours=48)
    world.sends("2026-12-01T14:00")
    assert world.states(occasion="now:2") == ["cancelled"]
    assert world.states(occasion="now:4") == ["planned"]
    world.sends("2026-12-02T08:00")
    assert world.states(occasion="now:4") == ["sent"]


def test_a_duty_notice_is_never_capped(world: World) -> None:
    deputy = world.deputy("王秀英")
    world.with_reminders(daily_cap=1)
    for number in range(3):
        extra(world, deputy, number, is_duty=True)
        world.sends()
    assert len(world.channel.took) == 3


def test_in_the_trial_only_testers_get_anything_and_the_rest_is_shown(world: World) -> None:
    tester = world.deputy("王秀英")
    world.deputy("李建国")
    world.with_reminders(trial=True, trial_testers=["王秀英"])
    world.ticks("2026-12-09T17:00")
    assert [push.recipient for push in world.channel.took] == [f"o_{tester}"]
    assert [row["error"] for row in world.rows(due_at=at("2026-12-09T17:00"))] == ["", "trial"]
