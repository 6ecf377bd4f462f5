"""Progress: each number is that of its rows, grids keep their order, the neighbours count nowhere."""

from __future__ import annotations

import re
from datetime import date
from xml.etree import ElementTree

import pytest
from sqlalchemy import Connection, insert, select, update

from bot.console import progress
from bot.console.drawing import ceiling
from bot.console.progress import Year, counted
from bot.console.progress_month import Month
from bot.entry.house import House
from bot.store.tables import entry, entry_counts, entry_version, grid, person
from tests.console.town import OTHERS_WORD
from tests.console.visitor import Visitor

PATH = "/desk/progress"
TABLE_LINK = re.compile(r'<td class="number"[^>]*><a href="([^"]+)">([^<]+)</a>')


@pytest.fixture
def year(house: House) -> House:
    """李四's visit counts as an opinion heard, 赵五's problem was closed after forty days."""
    with house.database.write() as connection:
        visit, late = (
            connection.scalars(
                select(entry.c.id)
                .where(entry.c.township_id == "t1", entry.c.kind == kind)
                .order_by(entry.c.id.desc())
            ).first()
            for kind in ("home_visit", "problem")
        )
        values = {"entry_id": visit, "ledger": "five_ones", "item": "hear_opinion"}
        connection.execute(insert(entry_counts).values(**values))
        row = connection.execute(select(entry).where(entry.c.id == late)).one()
        fields = {**row.fields, "closed_on": "2026-12-19"}
        connection.execute(
            update(entry).where(entry.c.id == late).values(fields=fields, stage="closed", item="环境卫生")
        )
        connection.execute(
            update(entry).where(entry.c.township_id == "t1", entry.c.stage == "reported").values(item="其他")
        )
    return house


def _counted(house: House, wanted: int = 2026) -> Year:
    with house.database.read() as connection:
        return counted(connection, house.settings, "t1", wanted)


def _total(it: Year) -> int:
    return sum(each.total() for each in (it.done, it.months, it.of_grid, it.problems, it.closing))


def test_what_is_counted(year: House) -> None:
    it = _counted(year)
    assert [(place.name, place.deputies) for place in it.places] == [("东街网格", 2), ("西村网格", 1)]
    assert it.done == {("t1-g1", "do_practical_thing"): 1, ("t1-g1", "hear_opinion"): 1}
    assert it.months == {("home_visit", 12): 1}
    assert it.of_grid == {("t1-g1", "home_visit"): 1, ("t1-g1", "problem"): 1, ("t1-g2", "problem"): 1}
    assert it.problems == {("环境卫生", "closed"): 1, ("其他", "open"): 1}
    assert it.closing == {"31至60天": 1}
    empty = _counted(year, 2025)
    assert _total(empty) == 0


def test_what_was_returned_counts_nowhere(year: House) -> None:
    with year.database.write() as connection:
        connection.execute(update(entry).values(state="returned"))
    it = _counted(year)
    assert _total(it) == 0


def test_a_deputy_counts_once_however_often_she_did_it(year: House) -> None:
    with year.database.write() as connection:
        row = connection.execute(
            select(entry).where(entry.c.township_id == "t1", entry.c.kind == "five_ones")
        ).one()
        again = {**row._mapping, "id": "again", "number": "WG-2026-0099"}
        connection.execute(insert(entry).values(**again))
    assert _counted(year).done["t1-g1", "do_practical_thing"] == 1


def test_every_number_leads_to_as_many_rows(clerk: Visitor, year: House) -> None:
    page = clerk.get(PATH).text
    links = TABLE_LINK.findall(page)
    assert len(links) > 15
    for address, told in links:
        shown = clerk.read(address.replace("&amp;", "&"))
        found = re.search(r"共 ([\d,]+) 条", shown)
        rows = int(found[1]) if found else 0
        assert rows == int(told.partition("/")[0]), (address, told)


def test_grids_keep_their_order_and_those_without_a_grid_come_last(clerk: Visitor, year: House) -> None:
    with year.database.write() as connection:
        connection.execute(update(person).where(person.c.id == "t1-p3").values(grid_id=None))
        connection.execute(update(grid).where(grid.c.id == "t1-g1").values(code="G9"))
    places = _counted(year).places
    assert [(place.name, place.deputies) for place in places] == [("西村网格", 0), ("东街网格", 2), ("", 1)]
    page = clerk.read(PATH)
    assert "还没分网格" in page
    assert OTHERS_WORD not in page
    assert "张三" not in page  # nobody is named, nobody is ranked


