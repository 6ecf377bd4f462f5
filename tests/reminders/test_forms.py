"""Every form of occasion, written as an office writes it, by the command line: table, JSON and calendar."""

from __future__ import annotations

import json
import re
import tomllib
from collections import defaultdict
from pathlib import Path

import pytest
from icalendar import Calendar
from sqlalchemy import insert
from typer.testing import CliRunner

from bot.entry.commands import remind
from bot.store.tables import station
from tests.reminders.world import World

FORMS = """
[reminders]
reception_day = 0
digest = false
open_items_day = 0
workdays_file = "{folder}/workdays.txt"

[[reminders.occasions]]          # 每月一天,不到这天的月份取月底
key = "monthly_day"
title = "每月一天"
day = 31

[[reminders.occasions]]          # 每月第二个星期三
key = "weekday"
title = "第二个星期三"
repeat = "nth_weekday"
nth = 2
weekday = 3

[[reminders.occasions]]          # 每季首月 20 日,遇休息日顺延
key = "dual_activity_day"
title = "代表双活动日"
repeat = "quarterly"
day = 20
workday = "next"

[[reminders.occasions]]          # 教育行业,每两个月,遇休息日提前
key = "education_day"
title = "教育行业履职日"
repeat = "every_months"
months = 2
start = "2026-01"
day = 15
scope = "group"
names = ["教育"]
place = "镇中心小学"
workday = "previous"

[[reminders.occasions]]          # 一个联络站
key = "station_day"
title = "城西开放日"
repeat = "dates"
dates = [2026-03-05, 2026-05-01]
scope = "station"
names = ["城西联络站"]

[[reminders.occasions]]          # 县级代表
key = "county_day"
title = "县级代表视察"
repeat = "dates"
dates = [2026-06-10]
scope = "level"
names = ["县级"]

[[reminders.occasions]]          # 别的乡镇
key = "elsewhere"
title = "别的镇"
scope = "township"
names = ["别的镇"]

[[reminders.occasions]]          # 会议和会前准备
key = "congress_meeting"
title = "镇人代会"
repeat = "dates"
dates = [2026-09-18]
preparations = [
  {{ days_before = 30, text = "报县人大,定会议日期" }},
  {{ days_before = 7, text = "印发会议通知和材料" }},
]
"""
MORNINGS = {
    "monthly_day": ["01-31", "02-28", "03-31", "04-30", "05-31", "06-30"],
    "weekday": ["01-14", "02-11", "03-11", "04-08", "05-13", "06-10"],
    "dual_activity_day": ["01-20", "04-21"],  # 20 April: closed by the local file
    "education_day": ["01-15", "03-13", "05-15"],  # 15 March 2026 is a Sunday, the 14th a Saturday
    "station_day": ["03-05", "05-01"],
    "county_day": ["06-10"],
}


@pytest.fixture
def office(world: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> World:
    """王秀英 (乡镇, 教育, 城东), 李建国 (县级, 城西) and the clerk."""
    (tmp_path / "workdays.txt").write_text("2026-04-20 休\n", encoding="utf-8")
    config = tmp_path / "config.toml"
    config.write_text(FORMS.format(folder=tmp_path), encoding="utf-8")
    monkeypatch.setenv("RENDA_CONFIG", str(config))
    monkeypatch.setenv("RENDA_DATA_DIR", str(tmp_path))
    with world.database.write() as connection:
        connection.execute(insert(station).values(id="s2", township_id="t1", code="B02", name="城西联络站"))
    world.change(world.deputy("王秀英"), level="乡镇", group_name="教育")
    world.change(world.deputy("李建国"), level="县级", station_id="s2")
    world.deputy("专干", role="clerk")
    return world


def previewed(*more: str, first: str = "2026-01-01", last: str = "2026-06-30") -> str:
    words = ["preview", "--from", first, "--to", last, *more]
    result = CliRunner().invoke(remind.app, words, catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout


def test_each_form_falls_on_its_days_and_concerns_its_people(office: World) -> None:
    lines = json.loads(previewed("--json"))
    assert {tuple(line) for line in lines} == {("at", "occasion", "person", "channel", "text")}
    assert [line["at"] for line in lines] == sorted(line["at"] for line in lines)
    days: dict[str, set[str]] = defaultdict(set)
    people: dict[str, set[str]] = defaultdict(set)
    for line in lines:
        name = line["occasion"].split(":")[0]
        people[name].add(line["person"])
        if line["at"].endswith("T07:30:00+08:00"):
            days[name].add(line["at"][5:10])
    assert {name: sorted(found) for name, found in days.items()} == MORNINGS
    assert people["education_day"] == {"王秀英"}
    assert people["station_day"] == people["county_day"] == {"李建国"}
    assert people["monthly_day"] == {"王秀英", "李建国"}


def test_a_meeting_reminds_the_clerk_of_each_preparation_and_the_deputies_of_the_day(office: World) -> None:
    lines = json.loads(previewed("--json", first="2026-08-15", last="2026-09-18"))
    meeting = [line for line in lines if line["occasion"] == "congress_meeting:2026-09-18"]
    told = {(line["at"][:10], line["person"]) for line in meeting}
    eve_and_day = {(f"2026-09-{day}", name) for day in (17, 18) for name in ("王秀英", "李建国")}
    assert told == {("2026-08-19", "专干"), ("2026-09-11", "专干")} | eve_and_day
    assert any("报县人大,定会议日期" in line["text"] for line in meeting)


def test_the_table_and_the_calendar_say_the_same_as_the_json(office: World, tmp_path: Path) -> None:
    lines = json.loads(previewed("--json"))
    table = previewed()
    assert table.count("王秀英") >= sum(line["person"] == "王秀英" for line in lines)
    previewed("--ics", str(tmp_path / "p.ics"))
    events = Calendar.from_ical((tmp_path / "p.ics").read_bytes()).walk("VEVENT")
    starts = {event.decoded("dtstart").isoformat() for event in events}
    assert len(starts) == len({line["at"] for line in lines})


def test_what_the_documentation_shows_is_taken_as_it_stands(world: World, tmp_path: Path) -> None:
    doc = Path(__file__).parents[2] / "docs" / "reminders.md"
    shown = re.findall(r"```toml\n(.*?)```", doc.read_text(encoding="utf-8"), re.DOTALL)
    occasions = [each for block in shown for each in tomllib.loads(block)["reminders"]["occasions"]]
    world.with_reminders(occasions=occasions)
    keys = {rule.key for rule in world.settings.reminders.occasions}
    assert keys >= {"dual_activity_day", "education_day", "congress_meeting"}
