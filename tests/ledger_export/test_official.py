"""An official paper has the measures, fonts, numbers and marks of GB/T 9704-2012."""

from __future__ import annotations

import zipfile
from datetime import date

import pytest
from docx import Document
from docx.oxml.ns import qn

from bot.ledger.export.official import OfficialPaper
from bot.ledger.export.punctuation import full_width


@pytest.fixture
def paper(tmp_path):
    """The saved paper, opened again."""

    def write(*, assisted: bool = False):
        made = OfficialPaper("关于代表履职情况的\n报告", recipients="示例县人大常委会", assisted=assisted)
        for level, text in (
            (1, "走访"),
            (2, "覆盖"),
            (2, "效果"),
            (3, "东街"),
            (4, "意见"),
            (1, "打算"),
            (2, "明年"),
        ):
            made.heading(level, text)
        made.paragraph("共登记1,200条(见附件),9:30开始。\n\n第二段\x01。")
        made.attachments(["台账", "名册"])
        made.sign("东街镇人民代表大会主席团", date(2026, 11, 5))
        path = tmp_path / "报告.docx"
        made.save(path)
        return path

    return write


def lines(path):
    return [paragraph.text for paragraph in Document(str(path)).paragraphs]


def test_the_page_has_the_measures_of_the_standard(paper):
    section = Document(str(paper())).sections[0]
    measures = [section.page_width, section.page_height, section.top_margin, section.left_margin]
    assert [round(each.mm) for each in measures] == [210, 297, 37, 28]
    assert round(section.page_width.mm - section.left_margin.mm - section.right_margin.mm) == 156
    assert round(section.page_height.mm - section.top_margin.mm - section.bottom_margin.mm) == 225


def test_headings_number_themselves_and_begin_anew_under_the_next(paper):
    assert lines(paper())[4:11] == [
        "一、走访",
        "（一）覆盖",
        "（二）效果",
        "1.东街",
        "（1）意见",
        "二、打算",
        "（一）明年",
    ]


def test_each_level_has_its_font_by_name(paper):
    paragraphs = Document(str(paper())).paragraphs
    fonts = [p.runs[0]._element.rPr.rFonts.get(qn("w:eastAsia")) for p in paragraphs[:9] if p.text]
    assert fonts == [
        "方正小标宋简体", "方正小标宋简体", "仿宋_GB2312",
        "黑体", "楷体_GB2312", "楷体_GB2312", "仿宋_GB2312", "仿宋_GB2312",
    ]  # fmt: skip


def test_a_missing_font_has_a_stand_in(paper):
    with zipfile.ZipFile(paper()) as archive:
        fonts = archive.read("word/fontTable.xml").decode()
    assert fonts.count("w:altName") >= 3
    assert fonts.index("方正小标宋简体") < fonts.index('w:altName w:val="宋体"')


def test_page_numbers_stand_outside_left_and_right(paper):
    document = Document(str(paper()))
    assert document.settings.odd_and_even_pages_header_footer
    section = document.sections[0]
    for footer in (section.footer, section.even_page_footer):
        assert " PAGE " in footer._element.xml
        assert footer.paragraphs[0].text.startswith("— ")
    assert section.footer.paragraphs[0].alignment != section.even_page_footer.paragraphs[0].alignment


def test_marks_are_chinese_and_numbers_are_not_touched(paper):
    assert "共登记1,200条（见附件），9:30开始。" in lines(paper())
    assert "第二段。" in lines(paper())


def test_the_date_begins_two_characters_right_of_the_unit(paper):
    unit, day = Document(str(paper())).paragraphs[-2:]
    assert (unit.text, day.text) == ("东街镇人民代表大会主席团", "2026年11月5日")
    character = 15.75
    left_of_unit = unit.paragraph_format.right_indent.pt + len(unit.text) * character
    left_of_day = day.paragraph_format.right_indent.pt + (3 + 7 * 0.5) * character
    assert left_of_unit - left_of_day == pytest.approx(2 * character, abs=0.5)


def test_what_a_model_helped_with_is_marked_for_readers_and_programs(paper):
    document = Document(str(paper(assisted=True)))
    assert "人工智能" in document.paragraphs[-1].text
    assert document.core_properties.keywords == "AIGC"
    assert not any("人工智能" in text for text in lines(paper()))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("你好,世界", "你好，世界"),
        ("共 3 条(含照片):好", "共 3 条（含照片）：好"),
        ("1,200", "1,200"),
        ("http://a.b/c?d=1", "http://a.b/c?d=1"),
        ("编号WG-2026-0001", "编号WG-2026-0001"),
        ("", ""),
    ],
)
def test_full_width(text, shown):
    assert full_width(text) == shown