def test_a_saved_picture_is_a_whole_file_without_links(clerk: Visitor, year: House) -> None:
    for key in ("matrix", "months", "grids", "categories", "closing"):
        answer = clerk.get(f"{PATH}/{key}", year="2026")
        assert answer.headers["content-type"].startswith("image/svg+xml")
        assert f'filename="{key}-2026.svg"' in answer.headers["content-disposition"]
        root = ElementTree.fromstring(answer.content)
        assert "2026年" in "".join(root.itertext())
        assert "href" not in answer.text
        assert "style" not in answer.text
    assert clerk.get(f"{PATH}/nothing").status_code == 404


def test_a_grid_named_like_a_tag_stays_text(clerk: Visitor, year: House) -> None:
    with year.database.write() as connection:
        connection.execute(update(grid).where(grid.c.id == "t1-g1").values(name="<b>&东"))
    assert "<b>&东" not in clerk.get(PATH).text
    assert "&lt;b&gt;&amp;东" in clerk.get(f"{PATH}/matrix").text


@pytest.mark.parametrize("wanted", ["2025", "1", "x", "99999", ""])
def test_any_year_in_the_address_is_harmless(clerk: Visitor, wanted: str) -> None:
    assert "五个一" in clerk.read(PATH, year=wanted)


@pytest.mark.parametrize(
    ("largest", "end"), [(0, 1), (1, 1), (3, 5), (9, 10), (10, 10), (11, 20), (4001, 5000)]
)
def test_an_axis_ends_at_a_round_number(largest: int, end: int) -> None:
    assert ceiling(largest) == end


def test_what_was_counted_is_kept_until_an_entry_is_written(clerk: Visitor, house: House) -> None:
    before = _counted(house)
    with house.database.write() as connection:  # behind the ledger's back: nobody writes an entry so
        connection.execute(update(entry).where(entry.c.kind == "home_visit").values(state="withdrawn"))
    assert _counted(house).months == before.months
    clerk.does("/desk/entries/WG-2026-0001/return", reason="请写清楚是哪一家")  # the clerk's own way
    after = _counted(house)
    assert after.months == {}
    assert after.done == {}
    with house.database.write() as connection:  # who is where is asked each time
        connection.execute(update(person).where(person.c.id == "t1-p1").values(active=False))
    assert [place.deputies for place in _counted(house).places] == [1, 1]


def test_only_the_months_that_were_written_in_are_counted_again(
    clerk: Visitor, year: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    count = progress.count_month

    def count_month(connection: Connection, township_id: str, first: date, last: date) -> Month:
        asked.append(f"{township_id} {first:%Y-%m}")
        return count(connection, township_id, first, last)

    monkeypatch.setattr(progress, "count_month", count_month)
    progress.count_ahead(year.database, year.settings, 2026)  # as after a start
    assert {each.partition(" ")[0] for each in asked} > {"t1"}
    asked[:] = [each for each in asked if each.startswith("t1 ")]
    assert _counted(year) == _counted(year)
    assert asked == [f"t1 2026-{month:02d}" for month in range(1, 13)]
    with year.database.write() as connection:
        row = connection.execute(
            select(entry.c.number).where(entry.c.township_id == "t1", entry.c.state == "recorded")
        ).first()
    assert row is not None
    before = _counted(year)
    asked.clear()
    clerk.does(f"/desk/entries/{row.number}/return", reason="看不清")
    after = _counted(year)
    assert len(asked) == 1
    assert _total(after) < _total(before)


def test_an_entry_moved_to_another_month_leaves_the_old_one(year: House) -> None:
    with year.database.read() as connection:
        visit = connection.execute(select(entry).where(entry.c.kind == "home_visit")).first()
    assert visit is not None
    assert _counted(year).months == {("home_visit", 12): 1}
    moved = {"happened_on": date(2026, 11, 30), "version": visit.version + 1}
    with year.database.write() as connection:
        connection.execute(update(entry).where(entry.c.id == visit.id).values(**moved))
        names = [column.name for column in entry_version.c if column.name in visit._mapping]
        version = {**{name: visit._mapping[name] for name in names}, **moved, "entry_id": visit.id}
        connection.execute(insert(entry_version).values(**version, changed_by="clerk:test"))
    assert _counted(year).months == {("home_visit", 11): 1}
