"""How a sheet looks: fonts, page set-up for A4 landscape, merged cells, heights. Nothing about ledgers."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Any

from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

from bot.ledger.export.columns import Column
from bot.ledger.export.defuse import defuse

LINE_POINTS = 16.5  # of eleven-point text where 仿宋 is not installed and a taller font stands in
MAX_ROW_POINTS = 409  # Excel's limit
# Fonts that every Chinese Windows has; a printed official table needs no licensed one.
TITLE = Font(name="黑体", size=20)
HEAD = Font(name="黑体", size=11)
BODY = Font(name="仿宋", size=11)
_THIN = Border(*(Side(style="thin", color="000000"),) * 4)
MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)
PLAIN_LEFT = Alignment(horizontal="left", vertical="center")
PLAIN_RIGHT = Alignment(horizontal="right", vertical="center")
FORMATS = {
    "date": "yyyy-mm-dd",
    "day": "mm-dd",
    "time": "hh:mm",
    "moment": "yyyy-mm-dd hh:mm",
    "number": "General",
    "text": "@",
}


def set_page(sheet: Any, head_rows: int) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins.left = sheet.page_margins.right = 0.6  # inches
    sheet.page_margins.top, sheet.page_margins.bottom = 0.8, 0.7
    sheet.print_options.horizontalCentered = True
    sheet.print_title_rows = f"{3}:{head_rows}"
    sheet.oddFooter.center.text = "第 &P 页 共 &N 页"
    sheet.freeze_panes = f"A{head_rows + 1}"


def merge(sheet: Any, first_row: int, first_column: int, last_row: int, last_column: int) -> None:
    if (first_row, first_column) != (last_row, last_column):
        first, last = get_column_letter(first_column), get_column_letter(last_column)
        sheet.merged_cells.add(f"{first}{first_row}:{last}{last_row}")


def styled(sheet: Any, text: str | None, font: Font, alignment: Alignment, *, border: bool = False) -> Any:
    cell = WriteOnlyCell(sheet, value=defuse(text) if text else None)
    cell.font, cell.alignment = font, alignment
    if border:
        cell.border = _THIN
    return cell


def row_height(columns: Sequence[Column], values: Sequence[Any]) -> float:
    """Points for the cell with the most lines; a Chinese character is two wide."""
    lines = 1
    for column, value in zip(columns, values, strict=True):
        fits = max(2, int(column.width_chars))
        if isinstance(value, str) and (len(value) * 2 > fits or "\n" in value):
            lines = max(lines, sum(max(1, ceil(width_of(part) / fits)) for part in value.split("\n")))
    return min(MAX_ROW_POINTS, LINE_POINTS * lines + 5)


def width_of(text: str) -> int:
    """In GB18030 a Chinese character has two bytes, as it takes two columns."""
    return len(text.encode("gb18030", "replace"))
