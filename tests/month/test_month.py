"""The papers of the month say what was said in it, no more and no less."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

from bot.ledger.attachments import path_of
from bot.ledger.export.ledgers import LEDGERS
from bot.ledger.kinds import KINDS
from bot.store.tables import attachment
from tests.chat.rows import rows as rows_of
from tests.month.book import ITEMS, NUMBER, Record
from tests.month.calendar import Month
from tests.month.deputy_papers import PAPERS, busiest, write_deputy_papers
from tests.month.papers import write_messages, write_papers, write_readme
from tests.month.stage import PHOTO
from tests.month.town import DEPUTIES, GRIDS

pytestmark = pytest.mark.slow  # a month of 660 messages takes about 15 s
SAMPLES = Path(__file__).parents[2] / "docs" / "samples"
LINES = [kind for kind in KINDS if kind != "problem" and kind != "five_ones"]


@pytest.fixture(scope="session")
def told(month: Month, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The papers with the residents' names, as only the clerk may have them."""
    folder = tmp_path_factory.mktemp("told")
    write_papers(month, folder, masked=False, formats=(".csv",))
    return folder


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def cell(row: dict[str, str], heading: str) -> str:
    """By the heading, whatever group it stands under."""
    found = [value for name, value in row.items() if name == heading or name.endswith(heading)]
    assert found, f"no column {heading} in {list(row)}"
    return row.get(heading, found[0])


def as_text(value: Any) -> str:
    return "" if value is None else value.isoformat() if isinstance(value, date) else str(value)


def hold(row: dict[str, str], record: Record, cells: dict[str, Any]) -> None:
    withdrawn = record.state == "已撤回"
    for heading, value in cells.items():
        if not heading.startswith("_"):
            expected = "" if withdrawn and heading not in ALWAYS else as_text(value)
            assert cell(row, heading) == expected, (record.number, heading)
    assert cell(row, "代表").startswith(record.by.name)


ALWAYS = ("照片", "张数", "网格", "联络站", "地点", "类别")


def test_it_was_a_month_as_the_township_has_it(month: Month) -> None:
    book = month.book
    assert len(DEPUTIES) == 60
    assert len(book.messages) >= 500
    assert book.tally["restart"] == 1
    for what in ("duplicate", "interruption", "correction", "withdrawal", "returned", "edit"):
        assert book.tally[what] > 0, what
    assert Counter(each.what for each in book.messages)["photo"] >= 8


@pytest.mark.parametrize("kind", LINES)
def test_every_line_is_what_was_said(month: Month, told: Path, kind: str) -> None:
    records = month.book.of(kind)
    lines = read(told / f"{kind}.csv")
    assert records
    assert sorted(row["编号"] for row in lines) == sorted(record.number for record in records)
    for row in lines:
        record = month.book.records[row["编号"]]
        hold(row, record, record.cells)
        days = [value for name, value in row.items() if name.endswith(("日期", "报到日期"))]
        assert days == [record.day.isoformat()]
        if "核实情况" in row:
            assert row["核实情况"] == record.state


def test_the_ledger_of_the_five_ones_holds_each_record_once_for_each_item(month: Month, told: Path) -> None:
    records = month.book.records.values()
    expected = Counter((r.number, item) for r in records for item in r.items)
    lines = read(told / "five_ones.csv")
    assert Counter((row["编号"], row["项目"]) for row in lines) == expected
    for row in lines:
        record = month.book.records[row["编号"]]
        hold(row, record, {"张数": record.cells.get("张数", record.cells.get("照片", 0))})
        quoted = record.cells.get("_内容")
        if quoted and record.state != "已撤回":
            assert quoted in row["内容"]


def test_the_ledger_of_problems_holds_every_problem_and_how_far_it_is(month: Month, told: Path) -> None:
    expected = {r.number: r for r in month.book.records.values() if r.problem is not None}
    lines = read(told / "problem.csv")
    assert sorted(row["编号"] for row in lines) == sorted(expected)
    for row in lines:
        record = expected[row["编号"]]
        assert record.problem is not None
        hold(row, record, {"承办单位": None, "结果": None, "评价": None, "告知群众": None} | record.problem)
        assert row["办理进度"] == record.stage


def test_the_whole_ledger_is_the_sum_of_its_parts(month: Month, told: Path) -> None:
    lines = read(told / "all.csv")
    assert sorted(row["编号"] for row in lines) == sorted(month.book.records)
    assert [int(row["序号"]) for row in lines] == list(range(1, len(lines) + 1))
    for row in lines:
        assert row["台账"] == KINDS[month.book.records[row["编号"]].ledger].label


