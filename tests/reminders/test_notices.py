"""Who is told what: scopes, announcements, preparations, nudges, the digest, and years nobody knows."""

from __future__ import annotations

from sqlalchemy import insert

from bot.store.tables import entry, gap, grid
from tests.reminders.world import World, at

DUAL = {"key": "dual_activity_day", "title": "代表双活动日", "repeat": "quarterly", "day": 20}


def record(
    world: World,
    person_id: str,
    day: str,
    kind: str = "check_in",
    item: str = "",
    stage: str = "",
    fields: dict[str, object] | None = None,
) -> None:
    moment = at(f"{day}T10:00")
    row = {
        "id": f"e{person_id}{day}{item}"[-24:],
        "township_id": "t1",
        "kind": kind,
        "number": f"{person_id}{day}{item}",
    }
    row |= {"person_id": person_id, "happened_on": moment.date(), "item": item, "state": "recorded"}
    row |= {"stage": stage, "fields": fields or {}}
    with world.database.write() as connection:
        connection.execute(insert(entry).values(**row, version=1, created_at=moment, changed_at=moment))


def test_an_occasion_of_a_group_concerns_only_its_members(world: World) -> None:
    inside, outside = world.deputy("王秀英"), world.deputy("李建国")
    world.change(inside, group_name="教育")
    world.with_reminders(
        reception_day=0, occasions=[{**DUAL, "scope": "group", "names": ["教育"], "place": "镇中学"}]
    )
    world.plans("2027-01-10T09:00")
    assert {row["person_id"] for row in world.rows()} == {inside}
    assert world.rows(person_id=outside) == []
    assert "镇中学参加" in str(world.rows()[0]["text"])


def test_scopes_by_level_station_and_township(world: World) -> None:
    deputy = world.deputy("王秀英")
    world.change(deputy, level="县级")
    for scope, names, concerned in (
        ("level", ["县级"], True),
        ("level", ["乡镇"], False),
        ("station", ["A07"], True),
        ("station", ["城西联络站"], False),
        ("township", ["示例镇"], True),
        ("township", ["别的镇"], False),
    ):
        world.with_reminders(reception_day=0, occasions=[{**DUAL, "scope": scope, "names": names}])
        world.plans("2027-01-10T09:00")
        planned = [row for row in world.rows() if row["state"] == "planned"]
        assert bool(planned) is concerned, (scope, names)


def test_the_clerk_gets_a_draft_of_the_public_notice_three_days_before(world: World) -> None:
    clerk = world.deputy("专干", role="clerk")
    world.deputy("王秀英")
    world.with_reminders(announce_days=3)
    world.ticks("2026-12-07T09:00")
    (push,) = world.channel.took
    assert push.recipient == f"o_{clerk}"
    assert "城东联络站(学府路8号):王秀英" in push.text
    assert "12月10日" in push.text


def test_a_long_announcement_is_cut_by_places_and_says_so(world: World) -> None:
    from datetime import date

    from bot.texts.reminders import announcement

    places = [(f"第{number}联络站", ["王秀英", "李建国"]) for number in range(80)]
    text = announcement("代表接待日", date(2026, 12, 10), "9:00至11:30", places)
    assert len(text.encode()) <= 2000
    assert "共 80 处" in text


def test_a_meeting_has_its_preparation_dates(world: World) -> None:
    world.deputy("专干", role="clerk")
    meeting = {
        "key": "congress_meeting",
        "title": "人代会",
        "repeat": "dates",
        "dates": ["2027-01-20"],
        "preparations": [{"days_before": 30, "text": "发通知"}, {"days_before": 30, "text": "印材料"}],
    }
    world.with_reminders(reception_day=0, occasions=[meeting])
    world.ticks("2026-12-21T09:00")
    assert ["发通知、印材料" in push.text for push in world.channel.took] == [True]


def test_the_day_after_only_those_without_a_record_are_nudged(world: World) -> None:
    idle, busy = world.deputy("王秀英"), world.deputy("李建国")
    world.with_reminders(nudge=True)
    world.plans("2026-12-10T12:00")
    record(world, busy, "2026-12-10")
    world.sends("2026-12-11T17:00")
    assert [push.recipient for push in world.channel.took] == [f"o_{idle}"]
    december = {"person_id": busy, "kind": "reception_day_nudge", "occasion": "reception_day:2026-12-10"}
    assert world.states(**december) == ["cancelled"]


def test_open_items_are_named_once_a_month_and_only_to_those_who_have_some(world: World) -> None:
    some, none = world.deputy("王秀英"), world.deputy("李建国")
    world.with_reminders(open_items_day=20)
    for item in world.settings.five_ones:
        record(world, none, "2026-11-01", "five_ones", item.key)
    record(world, some, "2026-11-01", "five_ones", world.settings.five_ones[0].key)
    for moment in ("2026-11-20T10:00", "2026-11-20T12:00", "2026-11-21T10:00"):
        world.ticks(moment)
    (push,) = world.channel.took
    assert push.recipient == f"o_{some}"
    assert world.settings.five_ones[1].label in push.text
    assert world.settings.five_ones[0].label not in push.text


