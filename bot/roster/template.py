"""The empty roster that a clerk fills in: xlsx with drop-downs and examples, or one csv sheet."""

from __future__ import annotations

import csv
import io

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from bot.roster.columns import LEVELS, MIXED, ROLES, SHEETS, Column, Sheet
from bot.texts import roster_template as texts

ROWS_READY = 500  # rows prepared with text format and drop-downs
_FONT = "微软雅黑"
_HEAD = PatternFill("solid", fgColor="DDEBF7")
_MUST = PatternFill("solid", fgColor="FFF2CC")
_THIN = Border(*(Side(style="thin", color="BFBFBF"),) * 4)
_EXAMPLE = Font(name=_FONT, size=11, italic=True, color="808080")


def template_xlsx() -> bytes:
    book = Workbook()
    _guide(book.worksheets[0])
    for sheet in SHEETS:
        _sheet(book.create_sheet(sheet.title), sheet)
    book.active = 0
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def template_csv() -> bytes:
    """UTF-8 with BOM: Excel and WPS take anything else for GB18030."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([column.title for column in MIXED.columns])
    writer.writerows(MIXED.examples)
    return out.getvalue().encode("utf-8-sig")


def _guide(sheet: Worksheet) -> None:
    sheet.title = "填写说明"
    sheet.column_dimensions["A"].width = 96
    for number, line in enumerate(texts.GUIDE, start=1):
        cell = sheet.cell(number, 1, line)
        cell.font = Font(name=_FONT, size=18 if number == 1 else 12, bold=number == 1)
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        sheet.row_dimensions[number].height = 32 if number == 1 else 38
    _for_printing(sheet)


def _sheet(sheet: Worksheet, spec: Sheet) -> None:
    sheet.freeze_panes = "A2"
    sheet.row_dimensions[1].height = 26
    for index, column in enumerate(spec.columns, start=1):
        letter = get_column_letter(index)
        sheet.column_dimensions[letter].width = column.width_chars
        # Text, so that no program turns a phone into 1.38E+10 or a code into a date.
        sheet.column_dimensions[letter].number_format = "@"
        head = sheet.cell(1, index, column.title)
        head.font = Font(name=_FONT, size=11, bold=True)
        head.fill = _MUST if column.required else _HEAD
        head.alignment = Alignment(horizontal="center", vertical="center")
        head.border = _THIN
        _drop_down(sheet, spec, column, letter)
    for row_number, example in enumerate(spec.examples, start=2):
        for index, text in enumerate(example, start=1):
            sheet.cell(row_number, index, text).font = _EXAMPLE
    for row in sheet.iter_rows(2, ROWS_READY, 1, len(spec.columns)):
        for cell in row:
            cell.number_format = "@"
            cell.border = _THIN
    _for_printing(sheet)


def _drop_down(sheet: Worksheet, spec: Sheet, column: Column, letter: str) -> None:
    """Suggests and explains, and forbids nothing: a name or several levels may be typed as well."""
    choices = {
        "role": f'"{",".join(ROLES.values())}"',
        "level": f'"{",".join(LEVELS)}"',
        "status": '"在任,离任"',
        "station": f"=联络站!$B$2:$B${ROWS_READY}",
        "grid": f"=网格!$B$2:$B${ROWS_READY}",
    }
    if column.key not in choices and not column.hint:
        return
    listed = choices.get(column.key)
    rule = DataValidation(type="list" if listed else None, formula1=listed, allow_blank=True)
    rule.showErrorMessage = False
    if column.hint:
        rule.showInputMessage = True
        rule.promptTitle, rule.prompt = column.title, column.hint
    rule.add(f"{letter}2:{letter}{ROWS_READY}")
    sheet.add_data_validation(rule)


def _for_printing(sheet: Worksheet) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]
    sheet.print_title_rows = "1:1"