def test_numbers_run_without_gaps(month: Month) -> None:
    for kind in KINDS.values():
        taken = sorted(
            int(r.number[-4:]) for r in month.book.records.values() if r.number[:2] == kind.letters
        )
        assert taken == list(range(1, len(taken) + 1)), kind.key


def test_every_count_of_the_summary_is_a_count_of_messages(month: Month, told: Path) -> None:
    counted = [r for r in month.book.records.values() if r.state not in ("已撤回", "已退回")]
    lines = read(told / "summary.csv")
    assert [row["网格"] for row in lines] == [name for _, name in GRIDS]
    for n, row in enumerate(lines):
        mine = [record for record in counted if record.by.grid == n]
        assert cell(row, "代表人数") == "5"
        assert cell(row, "已报到") == str(sum(r.ledger == "grid_registration" for r in mine))
        done = {item: [r for r in mine if item in r.items] for item in ITEMS}
        for item in ITEMS:
            assert row[f"{item}件数"] == str(len(done[item])), (row["网格"], item)
            assert row[f"{item}人数"] == str(len({r.by.key for r in done[item]})), (row["网格"], item)


def test_every_number_was_told_to_its_author_in_answer_to_a_message(month: Month) -> None:
    for record in month.book.records.values():
        first = month.book.told_in(record.number)
        by_office = record.cells.get("方式") in ("电子代表证", "专干代登")
        assert by_office or first.who is record.by
        assert record.ledger == "meeting" or first.at.date() == record.day


def test_photos_are_kept_as_they_were_sent(month: Month) -> None:
    sent = [each for each in month.book.messages if each.what == "photo"]
    kept = rows_of(month.world, attachment)  # type: ignore[arg-type]
    assert len(kept) == len(sent)
    contents = {path_of(month.world.settings.data_dir, row.sha256, row.mime).read_bytes() for row in kept}
    assert contents == {PHOTO + each.said.encode() for each in sent}


def test_the_papers_in_all_formats_hold_the_same(month: Month, tmp_path: Path) -> None:
    write_papers(month, tmp_path)
    for key in LEDGERS:
        expected = sorted(row["编号"] for row in read(tmp_path / f"{key}.csv"))
        sheet = load_workbook(tmp_path / f"{key}.xlsx").worksheets[0]
        in_sheet = [
            str(c.value) for line in sheet.iter_rows() for c in line if c.value and str(c.value)[2:3] == "-"
        ]
        assert sorted(n for n in in_sheet if NUMBER.fullmatch(n)) == expected, key
        tables = Document(str(tmp_path / f"{key}.docx")).tables
        in_word = [c.text for c in (cell for row in tables[0].rows for cell in row.cells)]
        assert sorted(n for n in in_word if NUMBER.fullmatch(n)) == expected, key


def test_the_samples_in_the_documents_are_of_this_month(month: Month, tmp_path: Path) -> None:
    """Differs? ``python -m tests.month docs/samples``, and look at what changed."""
    write_papers(month, tmp_path)
    write_deputy_papers(month, tmp_path)
    write_messages(month.book, tmp_path / "messages.csv")
    write_readme(month.book, tmp_path / "README.md")
    made = {path.name for path in tmp_path.iterdir()}
    assert {path.name for path in SAMPLES.iterdir()} == made
    for name in sorted(made):
        if name.endswith((".csv", ".md")):
            assert (SAMPLES / name).read_text("utf-8-sig") == (tmp_path / name).read_text("utf-8-sig"), name
        if name.endswith(".xlsx"):
            assert _values(SAMPLES / name) == _values(tmp_path / name), name


def test_every_number_in_the_papers_about_a_deputy_is_an_entry_of_hers(month: Month, tmp_path: Path) -> None:
    write_deputy_papers(month, tmp_path)
    hers = {number for number, each in month.book.records.items() if each.by.name == busiest(month)}
    for name in PAPERS:
        text = "\n".join(p.text for p in Document(str(tmp_path / f"{name}.docx")).paragraphs)
        assert set(NUMBER.findall(text)), name
        assert set(NUMBER.findall(text)) <= hers, name


def _values(path: Path) -> list[list[Any]]:
    return [list(row) for sheet in load_workbook(path) for row in sheet.iter_rows(values_only=True)]


def test_the_samples_say_that_they_are_samples() -> None:
    assert "全是样本数据" in (SAMPLES / "README.md").read_text("utf-8")
    for row in read(SAMPLES / "all.csv"):
        assert row["代表"].startswith("示例")


def test_a_pledge_is_shown_with_what_became_of_it(month: Month, told: Path) -> None:
    for row in read(told / "pledge.csv"):
        kept = month.book.records[row["编号"]].cells["_兑现"]
        assert kept is None or any(kept in value for value in row.values())
