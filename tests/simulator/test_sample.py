"""The sample township goes in by the real import, and says of itself that it is a sample."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from bot.clock import system_clock
from bot.errors import Refused
from bot.roster.importing import import_roster
from bot.roster.known import find_township, read_known
from bot.settings import Settings
from bot.simulator.demo import prepare_demo
from bot.simulator.demo_settings import FILE, demo_settings
from bot.simulator.sample import town, tries
from bot.store.database import Database


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return demo_settings(Settings(data_dir=tmp_path))


@pytest.fixture
def database(settings: Settings):
    database = Database(settings.database_url)
    database.migrate()
    yield database
    database.close()


def test_the_whole_township_is_loaded_once(settings: Settings, database: Database) -> None:
    for _ in range(2):
        prepare_demo(settings, database)
    with database.read() as connection:
        known = read_known(connection, find_township(connection, settings.office.township) or "")
    roles = [person.role for person in known.persons]
    counted = {role: roles.count(role) for role in set(roles)}
    assert counted == {"deputy": 12, "clerk": 1, "grid_worker": 2}
    assert (len(known.grids), len(known.stations)) == (4, 2)
    assert all(person.station_id and person.grid_id for person in known.persons if person.role != "clerk")


def test_everything_says_that_it_is_a_sample() -> None:
    with town.ROSTER.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert all("示例" in row["名称或姓名"] for row in rows)
    assert not any(row["电话"] for row in rows)
    assert "示例" in town.ACTIVITY_PLAN.read_text("utf-8").splitlines()[0]
    assert all("示例" in place.label for place in town.PLACES)


def test_every_phone_belongs_to_somebody_of_the_roster_or_to_a_resident() -> None:
    with town.ROSTER.open(encoding="utf-8", newline="") as file:
        words = {"代表": "deputy", "专干": "clerk", "网格员": "grid_worker"}
        known = {(row["名称或姓名"], words.get(row["类别"], "")) for row in csv.DictReader(file)}
    for holder in town.HOLDERS:
        assert len(holder.openid) == town.OPENID_CHARS
        assert holder.role in tries.BY_ROLE
        assert not holder.role or (holder.name, holder.role) in known
    assert len({holder.openid for holder in town.HOLDERS}) == len(town.HOLDERS)


def test_an_offices_own_data_is_left_alone(settings: Settings, database: Database, tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text("类别,名称或姓名\n代表,王小明\n", encoding="utf-8")
    import_roster(database, own, settings.office.township, system_clock())
    with pytest.raises(Refused, match="正式数据"):
        prepare_demo(settings, database)
    assert not (settings.data_dir / FILE).exists()


def test_the_terminal_names_the_page_a_code_and_the_file(settings: Settings, database: Database) -> None:
    demo = prepare_demo(settings, database)
    [binding] = [it.says for it in demo.stage.people[0].tries() if it.says.startswith("绑定")]
    told = demo.what_to_try()
    for expected in ("http://127.0.0.1:8000/simulator", binding, str(settings.data_dir / FILE)):
        assert expected in told


def test_the_menu_is_one_that_the_platform_takes(settings: Settings, database: Database) -> None:
    from bot.simulator.platform.material import menu_problem

    demo = prepare_demo(settings, database)
    assert menu_problem({"button": list(demo.stage.menu)}) == 0