def with_grid(world: World, person_id: str, households: int) -> None:
    """Her grid; with households she has registered there."""
    with world.database.write() as connection:
        connection.execute(insert(grid).values(id="g1", township_id="t1", code="G1", name="东街网格"))
    world.change(person_id, grid_id="g1")
    if households:
        record(
            world,
            person_id,
            "2026-01-15",
            "grid_registration",
            fields={"grid": "g1", "households": households},
        )


def test_open_items_name_the_registration_and_then_the_visits_left(world: World) -> None:
    deputy = world.deputy("王秀英")
    world.with_reminders(open_items_day=20, reception_day=0)
    for item in world.settings.five_ones:
        record(world, deputy, "2026-11-01", "five_ones", item.key)
    with_grid(world, deputy, 0)
    world.ticks("2026-10-20T10:00")
    record(world, deputy, "2026-10-21", "grid_registration", fields={"grid": "g1", "households": 60})
    record(world, deputy, "2026-10-22", "home_visit", fields={"households": 25})
    world.ticks("2026-11-20T10:00")
    record(world, deputy, "2026-11-21", "home_visit", fields={"households": 40})
    world.ticks("2026-12-20T10:00")
    first, second = (push.text for push in world.channel.took)
    assert "还没有到东街网格登记报到" in first
    assert "还差35户" in second
    assert "五个一" not in second


def test_a_mondays_digest_holds_what_came_at_the_weekend(world: World) -> None:
    """20 November 2026 is a Friday."""
    world.deputy("专干", role="clerk")
    deputy = world.deputy("王秀英")
    world.with_reminders(digest=True, reception_day=0)
    record(world, deputy, "2026-11-19")
    world.ticks("2026-11-20T08:00")
    record(world, deputy, "2026-11-20", "problem", stage="reported")
    world.ticks("2026-11-23T08:00")
    world.ticks("2026-11-24T08:00")
    friday, monday = (push.text for push in world.channel.took)
    assert "签到 1 条" in friday
    assert ("新反映的问题 1 个" in monday, "签到" in monday) == (True, False)


def test_the_digest_tells_the_clerk_what_is_new_and_is_silent_without_news(world: World) -> None:
    world.deputy("专干", role="clerk")
    deputy = world.deputy("王秀英", bound=False)
    world.with_reminders(digest=True, reception_day=0)
    world.ticks("2026-11-20T08:00")
    assert world.channel.took == []
    world.with_reminders(digest=True)
    world.ticks("2026-12-10T07:30")
    record(world, deputy, "2026-12-10")
    with world.database.write() as connection:
        question = {"id": "g1", "township_id": "t1", "question": "?", "asked_at": world.now}
        connection.execute(insert(gap).values(**question))
    world.ticks("2026-12-11T08:00")
    (push,) = [push for push in world.channel.took if push.kind == "clerk_digest"]
    assert "王秀英" in push.text
    assert "签到 1 条" in push.text
    assert "新增 1 个没人答得上的问题" in push.text


def test_no_digest_on_a_day_of_rest(world: World) -> None:
    world.deputy("专干", role="clerk")
    world.with_reminders(digest=True)
    world.plans("2026-12-10T12:00")
    digests = [str(row["occasion"]) for row in world.rows(kind="clerk_digest")]
    assert "digest:2026-12-11" in digests
    assert "digest:2026-12-12" not in digests


def test_a_year_without_data_is_said_a_month_ahead_where_it_matters(world: World) -> None:
    world.deputy("专干", role="clerk")
    world.plans("2026-12-01T09:00")
    assert world.rows(kind="calendar_missing") == []
    world.with_reminders(occasions=[{**DUAL, "workday": "next"}])
    world.ticks("2026-12-01T09:00")
    assert ["2027年" in push.text for push in world.channel.took] == [True]


def test_a_day_moved_by_the_calendar_moves_its_reminders(world: World) -> None:
    world.deputy("王秀英")
    world.with_reminders(reception_day=0, occasions=[{**DUAL, "workday": "next"}])
    world.plans("2027-01-10T09:00")
    assert world.rows(kind="dual_activity_day_morning")[0]["due_at"] == at("2027-01-20T07:30")
    file = world.folder / "workdays.txt"
    file.write_text("2027-01-20 休\n", encoding="utf-8")
    world.with_reminders(reception_day=0, occasions=[{**DUAL, "workday": "next"}], workdays_file=str(file))
    assert world.plans().changed == 2
    (row,) = world.rows(kind="dual_activity_day_morning")
    assert row["due_at"] == at("2027-01-21T07:30")
    assert "1月21日" in str(row["text"])


def test_template_fields_keep_to_twenty_characters(world: World) -> None:
    world.deputy("王秀英")
    world.with_reminders(
        reception_day=0,
        occasions=[
            {**DUAL, "title": "行业代表主题履职日暨集中视察调研活动日"[:20], "place": "很长很长的地名" * 4}
        ],
    )
    world.plans("2027-01-10T09:00")
    for row in world.rows():
        fields = dict(row["fields"])  # type: ignore[call-overload]
        assert all(len(fields[name]) <= 20 for name in ("what", "where"))
        assert fields["what"].endswith(("(明天)", "(今天)"))
