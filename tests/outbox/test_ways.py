"""The ways to a person: their order, what a refusal closes and for how long, and reports that come later."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.messages import Incoming, Kind
from bot.outbox.next_contact import take_waiting
from bot.outbox.reports import report
from tests.outbox.test_send import phone_list
from tests.reminders.world import World, at

EVE = {"kind": "reception_day_eve", "occasion": "reception_day:2026-12-10"}


def hears(world: World, event: str, sender: str = "", **detail: object) -> None:
    notice = Incoming(
        "wechat", "gh", sender, f"{event}{detail}", Kind.NOTICE, world.now, event=event, detail=detail
    )
    with world.database.write() as connection:
        report(connection, notice, world.settings, world.now)


def shown(world: World, person_id: str) -> list[str]:
    with world.database.write() as connection:
        return take_waiting(connection, world.settings, person_id, world.now)


@pytest.mark.parametrize("code", ["43101", "43004", "45015", "45047", "48001", "40037", "47003", "45009"])
def test_a_refusal_sends_the_push_the_next_way_at_once(world: World, code: str) -> None:
    world.deputy("王秀英")
    world.plans()
    first, second = world.ways("wechat_subscription", "wechat_template")
    first.fails_next(code, permanent=True)
    world.sends("2026-12-09T17:00")
    assert (len(first.took), len(second.took)) == (0, 1)
    assert world.rows(kind="reception_day_eve")[0]["channel"] == "wechat_template"


def test_the_order_is_that_of_the_settings(world: World) -> None:
    world.deputy("王秀英")
    world.with_reminders(ways=["wechat_service", "wechat_template"])
    template, service = world.ways("wechat_template", "wechat_service")
    world.ticks("2026-12-09T17:00")
    assert (len(template.took), len(service.took)) == (0, 1)


def test_a_way_that_refused_her_stays_closed_until_she_is_in_contact(world: World) -> None:
    deputy = world.deputy("王秀英")
    first, second = world.ways("wechat_subscription", "wechat_service")
    first.fails_next("45015", permanent=True)
    world.ticks("2026-12-09T17:00")
    world.ticks("2026-12-10T07:30")
    assert (len(first.took), len(second.took)) == (0, 2)
    world.writes(deputy)
    world.ticks("2027-01-09T17:00")
    assert len(first.took) == 1


def test_one_persons_refusal_closes_nothing_for_another(world: World) -> None:
    world.deputy("王秀英")
    world.deputy("李建国")
    (service,) = world.ways("wechat_service")
    service.fails_next("45015", permanent=True)
    world.ticks("2026-12-09T17:00")
    assert len(service.took) == 1


def test_the_accounts_daily_quota_closes_the_way_for_everybody_until_tomorrow(world: World) -> None:
    world.deputies(3)
    (service,) = world.ways("wechat_service")
    service.fails_next("45009")
    world.plans()
    world.sends("2026-12-09T17:00")
    world.sends("2026-12-09T18:00")
    taken = len(service.took)
    world.sends("2026-12-10T07:30")
    assert len(service.took) - taken == 3


def test_wrong_settings_are_tried_again_in_five_minutes_not_for_every_row(world: World) -> None:
    world.deputies(300)
    (service,) = world.ways("wechat_service")
    for _ in range(1000):
        service.fails_next("40164")
    world.plans()
    world.sends("2026-12-09T17:00")
    assert 1000 - len(service.next) <= 200  # the two batches under way
    service.next.clear()
    world.sends("2026-12-09T17:04")
    assert service.took == []
    world.sends("2026-12-09T17:05")
    assert len(service.took) == 300


def test_a_dead_platform_gets_a_rest_instead_of_every_row(world: World) -> None:
    world.deputies(300)
    (service,) = world.ways("wechat_service")
    for _ in range(200):  # the two batches under way
        service.fails_next("timeout")
    world.plans()
    world.sends("2026-12-09T17:00")
    assert service.took == []
    world.sends("2026-12-09T17:01")
    assert len(service.took) == 300


def test_trouble_on_the_road_is_no_reason_to_change_the_way(world: World) -> None:
    world.deputy("王秀英")
    service, sms = world.ways("wechat_service", "sms")
    service.fails_next("timeout")
    world.plans()
    world.sends("2026-12-09T17:00")
    world.sends("2026-12-09T17:01")
    assert (len(service.took), len(sms.took)) == (1, 0)


def test_a_short_message_goes_to_her_telephone_also_when_she_is_not_bound(world: World) -> None:
    deputy = world.deputy("王秀英", bound=False)
    world.change(deputy, phone="13800000000")
    _, sms = world.ways("wechat_service", "sms")
    world.ticks("2026-12-09T17:00")
    assert [push.recipient for push in sms.took] == ["13800000000"]


def test_what_nobody_could_send_is_shown_at_her_next_contact_and_only_then(world: World) -> None:
    deputy = world.deputy("王秀英")
    (service,) = world.ways("wechat_service")
    service.fails_next("45015", permanent=True)
    world.ticks("2026-12-09T17:00")
    assert world.states(**EVE) == ["refused_for_good"]
    world.now = at("2026-12-09T18:00")
    assert ["明天" in text for text in shown(world, deputy)] == [True]
    assert shown(world, deputy) == []
    world.writes(deputy)
    world.sends("2026-12-09T18:01")
    assert service.took == []
    assert phone_list(world) == []


def test_after_her_contact_the_refused_push_goes_by_itself(world: World) -> None:
    deputy = world.deputy("王秀英")
    (service,) = world.ways("wechat_service")
    service.fails_next("45015", permanent=True)
    world.ticks("2026-12-09T17:00")
    world.now = at("2026-12-09T18:00")
    world.writes(deputy)
    world.sends("2026-12-09T18:01")
    assert len(service.took) == 1


def test_what_has_lost_its_sense_is_not_shown(world: World) -> None:
    deputy = world.deputy("王秀英")
    (service,) = world.ways("wechat_service")
    service.fails_next("45015", permanent=True)
    world.ticks("2026-12-09T17:00")
    world.now = at("2026-12-10T00:00")
    assert shown(world, deputy) == []


def test_a_report_of_failed_delivery_takes_the_next_way(world: World) -> None:
    deputy = world.deputy("王秀英")
    template, service = world.ways("wechat_template", "wechat_service")
    world.ticks("2026-12-09T17:00")
    assert len(template.took) == 1
    hears(world, "templatesendjobfinish", message_id="m1", status="failed:user block")
    world.sends("2026-12-09T17:01")
    assert [push.recipient for push in service.took] == [f"o_{deputy}"]


def test_a_report_that_comes_before_the_batch_is_settled_counts_too(world: World) -> None:
    world.deputy("王秀英")
    template, service = world.ways("wechat_template", "wechat_service")
    world.now = at("2026-12-09T17:00")
    hears(world, "templatesendjobfinish", message_id="m1", status="failed:user block")
    world.ticks("2026-12-09T17:00")
    assert (len(template.took), len(service.took)) == (1, 1)


def test_reports_of_success_and_of_strangers_change_nothing(world: World) -> None:
    world.deputy("王秀英")
    world.ways("wechat_template", "wechat_service")
    world.ticks("2026-12-09T17:00")
    hears(world, "templatesendjobfinish", message_id="m1", status="success")
    hears(world, "templatesendjobfinish", message_id="m99", status="failed: system failed")
    hears(world, "kf_create_session", account="a")
    assert world.states(**EVE) == ["sent"]


def test_her_answer_about_the_subscription_closes_and_opens_that_way(world: World) -> None:
    deputy = world.deputy("王秀英")
    world.with_reminders(subscription_template_id="T")
    subscription, service = world.ways("wechat_subscription", "wechat_service")
    answers = {"template_id": "T", "answer": "reject"}
    hears(world, "subscribe_msg_popup_event", f"o_{deputy}", items=[answers])
    world.ticks("2026-12-09T17:00")
    hears(world, "subscribe_msg_popup_event", f"o_{deputy}", items=[{**answers, "answer": "accept"}])
    world.ticks("2026-12-10T07:30")
    assert (len(service.took), len(subscription.took)) == (1, 1)


def test_after_unfollowing_and_following_again_she_is_reached_again(world: World) -> None:
    deputy = world.deputy("王秀英")
    (service,) = world.ways("wechat_service")
    world.unfollow(deputy)
    world.ticks("2026-12-09T17:00")
    assert phone_list(world) == [("王秀英", "not_following")]
    world.now += timedelta(minutes=30)
    world.writes(deputy)
    world.sends("2026-12-09T18:00")
    assert len(service.took) == 1
