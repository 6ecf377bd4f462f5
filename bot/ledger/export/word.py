"""What python-docx has no call for: Chinese fonts, page numbers, repeated headings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Pt

# What every Windows has; an office with the licensed fonts of GB/T 9704 may set them in Word.
SONG, HEI, KAI, FANG_SONG = "宋体", "黑体", "楷体", "仿宋"


def element(name: str, /, **attributes: str) -> Any:
    """``element("w:tblHeader", val="true")``."""
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def set_font(run: Any, east_asian: str, size_pt: float, *, latin: str = "", bold: bool = False) -> None:
    """Latin text and digits take ``latin``, else the Chinese font as well."""
    run.font.size = Pt(size_pt)
    run.font.bold = bold
    run.font.name = latin or east_asian
    run._element.rPr.rFonts.set(qn("w:eastAsia"), east_asian)


def tighten(run: Any, points: float) -> None:
    """Every character takes that much less room."""
    spacing = element("w:spacing", val=str(round(-points * 20)))
    run._element.rPr.insert_element_before(spacing, "w:w", "w:kern", "w:position", "w:sz", "w:szCs")


def add_field(paragraph: Any, instruction: str) -> list[Any]:
    """A field such as PAGE, which Word fills in; its runs, to be given a font each."""
    runs = [paragraph.add_run() for _ in range(5)]
    code = element("w:instrText")
    code.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    code.text = f" {instruction} "
    for run, kind in zip(runs, ("begin", "", "separate", "1", "end"), strict=True):
        if kind == "1":
            run.text = "1"
        else:
            run._element.append(element("w:fldChar", fldCharType=kind) if kind else code)
    return runs


def repeat_on_every_page(row: Any) -> None:
    row._tr.get_or_add_trPr().append(element("w:tblHeader", val="true"))


def keep_with_next(row: Any) -> None:
    """A row stays on the page of what follows, when each of its paragraphs does."""
    for cell in row.tc_lst:
        for paragraph in cell.p_lst:
            paragraph.get_or_add_pPr().insert_element_before(
                element("w:keepNext"),
                "w:keepLines",
                "w:pageBreakBefore",
                "w:spacing",
                "w:ind",
                "w:jc",
                "w:rPr",
            )


def narrow_cells(table: Any, margin_mm: float = 0.9) -> None:
    """Word leaves 1.9 mm on both sides of every cell, which a table of twelve columns cannot spare; and
    nothing above and below, where the text would touch the lines."""
    margins = element("w:tblCellMar")
    for side, width_mm in (("top", 0.4), ("left", margin_mm), ("bottom", 0.4), ("right", margin_mm)):
        margins.append(element(f"w:{side}", w=str(round(width_mm * 56.7)), type="dxa"))
    table._tbl.tblPr.append(margins)


def add_fallbacks(document: Any, fallbacks: Mapping[str, str]) -> None:
    """Tells Word and WPS which font to take where the named one is not installed."""
    part = document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    fonts = parse_xml(part.blob)
    for name, instead in fallbacks.items():
        font = element("w:font", name=name)
        font.append(element("w:altName", val=instead))
        font.append(element("w:charset", val="86"))  # GB2312
        fonts.append(font)
    part._blob = serialize_part_xml(fonts)
