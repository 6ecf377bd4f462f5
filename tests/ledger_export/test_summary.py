"""The five ones summed up: what is missing, for whom; and no rank."""

from __future__ import annotations

import json
from datetime import date

import pytest
from openpyxl import load_workbook
from sqlalchemy import insert, select, update

from bot.errors import Refused
from bot.ledger.export.request import read_period
from bot.ledger.export.run import summarise
from bot.ledger.kinds import KINDS
from bot.store.tables import entry, entry_counts, person
from tests.ledger_export.conftest import FIRST, LAST, NOW


@pytest.fixture
def summed(database, settings, tmp_path):
    def run(suffix: str = ".json"):
        out = tmp_path / f"summary{suffix}"
        with database.read() as connection:
            summarise(connection, "t", "东街镇", (FIRST, LAST), out, settings, NOW)
        return out

    return run


def read(out):
    data = json.loads(out.read_text(encoding="utf-8"))
    return data["entries"], data["summary"]


def test_per_grid_counts_things_and_people_and_names_what_is_missing(add, summed):
    add()
    add()
    add(who="q", item="make_suggestion")
    (line,), _ = read(summed())
    assert (line["网格"], line["代表人数"]) == ("一网格", 2)
    assert (line["听一次意见件数"], line["听一次意见人数"]) == (2, 1)
    assert (line["提一条建议件数"], line["提一条建议人数"]) == (1, 1)
    assert line["五项都有"] == 0
    assert "王小明:提一条建议、反映一个问题、办一件实事、写一份民情报告" in line["还差的代表和项目"]


def test_who_has_all_five_is_missing_nothing(add, summed, settings):
    for item in settings.five_ones:
        add(item=item.key)
    (grid,), deputies = read(summed())
    assert grid["五项都有"] == 1
    first = next(line for line in deputies if line["代表"] == "王小明")
    assert (first["已有"], first["还差"]) == ("5/5", "")


def test_the_day_and_the_number_are_those_of_the_latest(add, summed):
    late = add(happened_on=date(2026, 11, 20))
    add(happened_on=date(2026, 11, 2))
    _, (line, *_) = read(summed())
    assert (line["听一次意见完成日"], line["听一次意见台账编号"]) == ("2026-11-20", late)


@pytest.mark.parametrize("state", ["withdrawn", "returned"])
def test_what_is_withdrawn_or_returned_counts_for_nothing(add, summed, state):
    add(state=state)
    (line,), _ = read(summed())
    assert line["听一次意见件数"] == 0


def test_a_deputy_without_any_entry_is_there_and_another_township_is_not(add, summed):
    add(who="x", where="u")
    _, deputies = read(summed())
    assert [line["代表"] for line in deputies] == ["王小明", "李小红"]
    assert all(line["已有"] == "0/5" for line in deputies)


def test_registration_of_any_earlier_month_counts(add, summed):
    add("grid_registration", item="", fields={}, happened_on=date(2026, 3, 1))
    (line,), _ = read(summed())
    assert (line["登记报到已报到"], line["登记报到未报到的代表"]) == (1, "李小红")


def test_registration_of_an_earlier_term_does_not_count(add, database, settings, tmp_path):
    add("grid_registration", item="", fields={}, happened_on=date(2026, 3, 1))
    ledger = settings.ledger.model_copy(update={"term_started_on": "2026-06-01"})
    out = tmp_path / "a.json"
    with database.read() as connection:
        here = settings.model_copy(update={"ledger": ledger})
        summarise(connection, "t", "东街镇", (FIRST, LAST), out, here, NOW)
    (line,), _ = read(out)
    assert line["登记报到已报到"] == 0


