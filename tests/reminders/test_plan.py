"""The planner: one row for each occasion, kind and person, in line with calendar and roster."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import insert

from bot.ledger.notices import Notices
from bot.reminders.align import NOT_PLANNED, Planned
from bot.reminders.plan import plan_all, plan_some
from bot.reminders.preview import preview
from bot.settings.reminding import RESERVED_KEYS
from bot.store.tables import person, township
from tests.reminders.world import World, at


def test_every_active_deputy_gets_the_eve_and_the_morning(world: World) -> None:
    world.deputy("王秀英")
    world.deputy("李建国")
    assert world.plans("2026-12-01T09:00").added == 4
    assert {(row["kind"], row["due_at"]) for row in world.rows()} == {
        ("reception_day_eve", at("2026-12-09T17:00")),
        ("reception_day_morning", at("2026-12-10T07:30")),
    }


def test_a_clerk_and_an_inactive_deputy_get_nothing(world: World) -> None:
    world.deputy("专干", role="clerk")
    world.change(world.deputy("离任"), active=False)
    assert world.plans().added == 0


def test_planning_again_changes_nothing(world: World) -> None:
    world.deputy("王秀英")
    world.plans()
    before = world.rows()
    again = world.plans()
    assert (again.added, again.changed, again.cancelled) == (0, 0, 0)
    assert world.rows() == before


def test_next_month_is_added_when_it_comes_into_sight(world: World) -> None:
    world.deputy("王秀英")
    world.plans("2026-12-01T09:00")
    assert world.plans("2026-12-12T09:00").added == 2
    assert {row["occasion"] for row in world.rows()} == {
        "reception_day:2026-12-10",
        "reception_day:2027-01-10",
    }


def test_a_new_deputy_is_added_and_one_who_left_is_cancelled(world: World) -> None:
    old = world.deputy("王秀英")
    world.plans()
    world.change(old, active=False)
    new = world.deputy("李建国")
    done = world.plans()
    assert (done.added, done.cancelled) == (2, 2)
    assert set(world.states(person_id=old)) == {"cancelled"}
    assert set(world.states(person_id=new)) == {"planned"}


def test_one_who_comes_back_is_reminded_again(world: World) -> None:
    deputy = world.deputy("王秀英")
    world.plans()
    world.change(deputy, active=False)
    world.plans()
    world.change(deputy, active=True)
    world.plans()
    assert set(world.states(person_id=deputy)) == {"planned"}


def test_a_changed_station_changes_the_text_of_what_is_not_sent(world: World) -> None:
    deputy = world.deputy("王秀英")
    world.plans()
    world.change(deputy, station_id=None)
    assert world.plans().changed == 2
    assert all("城东" not in str(row["text"]) for row in world.rows())


def test_planned_on_the_day_itself_only_the_morning_is_left(world: World) -> None:
    world.deputy("王秀英")
    world.plans("2026-12-10T08:00")
    assert [row["kind"] for row in world.rows(occasion="reception_day:2026-12-10")] == [
        "reception_day_morning"
    ]


def test_preview_says_who_gets_what_when_and_how(world: World) -> None:
    world.deputy("王秀英")
    world.deputy("李建国", bound=False)
    with world.database.read() as connection:
        lines = preview(connection, world.settings, date(2026, 12, 9), date(2026, 12, 9))
    assert [(line.person, line.channel) for line in lines] == [("王秀英", "wechat"), ("李建国", "phone")]
    assert lines[0].as_json()["at"] == "2026-12-09T17:00:00+08:00"
    assert "城东联络站" in lines[0].text
    assert world.rows() == []


def test_a_city_is_planned_in_several_calls_that_together_plan_everything(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.reminders.plan.ROWS_AT_ONCE", 2)
    world.deputy("王秀英")
    with world.database.write() as connection:
        for name in ("t2", "t3"):
            connection.execute(insert(township).values(id=name, name=name))
            row = {"id": f"p{name}", "township_id": name, "role": "deputy", "name": name}
            connection.execute(insert(person).values(**row, created_at=world.now))
    first = world.plans()
    assert (first.added, first.unfinished) == (2, True)
    assert plan_all(world.database, world.settings, world.now) == 4
    assert not world.plans().unfinished
    assert len(world.rows()) == 6


def test_what_others_put_into_the_outbox_is_not_the_planners_to_cancel(world: World) -> None:
    """A notice of the ledger that waits for the morning outlives every planning."""
    deputy = world.deputy("王秀英")
    with world.database.write() as connection:
        Notices(connection).tell([deputy], "t1", "leave_asked", "HY-2026-0001", "收到", world.now)
    world.plans("2026-12-02T09:00")
    world.change(deputy, station_id=None)
    world.plans("2026-12-03T09:00")
    assert world.states(kind="leave_asked") == ["planned"]


def test_every_name_of_rows_beside_the_calendar_is_known_to_the_planner() -> None:
    """Whoever writes rows of another occasion must say so, or the planner takes them back."""
    beside = {prefix.removesuffix(":%") for prefix in NOT_PLANNED}
    own = {"digest", "open_items", "calendar"}
    found = {
        name
        for folder in ("bot", "handlers")
        for path in Path(folder).rglob("*.py")
        for name in re.findall(r'occasion=f"([a-z_]+):', path.read_text(encoding="utf-8"))
    }
    assert found == beside
    assert beside | own == RESERVED_KEYS


def test_a_ring_that_finds_nothing_new_asks_nobody_for_the_lock(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.deputy("王秀英")
    assert plan_some(world.database, world.settings, world.now).added == 2

    def locked() -> None:
        raise AssertionError("the lock of the writers")

    monkeypatch.setattr(world.database, "write", locked)
    assert plan_some(world.database, world.settings, world.now) == Planned()


def test_a_new_morning_is_looked_through_in_shares_too(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing changes, and still a city's townships must not be compared in one transaction."""
    monkeypatch.setattr("bot.reminders.plan.ROWS_AT_ONCE", 2)
    world.deputy("王秀英")
    with world.database.write() as connection:
        connection.execute(insert(township).values(id="t2", name="t2"))
        row = {"id": "pt2", "township_id": "t2", "role": "deputy", "name": "t2"}
        connection.execute(insert(person).values(**row, created_at=world.now))
    plan_all(world.database, world.settings, world.now)
    shares = [plan_some(world.database, world.settings, world.now.replace(day=2)) for _ in range(2)]
    assert [(each.added, each.unfinished) for each in shares] == [(0, True), (0, False)]
