"""An official paper (公文) in Word by GB/T 9704-2012: margins, fonts, numbering, page numbers, signature.

A4 with 37 mm above, 28 mm left, a type area of 156 by 225 mm, 22 lines of 28 characters.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from cn2an import an2cn
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from bot.ledger.export import word
from bot.ledger.export.atomic import OneFault
from bot.ledger.export.defuse import clean
from bot.ledger.export.punctuation import full_width
from bot.texts import exports as texts

# The standard's fonts by name; word.add_fallbacks() says what stands in where they are missing.
TITLE_FONT, BODY_FONT, SECOND_FONT = "方正小标宋简体", "仿宋_GB2312", "楷体_GB2312"
FALLBACKS = {TITLE_FONT: word.SONG, BODY_FONT: word.FANG_SONG, SECOND_FONT: word.KAI}
TITLE_PT, BODY_PT, PAGE_PT = 22, 16, 14  # 二号, 三号, 四号
LINE_PT = 28.95  # 225 mm in 22 lines
TIGHTER_PT = 0.25  # 28 characters of 16 pt are 5.8 pt wider than 156 mm
CHARACTER_PT = BODY_PT - TIGHTER_PT


class OfficialPaper:
    """Written from top to bottom; headings number themselves 一、 (一) 1. (1)."""

    def __init__(self, title: str, *, recipients: str = "", assisted: bool = False) -> None:
        """``assisted``: a model helped, which the paper then says, to readers and in its properties."""
        self._document: Any = Document()
        self._numbers = [0, 0, 0, 0]
        self._assisted = assisted
        _set_page(self._document)
        properties = self._document.core_properties
        properties.title, properties.author, properties.comments = title, "", ""
        for line in clean(title).split("\n"):
            paragraph = self._paragraph(line, TITLE_FONT, TITLE_PT)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        self._paragraph("", BODY_FONT)
        if recipients:
            self._paragraph(f"{recipients}：", BODY_FONT)

    def heading(self, level: int, text: str) -> None:
        """``level`` 1 to 4. A heading starts the numbering of those below it anew."""
        self._numbers[level - 1] += 1
        self._numbers[level:] = [0] * (4 - level)
        font = (word.HEI, SECOND_FONT, BODY_FONT, BODY_FONT)[level - 1]
        made = self._paragraph(_number(level, self._numbers[level - 1]) + text, font)
        made.paragraph_format.keep_with_next = level < 3  # a statement of the third may stand last on a page
        _indent(made)

    def paragraph(self, text: str) -> None:
        for line in clean(text).split("\n"):
            if line.strip():
                _indent(self._paragraph(line.strip(), BODY_FONT))

    def attachments(self, names: Sequence[str]) -> None:
        """附件 is named after a blank line, indented by two characters; several are numbered."""
        self._paragraph("", BODY_FONT)
        for index, name in enumerate(names, start=1):
            mark = f"{index}." if len(names) > 1 else ""
            lead = "附件：" if index == 1 else "　　　"
            _indent(self._paragraph(f"{lead}{mark}{name}", BODY_FONT))

    def sign(self, unit: str, day: date) -> None:
        """Without a seal: the date begins two characters to the right of the unit.

        It stays with the last line of the text: GB/T 9704 wants no page that holds a signature alone.
        """
        if self._document.paragraphs:
            self._document.paragraphs[-1].paragraph_format.keep_with_next = True
        dated = texts.day(day)
        unit_right, date_right = _signature_indents(unit, dated)
        self._paragraph("", BODY_FONT).paragraph_format.keep_with_next = True
        for text, right in ((unit, unit_right), (dated, date_right)):
            paragraph = self._paragraph(text, BODY_FONT)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            paragraph.paragraph_format.right_indent = Pt(right * CHARACTER_PT)
            paragraph.paragraph_format.keep_with_next = text is unit

    def save(self, path: Path) -> None:
        """Writes ``path`` itself; use it inside :func:`bot.ledger.export.atomic.whole_file`."""
        if self._assisted:
            self._paragraph(texts.ASSISTED, SECOND_FONT, PAGE_PT)
            self._document.core_properties.comments = texts.ASSISTED
            self._document.core_properties.keywords = "AIGC"
        word.add_fallbacks(self._document, FALLBACKS)
        with OneFault(path) as file:
            self._document.save(file)

    def _paragraph(self, text: str, font: str, size_pt: float = BODY_PT) -> Any:
        paragraph = self._document.add_paragraph()
        layout = paragraph.paragraph_format
        layout.space_before = layout.space_after = Pt(0)
        layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(_line(size_pt))
        layout.widow_control = False
        run = paragraph.add_run(full_width(clean(text)))
        word.set_font(run, font, size_pt)
        if size_pt == BODY_PT:
            word.tighten(run, TIGHTER_PT)
        return paragraph


def _line(size_pt: float) -> float:
    return LINE_PT if size_pt <= BODY_PT else 36  # a title of several lines needs air


def _number(level: int, number: int) -> str:
    chinese = an2cn(number) if level <= 2 else ""
    return (f"{chinese}、", f"（{chinese}）", f"{number}.", f"（{number}）")[level - 1]


def _signature_indents(unit: str, dated: str) -> tuple[float, float]:
    """Characters to leave at the right of the unit and of the date; digits are half a character."""
    width, date_width = len(unit), sum(0.5 if char.isascii() else 1 for char in dated)
    date_right = 2 + width - 2 - date_width
    return (2, date_right) if date_right >= 2 else (2 + date_width + 2 - width, 2)


def _indent(paragraph: Any) -> None:
    paragraph.paragraph_format.first_line_indent = Pt(2 * BODY_PT)
    paragraph._element.pPr.ind.set(qn("w:firstLineChars"), "200")


def _set_page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(23)  # puts the page number 7 mm below the type area
    for old in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(old)
    # Lines only: a grid of characters is stretched to 18 a line by LibreOffice.
    section._sectPr.append(word.element("w:docGrid", type="lines", linePitch=str(round(LINE_PT * 20))))
    normal = document.styles["Normal"]
    normal.font.size, normal.font.name = Pt(BODY_PT), BODY_FONT
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), BODY_FONT)
    document.settings.odd_and_even_pages_header_footer = True
    _page_number(section.footer, WD_ALIGN_PARAGRAPH.RIGHT)
    _page_number(section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)


def _page_number(footer: Any, alignment: Any) -> None:
    """— 1 —, one character from the outer edge."""
    paragraph = footer.paragraphs[0]
    paragraph.alignment = alignment
    layout = paragraph.paragraph_format
    layout.left_indent = layout.right_indent = Pt(PAGE_PT)
    for text in ("— ", "PAGE", " —"):
        runs = word.add_field(paragraph, text) if text == "PAGE" else [paragraph.add_run(text)]
        for run in runs:
            word.set_font(run, word.SONG, PAGE_PT)
