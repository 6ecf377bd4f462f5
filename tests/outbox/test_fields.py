"""A template's fields keep inside the platform's limits, whatever the texts: one broken value refuses all."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.outbox.enqueue import add_missing, new_row
from bot.simulator.platform.fields import field_problem
from bot.texts import duty as duty_texts
from bot.texts import reminders as texts
from bot.wechat import template
from tests.reminders.world import World

KINDS = ("thing1", "phrase2", "name3", "character_string4", "letter5", "number6", "symbol7", "phone_number8")
KINDS += ("amount9", "time10", "date11", "const12", "short_thing13", "car_number14")
NAMES = {"what": "thing1", "when": "time2", "where": "thing3"}
WORDS = st.text(st.characters(exclude_categories=("Cs",)), max_size=60)
DAYS = st.dates(date(2026, 1, 1), date(2040, 12, 31))


@given(WORDS, st.sampled_from([key for key in KINDS if not key.startswith(("time", "date"))]))
def test_any_text_fits_any_kind_of_field(value: str, key: str) -> None:
    assert field_problem((key,), template.data({"what": value}, {"what": key})) == ""


@given(st.text(min_size=1, max_size=20), st.sampled_from(sorted(texts.STAGES)), st.text(max_size=100))
def test_the_title_gives_way_to_what_tells_today_from_tomorrow(title: str, stage: str, note: str) -> None:
    what = texts.field_what(title, stage, note)
    assert len(what) <= texts.FIELD_MAX_CHARS
    assert what.endswith(note[:8] if stage == "prepare" else texts.STAGES[stage])


@given(st.text(max_size=60), st.text(max_size=120))
def test_a_place_is_whole_or_without_its_address(station: str, address: str) -> None:
    place = texts.field_place(station, address)
    assert len(place) <= texts.FIELD_MAX_CHARS
    assert place in (texts.place_of(station, address), station[: texts.FIELD_MAX_CHARS])


@given(st.text(max_size=20), st.integers(2, 500))
def test_several_things_still_fit(what: str, count: int) -> None:
    said = texts.several(what, count)
    assert len(said) <= texts.FIELD_MAX_CHARS
    assert str(count) in said


@given(DAYS, st.text(max_size=60), st.text(max_size=20))
def test_every_notice_of_the_duty_roster_is_taken(day: date, place: str, hours: str) -> None:
    for fields in (duty_texts.step_in_fields(day, place), duty_texts.swap_fields(day, place)):
        assert field_problem(tuple(NAMES.values()), template.data(fields, NAMES)) == ""
    assert any(char.isdigit() for char in texts.field_time(day, hours))


@pytest.mark.parametrize("fields", [{}, {"what": "收到"}, {"what": "收到", "where": ""}])
def test_a_push_that_fills_only_some_fields_is_still_taken(world: World, fields: dict[str, str]) -> None:
    """The ledger's notices say what, and neither when nor where."""
    deputy = world.deputy("王秀英")
    times = {"due_at": world.now, "closes_at": world.now.replace(hour=20), "now": world.now}
    row = new_row(
        township_id="t1",
        occasion="entry:1",
        kind="k",
        person_id=deputy,
        text="您的记录\nWT-2026-0001 专干看过了。",
        fields=fields,
        **times,
    )
    with world.database.write() as connection:
        add_missing(connection, [row])
    world.sends()
    (push,) = world.channel.took
    assert field_problem(tuple(NAMES.values()), template.data(push.fields, NAMES)) == ""
    assert push.fields["what"]
