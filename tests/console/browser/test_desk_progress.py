"""Progress in a browser: seen, read as a table, followed to its rows, saved."""

from __future__ import annotations

import re
from datetime import date

import pytest
from playwright.sync_api import expect
from sqlalchemy import insert, select

from bot.entry.house import House
from bot.store.tables import entry, entry_counts, grid, person
from tests.console.browser.conftest import Screen
from tests.console.town import NOW

ITEMS = ("hear_opinion", "make_suggestion", "report_problem", "do_practical_thing", "write_residents_report")


@pytest.fixture
def busy(house: House) -> None:
    """A year as it may be: six more grids of three deputies each, and what they did."""
    with house.database.write() as connection:
        row = connection.execute(
            select(entry).where(entry.c.township_id == "t1", entry.c.kind == "home_visit")
        ).one()
        for at in range(3, 9):
            place = {
                "id": f"g{at}",
                "township_id": "t1",
                "code": f"G{at}",
                "name": f"{'一二三四五六'[at - 3]}组网格",
            }
            connection.execute(insert(grid).values(**place))
            for who in range(3):
                whose = {"id": f"p{at}{who}", "township_id": "t1", "role": "deputy", "name": f"代表{at}{who}"}
                connection.execute(insert(person).values(**whose, grid_id=f"g{at}", created_at=NOW))
        count = 0
        for at in range(3, 9):
            for who in range(3):
                for month in range(1, 13):
                    if (at * who + month) % 4 == 0:
                        continue
                    count += 1
                    kind = ("home_visit", "reception", "problem", "grid_registration")[(at + who + month) % 4]
                    closed = {"closed_on": f"2026-12-{1 + count % 7:02d}"} if count % 2 else {}
                    stage = ("closed" if count % 2 else "assigned") if kind == "problem" else ""
                    values = {
                        **row._mapping,
                        "id": f"busy{count:04d}",
                        "number": f"XX-2026-{count:04d}",
                        "kind": kind,
                        "person_id": f"p{at}{who}",
                        "grid_id": f"g{at}",
                        "happened_on": date(2026, month, 5),
                        "item": ("道路交通", "环境卫生", "供电照明")[count % 3] if kind == "problem" else "",
                        "stage": stage,
                        "fields": {"content": "路灯", **closed},
                        "created_at": NOW.replace(month=month, day=5),
                    }
                    connection.execute(insert(entry).values(**values))
                    also = {"entry_id": values["id"], "ledger": "five_ones", "item": ITEMS[(at + month) % 5]}
                    connection.execute(insert(entry_counts).values(**also))


def test_she_sees_how_far_it_is_and_what_is_behind(screen: Screen, busy: None) -> None:
    page = screen.open("/desk/progress")
    expect(page.get_by_role("heading", level=2)).to_have_count(5)
    screen.shot("progress", whole=True)
    page.get_by_text("用表格看").first.click()
    cell = page.get_by_role("row", name=re.compile("一组网格")).first.get_by_role("link").nth(1)
    expect(cell).to_have_text("3/3")
    cell.click()
    expect(page.get_by_role("heading", name="台账", level=1)).to_be_visible()
    expect(page.get_by_role("table")).to_contain_text("一组网格")
    screen.check()


def test_a_click_into_the_picture_leads_to_the_rows_and_a_picture_is_saved(
    screen: Screen, busy: None
) -> None:
    page = screen.open("/desk/progress")
    with page.expect_download() as started:
        page.get_by_role("link", name=re.compile("保存图片")).first.click()
    assert started.value.suggested_filename == "matrix-2026.svg"
    page.locator("svg a").nth(14).click()
    expect(page.get_by_role("heading", name="台账", level=1)).to_be_visible()
