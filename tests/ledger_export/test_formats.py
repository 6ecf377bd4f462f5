"""The same lines in four formats."""

from __future__ import annotations

import csv
import json
from datetime import date, datetime, time

from docx import Document
from openpyxl import load_workbook

from tests.ledger_export.conftest import HASH

DAY = datetime(2026, 11, 10)  # noqa: DTZ001 - spreadsheets know no zones
AT = "2026-11-10T09:05:00+08:00"


def filled(add):
    add("check_in", item="scan", fields={"at": AT, "way": "scan", "place": "东街镇站"})
    add(photos=2, fields={"whom": "东街3组张建国", "content": "路灯坏了,电话13812345678"})


def test_xlsx_is_an_official_table(add, exported):
    filled(add)
    sheet = load_workbook(exported()).worksheets[0]
    assert sheet["A1"].value == "东街镇人大代表“五个一”活动台账"
    assert sheet["A2"].value == "填报单位：东街镇人大办公室"
    assert "时间：2026年11月" in [cell.value for cell in sheet[2]]
    assert [cell.value for cell in sheet[3]][:3] == ["序号", "编号", "日期"]
    merged = {str(area) for area in sheet.merged_cells.ranges}
    assert "A1:K1" in merged
    assert "I3:J3" in merged  # 照片 over 张数 and 文件名
    assert {"A3:A4", "H3:H4"} <= merged
    row = [cell.value for cell in sheet[5]]
    assert row[:8] == [
        1, "WG-2026-0001", DAY, "王小明", "东街镇站", "一网格", "听一次意见",
        "听谁说的:东街3组张某某\n意见内容:路灯坏了,电话138****5678",
    ]  # fmt: skip
    assert row[8] == 2
    assert row[9].split("\n") == [f"{HASH[:12]}.jpg"] * 2
    assert sheet["A7"].value.startswith("填表人：")
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.print_title_rows == "$3:$4"
    assert sheet.freeze_panes == "A5"


def test_dates_times_and_counts_are_typed(add, exported):
    filled(add)
    row = [cell.value for cell in load_workbook(exported("签到")).worksheets[0][5]]
    assert row[0] == 1
    assert row[4] == DAY
    assert row[5] == time(9, 5)
    assert row[6:8] == ["东街镇站", "扫码"]


def test_csv_is_read_by_excel_and_holds_whole_names(add, exported):
    filled(add)
    content = exported("五个一", ".csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    head, row = csv.reader(content.decode("utf-8-sig").splitlines(keepends=True))
    line = dict(zip(head, row, strict=True))
    assert line["日期"] == "2026-11-10"
    assert line["照片张数"] == "2"
    assert line["照片文件名"] == f"{HASH}.jpg\n{HASH}.jpg"


def test_json_says_what_the_paper_says(add, exported):
    filled(add)
    data = json.loads(exported("all", ".json").read_text(encoding="utf-8"))
    assert (data["from"], data["to"], data["masked"]) == ("2026-11-01", "2026-11-30", True)
    assert [line["台账"] for line in data["entries"]] == ["签到", "五个一"]
    assert data["entries"][0]["内容"] == "地点:东街镇站"
    assert date.fromisoformat(data["entries"][1]["日期"]) == date(2026, 11, 10)


def test_docx_is_a_table_whose_headings_repeat(add, exported):
    filled(add)
    document = Document(str(exported("five_ones", ".docx")))
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    assert document.paragraphs[0].text == "东街镇人大代表“五个一”活动台账"
    table = document.tables[0]
    assert [cell.text for cell in table.rows[0].cells][8:10] == ["照片", "照片"]
    assert table.rows[2].cells[7].text == "听谁说的:东街3组张某某\n意见内容:路灯坏了,电话138****5678"
    assert table.rows[0]._tr.xml.count("w:tblHeader") == 1
    assert "填表人" in document.paragraphs[-1].text


def test_an_empty_period_is_still_a_table(exported):
    for suffix in (".xlsx", ".docx", ".csv", ".json"):
        assert exported("five_ones", suffix).stat().st_size > 50
    assert json.loads(exported("five_ones", ".json").read_text(encoding="utf-8"))["entries"] == []
