"""A ledger as an official table in Word: A4 landscape, headings repeated on every page, a line to sign."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.shared import Mm, Pt

from bot.errors import Refused
from bot.ledger.export import word
from bot.ledger.export.atomic import OneFault
from bot.ledger.export.columns import Column
from bot.ledger.export.defuse import clean
from bot.ledger.export.paper import Paper, PaperTable
from bot.ledger.export.punctuation import full_width
from bot.ledger.export.values import as_text
from bot.texts import exports as texts

KEPT_ROWS = 2  # go with the line to sign: nobody signs an empty page
MAX_ROWS = 3000  # Word itself takes minutes to lay out more
_WIDTH_MM = 297 - 2 * 18
_BODY_PT, _SMALL_PT = 9, 7.5  # 小五: twelve columns fit on A4 landscape; 六号: twenty do
_MANY_CHARS = 165  # columns as wide as that together want the smaller one, so that a date stays on its line


def write_docx(paper: Paper, path: Path) -> None:
    """Raises :class:`Refused` when there are more lines than Word can hold."""
    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(18)
    section.top_margin, section.bottom_margin = Mm(22), Mm(20)
    _page_numbers(section)
    for index, table in enumerate(paper.tables):
        _write_table(document, paper, table, new_page=index > 0)
    with OneFault(path) as file:
        document.save(file)


def _page_numbers(section: Any) -> None:
    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for text in ("第 ", "PAGE", " 页 共 ", "NUMPAGES", " 页"):
        runs = word.add_field(paragraph, text) if text.isascii() else [paragraph.add_run(text)]
        for run in runs:
            word.set_font(run, word.SONG, 9)


def _write_table(document: Any, paper: Paper, table: PaperTable, *, new_page: bool) -> None:
    title = _paragraph(document, table.title, word.HEI, 20)
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.page_break_before = new_page
    line = _paragraph(document, f"{paper.unit}\t{paper.period}", word.FANG_SONG, 11)
    line.paragraph_format.tab_stops.add_tab_stop(Mm(_WIDTH_MM), WD_TAB_ALIGNMENT.RIGHT)
    _rows(document, table)
    told = [
        each for each in (table.note, texts.total(table.count, masked=paper.masked), texts.SIGNATURE) if each
    ]
    for text in told:
        line = _paragraph(document, full_width(text), word.FANG_SONG, 11)
        line.paragraph_format.space_before = Pt(4)
        line.paragraph_format.keep_with_next = text is not told[-1]


def _rows(document: Any, table: PaperTable) -> None:
    widths, size_pt = _widths(table.columns), _size(table.columns)
    grid = document.add_table(rows=0, cols=len(widths), style="Table Grid")
    grid.alignment = WD_TABLE_ALIGNMENT.CENTER
    grid.autofit = False
    word.narrow_cells(grid, 0.9 if size_pt == _BODY_PT else 0.5)
    for grid_column, width in zip(grid._tbl.tblGrid.gridCol_lst, widths, strict=True):
        grid_column.w = Mm(width)
    _headings(grid, table, widths, size_pt)
    template = _template(grid, table.columns, widths, size_pt)
    for row in table.counted_rows():
        if table.count > MAX_ROWS:
            raise Refused(texts.too_long_for_word(MAX_ROWS))
        made = deepcopy(template)
        # add_row() and row.cells walk the whole table each time; a copy of one row does not.
        for cell, column, value in zip(made.tc_lst, table.columns, row, strict=True):
            cell.p_lst[0].r_lst[0].text = clean(as_text(value, column.kind))  # line ends become breaks
        grid._tbl.append(made)
    for row in grid._tbl.tr_lst[-KEPT_ROWS:]:
        word.keep_with_next(row)


def _widths(columns: Sequence[Column]) -> list[float]:
    whole = sum(column.width_chars for column in columns)
    return [_WIDTH_MM * column.width_chars / whole for column in columns]


def _size(columns: Sequence[Column]) -> float:
    return _BODY_PT if sum(column.width_chars for column in columns) < _MANY_CHARS else _SMALL_PT


def _headings(grid: Any, table: PaperTable, widths: Sequence[float], size_pt: float) -> None:
    rows = [grid.add_row() for _ in range(2 if table.grouped else 1)]
    for row in rows:
        word.repeat_on_every_page(row)
        row.height = Mm(7)
    for first, last, group in table.spans():
        top = rows[0].cells[first]
        if group:
            _heading(top.merge(rows[0].cells[last]), group, size_pt)
            for index in range(first, last + 1):
                _heading(rows[1].cells[index], table.columns[index].title, size_pt)
        else:
            _heading(top.merge(rows[-1].cells[first]), table.columns[first].title, size_pt)
    for row in rows:
        for cell, width in zip(row._tr.tc_lst, widths, strict=False):
            if cell.grid_span == 1:
                cell.width = Mm(width)


def _heading(cell: Any, text: str, size_pt: float) -> None:
    paragraph = cell.paragraphs[0]
    for further in cell.paragraphs[1:]:  # a merge brings the other cells' empty paragraphs along
        further._element.getparent().remove(further._element)
    word.set_font(paragraph.add_run(text), word.HEI, size_pt)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    cell._tc.get_or_add_tcPr().append(word.element("w:vAlign", val="center"))


def _template(grid: Any, columns: Sequence[Column], widths: Sequence[float], size_pt: float) -> Any:
    """One row with all its formats and no text, taken out of the table again."""
    row = grid.add_row()
    row._tr.get_or_add_trPr().append(word.element("w:cantSplit", val="true"))
    for cell, column, width in zip(row.cells, columns, widths, strict=True):
        cell.width = Mm(width)
        paragraph = cell.paragraphs[0]
        word.set_font(paragraph.add_run(""), word.FANG_SONG, size_pt)
        if column.kind != "text" or column.width_chars <= 16:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        cell._tc.get_or_add_tcPr().append(word.element("w:vAlign", val="center"))
    grid._tbl.remove(row._tr)
    return row._tr


def _paragraph(document: Any, text: str, font: str, size_pt: float) -> Any:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(4)
    word.set_font(paragraph.add_run(text), font, size_pt)
    return paragraph