def test_a_reception_is_printed_with_its_own_columns_and_its_problem_in_the_other_ledger(
    add, exported, database
):
    number = add(
        "reception",
        item="需要交办",
        fields={
            "content": "楼上漏水", "caller": "张建国", "phone": "13812345678", "handling": "需要交办",
            "category": "住房", "at": "2026-11-10T09:05:00+08:00", "assigned_to": "城建办",
            "assigned_on": "2026-11-12", "stage": "已交办",
        },
    )  # fmt: skip
    with database.write() as connection:
        key = connection.scalar(select(entry.c.id))
        connection.execute(insert(entry_counts).values(entry_id=key, ledger="problem", item="住房"))
        connection.execute(update(entry).values(stage="assigned"))
    (line,) = json.loads(exported("接待", ".json").read_text(encoding="utf-8"))["entries"]
    assert (line["接待时间"], line["选民姓名"], line["选民电话"]) == ("09:05", "张某某", "138****5678")
    assert (line["去向"], line["办理进度"]) == ("需要交办", "已交办")
    assert "13812345678" not in line["其他"]
    (line,) = json.loads(exported("问题", ".json").read_text(encoding="utf-8"))["entries"]
    assert (line["编号"], line["反映人"], line["问题"]) == (number, "张某某", "楼上漏水")
    assert (line["办理承办单位"], line["办理交办日"]) == ("城建办", "2026-11-12")


def test_deputies_without_a_grid_and_those_who_left(database, summed):
    with database.write() as connection:
        connection.execute(update(person).where(person.c.id == "p").values(grid_id=None))
        connection.execute(update(person).where(person.c.id == "q").values(active=False))
    (line,), _ = read(summed())
    assert (line["网格"], line["代表人数"]) == ("(还没分网格)", 1)


def test_the_order_is_the_rosters_whatever_the_numbers_are(add, summed, database):
    with database.write() as connection:
        connection.execute(
            insert(person).values(
                id="r", township_id="t", role="deputy", name="赵最后", created_at=NOW, grid_id="gt"
            )
        )
    for item in ("hear_opinion", "make_suggestion", "report_problem"):
        add(who="r", item=item)
    _, deputies = read(summed())
    assert [line["代表"] for line in deputies][-1] == "赵最后"


def test_xlsx_has_both_tables_and_word_opens(add, summed):
    add()
    book = load_workbook(summed(".xlsx"))
    assert book.sheetnames == ["按网格", "按代表"]
    heads = {cell.value for cell in book["按代表"][3]}
    assert {"听一次意见", "写一份民情报告"} <= heads
    assert summed(".docx").stat().st_size > 10_000


def test_the_five_ones_export_brings_the_summary_along(add, exported):
    add()
    book = load_workbook(exported("five_ones"))
    assert book.sheetnames == ["五个一", "按代表"]
    assert book["按代表"]["C5"].value == "王小明"


def test_every_kind_of_entry_has_its_paper_and_no_answer_is_lost(add, exported):
    for kind in KINDS:
        number = add(kind, item="", fields={"content": "要紧的话", "unheard_of": "没有列的话"})
        for suffix in (".xlsx", ".docx", ".csv"):
            assert exported(kind, suffix).stat().st_size > 100
        text = exported(kind, ".json").read_text(encoding="utf-8")
        assert number in text
        assert "要紧的话" in text
        assert "没有列的话" in text


@pytest.mark.parametrize(
    ("month", "year", "period"),
    [
        ("2026-02", "", (date(2026, 2, 1), date(2026, 2, 28))),
        ("2028年2月", "", (date(2028, 2, 1), date(2028, 2, 29))),
        ("", "2026", (date(2026, 1, 1), date(2026, 12, 31))),
        ("", "", (date(2026, 11, 1), date(2026, 11, 30))),
    ],
)
def test_periods(month, year, period):
    assert read_period(month, year, NOW.date()) == period


@pytest.mark.parametrize(
    ("month", "year"), [("2026-13", ""), ("11月", ""), ("2026-11", "2026"), ("", "今年")]
)
def test_periods_that_are_none(month, year):
    with pytest.raises(Refused):
        read_period(month, year, NOW.date())
