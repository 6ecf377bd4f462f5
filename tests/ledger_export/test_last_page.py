"""Nobody signs an empty page: what is signed stands on the page of the line to sign."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from docx import Document

from bot.ledger.export.columns import Column
from bot.ledger.export.official import OfficialPaper
from bot.ledger.export.paper import Paper, PaperTable
from bot.ledger.export.to_docx import write_docx


def test_the_last_rows_of_a_table_stay_with_the_line_to_sign(tmp_path: Path) -> None:
    columns = (Column("序号", "order", 5, "number"), Column("内容", "content", 40))
    table = PaperTable("表", "示例表", columns, [(n, f"第{n}条") for n in range(1, 31)])
    write_docx(Paper("填报单位:示例镇", "时间:2026年11月", [table], None), tmp_path / "a.docx")
    document = Document(str(tmp_path / "a.docx"))
    rows = document.tables[0].rows
    kept = [all(p.paragraph_format.keep_with_next for c in row.cells for p in c.paragraphs) for row in rows]
    assert kept[-2:] == [True, True]
    assert not any(kept[:-2])
    *before, sign = document.paragraphs[-2:]
    assert sign.text.startswith("填表人")
    assert not sign.paragraph_format.keep_with_next
    assert all(each.paragraph_format.keep_with_next for each in before)


def test_a_signature_never_stands_alone_and_a_heading_never_last(tmp_path: Path) -> None:
    paper = OfficialPaper("示例报告")
    paper.heading(1, "基本情况")
    paper.paragraph("走访三户。")
    paper.sign("示例镇人大办公室", date(2026, 11, 30))
    paper.save(tmp_path / "b.docx")
    told = {p.text: p.paragraph_format.keep_with_next for p in Document(str(tmp_path / "b.docx")).paragraphs}
    assert told["一、基本情况"]
    assert told["走访三户。"]
    assert told["示例镇人大办公室"]
    assert not told["2026年11月30日"]
