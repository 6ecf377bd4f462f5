"""What a deputy's move, departure or namesake does to the ledger: what was recorded stays where it was."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import insert, update

from bot.ledger.export.run import summarise
from bot.store.tables import grid, person, station
from tests.ledger_export.conftest import FIRST, LAST, NOW


@pytest.fixture
def summed(database, settings, tmp_path):
    def run():
        out = tmp_path / "summary.json"
        with database.read() as connection:
            summarise(connection, "t", "东街镇", (FIRST, LAST), out, settings, NOW)
        return json.loads(out.read_text(encoding="utf-8"))

    return run


def lines(exported, kind="five_ones"):
    return json.loads(exported(kind, ".json").read_text(encoding="utf-8"))["entries"]


def test_who_moves_leaves_her_records_in_the_old_grid_and_counts_in_the_new(add, exported, database, summed):
    with database.write() as connection:
        connection.execute(insert(grid).values(id="g2", township_id="t", code="W2", name="二网格"))
        connection.execute(insert(station).values(id="s2", township_id="t", code="B02", name="西村站"))
    before = add()
    with database.write() as connection:
        connection.execute(update(person).where(person.c.id == "p").values(grid_id="g2", station_id="s2"))
    after = add(grid_id="g2", station_id="s2")
    found = {line["编号"]: (line["网格"], line["联络站"]) for line in lines(exported)}
    assert found == {before: ("一网格", "东街镇站"), after: ("二网格", "西村站")}
    per_grid = {line["网格"]: line["听一次意见件数"] for line in summed()["entries"]}
    assert per_grid == {"一网格": 0, "二网格": 2}  # her year goes with her


def test_who_leaves_keeps_her_records_and_is_asked_for_nothing_more(add, exported, database, summed):
    number = add()
    with database.write() as connection:
        connection.execute(update(person).where(person.c.id == "p").values(active=False))
    assert [(line["编号"], line["代表"]) for line in lines(exported)] == [(number, "王小明")]
    assert [line["代表"] for line in summed()["summary"]] == ["李小红"]


def test_two_of_one_name_are_counted_apart(add, database, summed):
    with database.write() as connection:
        connection.execute(
            insert(person).values(
                id="p2", township_id="t", role="deputy", name="王小明", created_at=NOW, grid_id="gt"
            )
        )
    add()
    found = [(line["代表"], line["已有"]) for line in summed()["summary"]]
    assert sorted(found) == [("李小红", "0/5"), ("王小明", "0/5"), ("王小明", "1/5")]


def test_one_deputy_on_three_levels_is_one_line_with_all_of_them(add, exported, database):
    with database.write() as connection:
        connection.execute(update(person).where(person.c.id == "p").values(level="乡镇、县级、市级"))
    add("study", item="", fields={"content": "培训"})
    (line,) = lines(exported, "study")
    assert line["层级"] == "乡镇、县级、市级"
