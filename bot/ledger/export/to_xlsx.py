"""A ledger as an official table in Excel, row by row: memory does not grow with the number of lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from math import ceil
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

from bot.ledger.export.atomic import OneFault
from bot.ledger.export.cells import Value
from bot.ledger.export.columns import Column
from bot.ledger.export.defuse import defuse
from bot.ledger.export.paper import Paper, PaperTable
from bot.ledger.export.punctuation import full_width
from bot.texts import exports as texts

LINE_POINTS = 15
MAX_ROW_POINTS = 409  # Excel's limit
MAX_SHEET_ROWS = 1_000_000  # Excel ends at 1,048,576
# Fonts that every Chinese Windows has; a printed official table needs no licensed one.
_TITLE = Font(name="黑体", size=20)
_HEAD = Font(name="黑体", size=11)
_BODY = Font(name="仿宋", size=11)
_THIN = Border(*(Side(style="thin", color="000000"),) * 4)
_MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)
_PLAIN_LEFT = Alignment(horizontal="left", vertical="center")
_FORMATS = {
    "date": "yyyy-mm-dd",
    "time": "hh:mm",
    "moment": "yyyy-mm-dd hh:mm",
    "number": "General",
    "text": "@",
}


def write_xlsx(paper: Paper, path: Path) -> None:
    book = Workbook(write_only=True)
    try:
        for table in paper.tables:
            _write_table(book, paper, table)
        with OneFault(path) as file:
            book.save(file)
    finally:
        _let_go(book)


def _let_go(book: Workbook) -> None:
    """After a failure openpyxl would leave its sheets open and their temporary files behind."""
    sheets: list[Any] = list(book.worksheets)
    for sheet in sheets:
        with suppress(Exception):
            if not sheet.closed:
                sheet.close()
        with suppress(Exception):  # nothing is left after a success
            sheet._writer.cleanup()
    book.close()


def _write_table(book: Workbook, paper: Paper, table: PaperTable) -> None:
    """Goes on in a further sheet where Excel's rows end."""
    rows = table.counted_rows()
    row = next(rows, None)
    part = 1
    while row is not None or part == 1:
        sheet = _open_sheet(book, paper, table, table.name if part == 1 else f"{table.name}{part}")
        last, template = 0, _template_row(sheet, table.columns)
        while row is not None and last < MAX_SHEET_ROWS:
            last += 1
            _append(sheet, _head_rows(table) + last, table.columns, list(_fill(template, row)))
            row = next(rows, None)
        _close_sheet(sheet, paper, table, first_row=_head_rows(table) + last + 1)
        part += 1


def _head_rows(table: PaperTable) -> int:
    return 4 if table.grouped else 3


def _open_sheet(book: Workbook, paper: Paper, table: PaperTable, name: str) -> Any:
    """Title, unit and period, headings: everything that has to be said before the first row is written."""
    sheet: Any = book.create_sheet(name)
    width, head_rows = len(table.columns), _head_rows(table)
    for index, column in enumerate(table.columns, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = column.width_chars + 0.7
    _set_page(sheet, head_rows)
    for number, height in ((1, 36), (2, 22), (3, 24), (4, 24)):
        sheet.row_dimensions[number].height = height if number <= head_rows else None
    half = max(1, width // 2)
    for area in ((1, 1, 1, width), (2, 1, 2, half), (2, half + 1, 2, width)):
        _merge(sheet, *area)
    sheet.append([_cell(sheet, table.title, _TITLE, _MIDDLE)])
    right = Alignment(horizontal="right", vertical="center")
    second = [_cell(sheet, paper.unit, _BODY, _PLAIN_LEFT), *[None] * (half - 1)]
    sheet.append([*second, _cell(sheet, paper.period, _BODY, right)] if width > 1 else second)
    for cells in _headings(sheet, table):
        sheet.append(cells)
    return sheet


def _headings(sheet: Any, table: PaperTable) -> Iterator[list[Any]]:
    titles = [column.title for column in table.columns]
    if table.grouped:
        upper = list(titles)
        for first, last, group in table.spans():
            if group:
                upper[first : last + 1] = [group] + [""] * (last - first)
                _merge(sheet, 3, first + 1, 3, last + 1)
            else:
                titles[first] = ""
                _merge(sheet, 3, first + 1, 4, first + 1)
        yield [_cell(sheet, text, _HEAD, _MIDDLE, border=True) for text in upper]
    yield [_cell(sheet, text, _HEAD, _MIDDLE, border=True) for text in titles]


def _template_row(sheet: Any, columns: Sequence[Column]) -> list[Any]:
    """Styled once and used for every row: styling a million cells one by one takes minutes."""
    cells = []
    for column in columns:
        wide = column.kind == "text" and column.width_chars > 16
        cell = _cell(sheet, None, _BODY, _LEFT if wide else _MIDDLE, border=True)
        cell.number_format = _FORMATS[column.kind]
        cells.append(cell)
    return cells


def _append(sheet: Any, number: int, columns: Sequence[Column], cells: list[Any]) -> None:
    """With a height of its own: only Excel itself works one out for wrapped text, and only sometimes."""
    sheet.row_dimensions[number].height = row_height(columns, [cell.value for cell in cells])
    sheet.append(cells)
    del sheet.row_dimensions[number]  # it is written; 100,000 of them would stay in memory


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


def _fill(template: Sequence[Any], row: Sequence[Value]) -> Iterator[Any]:
    """The cells are written before the next row is filled in."""
    for cell, value in zip(template, row, strict=True):
        cell.value = defuse(value) if isinstance(value, str) else value
        yield cell


def _close_sheet(sheet: Any, paper: Paper, table: PaperTable, first_row: int) -> None:
    width = len(table.columns)
    for offset, text in enumerate(
        (full_width(texts.total(table.count, masked=paper.masked)), full_width(texts.SIGNATURE))
    ):
        _merge(sheet, first_row + offset, 1, first_row + offset, width)
        sheet.append([_cell(sheet, text, _BODY, _PLAIN_LEFT)])


def _set_page(sheet: Any, head_rows: int) -> None:
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


def _merge(sheet: Any, first_row: int, first_column: int, last_row: int, last_column: int) -> None:
    if (first_row, first_column) != (last_row, last_column):
        first, last = get_column_letter(first_column), get_column_letter(last_column)
        sheet.merged_cells.add(f"{first}{first_row}:{last}{last_row}")


def _cell(sheet: Any, text: str | None, font: Font, alignment: Alignment, *, border: bool = False) -> Any:
    cell = WriteOnlyCell(sheet, value=defuse(text) if text else None)
    cell.font, cell.alignment = font, alignment
    if border:
        cell.border = _THIN
    return cell
