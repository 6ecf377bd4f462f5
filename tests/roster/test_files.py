"""The files that clerks really have, and the files that nobody should open."""

from __future__ import annotations

import io
import zipfile

import pytest
from openpyxl import Workbook, load_workbook

from bot.errors import Refused
from bot.roster.parse import parse
from bot.roster.read_file import read_file
from bot.roster.template import template_xlsx


@pytest.fixture
def given(tmp_path):
    def write(content: bytes, name: str = "花名册.xlsx"):
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return write


def saved(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_a_csv_of_any_usual_encoding(given, encoding, delimiter):
    lines = ["示例镇花名册", delimiter.join(["类别", "编号", "名称或姓名", "所属联络站", "电话"])]
    lines += [
        delimiter.join(row)
        for row in (["联络站", "a07", "东街站", "", ""], ["代表", "", "王 小明", "A07", "138 0000 0001"])
    ]
    file = parse(read_file(given("\r\n".join(lines).encode(encoding), "花名册.csv")))
    assert not file.complaints
    assert [(s.code, s.name) for s in file.stations] == [("A07", "东街站")]
    assert [(p.name, p.phone, p.role) for p in file.persons] == [("王小明", "13800000001", "deputy")]


def test_a_title_full_width_digits_synonyms_and_merged_stations(given):
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["示例镇人大代表名册(2026年)"])
    sheet.merge_cells("A1:D1")
    sheet.append(["填报单位:人大办"])
    sheet.append(["序号", " 姓 名* ", "职务类别", "所属联络站", "联系电话(选填)", "出生年月"])
    sheet.append([1, "王小明", "人大代表", "A07", "１３８０００００００１"])
    sheet.append([2, "买买提•艾力", "网格民情联络员", None, 13800000002])
    sheet.merge_cells("D4:D5")
    file = parse(read_file(given(saved(book))))
    assert not file.complaints
    assert [(p.name, p.role, p.station, p.phone) for p in file.persons] == [
        ("王小明", "deputy", "A07", "13800000001"),
        ("买买提·艾力", "grid_worker", "A07", "13800000002"),
    ]
    assert any("出生年月" in hint for hint in file.hints)


def test_a_formulas_cached_value_counts_and_its_error_is_named(given):
    content = saved_with_formulas({"A2": ("B2", "王小明", "str"), "A3": ("B9", "#REF!", "e")})
    file = parse(read_file(given(content)))
    assert [p.name for p in file.persons] == ["王小明"]
    assert [(c.where, "公式" in c.reason) for c in file.complaints] == [("“人员”第 3 行", True)]


def saved_with_formulas(cells):
    """openpyxl writes no cached values, so they are put into the sheet's XML."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "人员"
    sheet.append(["姓名", "身份"])
    sheet.append([None, "代表"])
    sheet.append([None, "代表"])
    source, out = zipfile.ZipFile(io.BytesIO(saved(book))), io.BytesIO()
    with source, zipfile.ZipFile(out, "w") as target:
        for part in source.infolist():
            content = source.read(part)
            if part.filename == "xl/worksheets/sheet1.xml":
                for place, (formula, value, kind) in cells.items():
                    cell = f'<c r="{place}" t="{kind}"><f>{formula}</f><v>{value}</v></c>'
                    row = f'<row r="{place[1:]}">'
                    content = content.replace(row.encode(), (row + cell).encode())
            target.writestr(part, content)
    return out.getvalue()


def test_a_code_that_excel_made_a_date_is_named(given):
    from datetime import date

    book = Workbook()
    book.worksheets[0].title = "网格"
    book.worksheets[0].append(["网格编号", "网格名称"])
    book.worksheets[0].append([date(2026, 1, 3), "一网格"])
    file = parse(read_file(given(saved(book))))
    assert "日期" in file.complaints[0].reason


def test_a_code_shown_with_leading_zeros_keeps_them(given):
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["网格编号", "网格名称"])
    sheet.append([7, "一网格"])
    sheet["A2"].number_format = "000"
    assert parse(read_file(given(saved(book)))).grids[0].code == "007"


def test_a_format_set_on_a_million_rows_costs_nothing(given):
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["姓名", "身份"])
    sheet.append(["王小明", "代表"])
    sheet.cell(1_048_576, 1).number_format = "@"
    assert len(parse(read_file(given(saved(book)))).persons) == 1


def test_a_hidden_sheet_and_the_instructions_are_passed_over(given):
    book = load_workbook(io.BytesIO(template_xlsx()))
    book["人员"].append(["", "王小明", "代表"])
    hidden = book.create_sheet("旧名单")
    hidden.append(["姓名", "身份"])
    hidden.append(["不该进来", "代表"])
    hidden.sheet_state = "hidden"
    file = parse(read_file(given(saved(book))))
    assert [p.name for p in file.persons] == ["王小明"]


def zip_bomb():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (60 * 1024 * 1024))
    return out.getvalue()


def with_doctype():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(
            "xl/workbook.xml", '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><workbook>&a;</workbook>'
        )
    return out.getvalue()


def other_zip():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "空"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "另存为"),
        (template_xlsx()[:3000], "打不开"),
        (b"PK\x03\x04" + b"rubbish" * 50, "打不开"),
        (zip_bomb(), "大得不正常"),
        (with_doctype(), "打不开"),
        (other_zip(), "不是表格"),
        (b"<html><table><tr><td>x</td></tr></table></html>", "不是表格"),
        (b"\x00\x01\x02" * 100, "不是表格"),
        (b"\x80\xff\x80\xff\x80", "认不出来"),
        ("姓名,身份\n".encode() + "王小明,代表\n".encode() * 6000, "超过"),
        ("随便,写的\n什么,都有\n".encode(), "没有认出花名册"),
    ],
    ids=[
        "empty",
        "xls",
        "cut",
        "rubbish",
        "bomb",
        "doctype",
        "docx",
        "html",
        "binary",
        "encoding",
        "long",
        "other",
    ],
)
def test_what_is_no_roster_is_refused_in_plain_words(given, content, word):
    with pytest.raises(Refused, match=word):
        parse(read_file(given(content)))


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(Refused, match="找不到"):
        read_file(tmp_path / "没有.xlsx")


def test_a_table_without_a_needed_column_says_which(given):
    file = parse(read_file(given("姓名,电话,网格\n王小明,13800000001,W1\n".encode(), "a.csv")))
    assert "“身份”" in file.complaints[0].reason
