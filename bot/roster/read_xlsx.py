"""An xlsx file as tables of text. A hostile or broken file is refused before it is opened."""

from __future__ import annotations

import io
import warnings
import zipfile
from datetime import date, datetime, time
from typing import Any

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from bot.errors import Refused
from bot.roster.tables import MAX_COLUMNS, MAX_ROWS, Table, TableRow
from bot.texts import roster as texts

# A roster of 5,000 rows unpacks to about 3 MB. openpyxl needs some 50 times the unpacked size in memory.
MAX_UNPACKED_BYTES = 25 * 1024 * 1024
MAX_PARTS = 2000


def read_xlsx(content: bytes) -> list[Table]:
    """Every visible sheet, cached formula results included. Raises :class:`Refused`."""
    _refuse_dangerous(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns about extensions it does not keep; we only read
            book = load_workbook(io.BytesIO(content), data_only=True)
            return [_table(sheet) for sheet in book.worksheets if sheet.sheet_state == "visible"]
    except Refused:
        raise
    except Exception as error:  # openpyxl lets a dozen kinds through: KeyError, ValueError, ParseError …
        raise Refused(texts.BROKEN_FILE) from error


def _refuse_dangerous(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if not any(part.filename == "xl/workbook.xml" for part in parts):
                raise Refused(texts.NOT_A_TABLE)
            # zipfile reads no more of a part than the size it declares, so these sizes are a true bound.
            if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES:
                raise Refused(texts.TOO_LARGE_INSIDE)
            for part in parts:
                if part.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" in archive.read(part)[:4096]:
                    raise Refused(texts.BROKEN_FILE)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        raise Refused(texts.BROKEN_FILE) from error


def _table(sheet: Worksheet) -> Table:
    """Goes by the cells that exist: a format set on whole columns must not cost a million rows."""
    texts_at: dict[int, dict[int, str]] = {}
    faults_at: dict[int, dict[int, str]] = {}
    for (row, column), cell in sorted(sheet._cells.items()):
        if cell.value is None or column > MAX_COLUMNS:
            continue
        text, fault = _cell(cell)
        if text or fault:
            texts_at.setdefault(row, {})[column - 1] = text
        if fault:
            faults_at.setdefault(row, {})[column - 1] = fault
    if len(texts_at) > MAX_ROWS:
        raise Refused(texts.too_many_rows(MAX_ROWS))
    _fill_merged(sheet, texts_at)
    rows = (
        TableRow(number, tuple(cells.get(i, "") for i in range(max(cells) + 1)), faults_at.get(number, {}))
        for number, cells in sorted(texts_at.items())
    )
    return Table(sheet.title, tuple(row for row in rows if not row.blank))


def _fill_merged(sheet: Worksheet, texts_at: dict[int, dict[int, str]]) -> None:
    """A station merged down over its people belongs to each of them. A title merged across stays one cell."""
    for merged in sheet.merged_cells.ranges:
        if merged.min_col != merged.max_col:
            continue
        text = texts_at.get(merged.min_row, {}).get(merged.min_col - 1, "")
        for row in range(merged.min_row + 1, merged.max_row + 1):
            if text and row in texts_at:
                texts_at[row].setdefault(merged.min_col - 1, text)


def _cell(cell: Any) -> tuple[str, str]:
    """The text a clerk sees, and why it cannot be trusted (empty: it can)."""
    value = cell.value
    if cell.data_type == "e":
        return str(value), texts.FORMULA_ERROR
    if isinstance(value, datetime | date | time):
        return str(value), texts.TURNED_INTO_DATE
    if isinstance(value, bool):
        return ("是" if value else "否"), ""
    if isinstance(value, int | float):
        return _number(value, str(cell.number_format)), ""
    return str(value).strip(), ""


def _number(value: float, number_format: str) -> str:
    """13800000001.0 is a phone; 7 shown as 007 is a code."""
    if isinstance(value, float) and not value.is_integer():
        return repr(value)
    digits = str(int(value))
    return digits.zfill(len(number_format)) if set(number_format) == {"0"} else digits
