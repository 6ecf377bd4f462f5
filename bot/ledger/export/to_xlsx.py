"""A ledger as an official table in Excel, row by row: memory does not grow with the number of lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from bot.ledger.export import sheet as look
from bot.ledger.export.atomic import OneFault
from bot.ledger.export.columns import Column
from bot.ledger.export.defuse import defuse
from bot.ledger.export.paper import Paper, PaperTable
from bot.ledger.export.punctuation import full_width
from bot.ledger.export.values import Value
from bot.texts import exports as texts

MAX_SHEET_ROWS = 1_000_000  # Excel ends at 1,048,576


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
    look.set_page(sheet, head_rows)
    for number, height in ((1, 36), (2, 22), (3, 24), (4, 24)):
        sheet.row_dimensions[number].height = height if number <= head_rows else None
    half = max(1, width // 2)
    for area in ((1, 1, 1, width), (2, 1, 2, half), (2, half + 1, 2, width)):
        look.merge(sheet, *area)
    sheet.append([look.styled(sheet, table.title, look.TITLE, look.MIDDLE)])
    second = [look.styled(sheet, paper.unit, look.BODY, look.PLAIN_LEFT), *[None] * (half - 1)]
    sheet.append(
        [*second, look.styled(sheet, paper.period, look.BODY, look.PLAIN_RIGHT)] if width > 1 else second
    )
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
                look.merge(sheet, 3, first + 1, 3, last + 1)
            else:
                titles[first] = ""
                look.merge(sheet, 3, first + 1, 4, first + 1)
        yield [look.styled(sheet, text, look.HEAD, look.MIDDLE, border=True) for text in upper]
    yield [look.styled(sheet, text, look.HEAD, look.MIDDLE, border=True) for text in titles]


def _template_row(sheet: Any, columns: Sequence[Column]) -> list[Any]:
    """Styled once and used for every row: styling a million cells one by one takes minutes."""
    cells = []
    for column in columns:
        wide = column.kind == "text" and column.width_chars > 16
        cell = look.styled(sheet, None, look.BODY, look.LEFT if wide else look.MIDDLE, border=True)
        cell.number_format = look.FORMATS[column.kind]
        cells.append(cell)
    return cells


def _append(sheet: Any, number: int, columns: Sequence[Column], cells: list[Any]) -> None:
    """With a height of its own: only Excel itself works one out for wrapped text, and only sometimes."""
    sheet.row_dimensions[number].height = look.row_height(columns, [cell.value for cell in cells])
    sheet.append(cells)
    del sheet.row_dimensions[number]  # it is written; 100,000 of them would stay in memory


def _fill(template: Sequence[Any], row: Sequence[Value]) -> Iterator[Any]:
    """The cells are written before the next row is filled in."""
    for cell, value in zip(template, row, strict=True):
        cell.value = defuse(value) if isinstance(value, str) else value
        yield cell


def _close_sheet(sheet: Any, paper: Paper, table: PaperTable, first_row: int) -> None:
    width = len(table.columns)
    told = (table.note, texts.total(table.count, masked=paper.masked), texts.SIGNATURE)
    for row, text in enumerate((full_width(each) for each in told if each), start=first_row):
        look.merge(sheet, row, 1, row, width)
        sheet.append([look.styled(sheet, text, look.BODY, look.PLAIN_LEFT)])
