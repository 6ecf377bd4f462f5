"""Files come in whatever form an office has them; what cannot be read says so in Chinese."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest

from knowledge.base import Knowledge
from knowledge.documents.read import Unreadable, read
from knowledge.documents.regions import province_of, region_of
from knowledge.shelf import NotOnShelf
from tests.knowledge.conftest import ON, copy_of

TITLE = "测试省乡镇人民代表大会工作办法"
LAW = "\n".join(
    [
        TITLE,
        "2020年3月1日测试省第十三届人民代表大会常务委员会第一次会议通过",
        "第一章 总则",
        "第一条 为了试验，制定本办法。",
        "第二条 主席团每两个月开会一次。",
        "前款所称主席团，指乡镇的。",
        "第二条之一 特别会议另行通知。",
        "第二章 附则",
        "第三条 本办法自2020年5月1日起施行。",
    ]
)


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Knowledge]:
    knowledge = Knowledge.open(tmp_path / "var")
    yield knowledge
    knowledge.close()


def _docx(text: str) -> bytes:
    document = docx.Document()
    for line in text.split("\n"):
        document.add_paragraph(line)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _html(text: str) -> bytes:
    body = "".join(f"<p>{line}</p>" for line in text.split("\n"))
    head = "<html><head><script>var x=1;</script></head><body><nav>首页</nav>"
    page = f"{head}{body}<footer>版权所有</footer></body></html>"
    return page.encode()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", LAW.encode()),
        ("a.txt", LAW.encode("gb18030")),
        ("a.md", LAW.encode("utf-8-sig")),
        ("a.html", _html(LAW)),
        ("a.docx", _docx(LAW)),
    ],
    ids=["utf-8", "gb18030", "markdown with a mark", "web page", "word"],
)
def test_a_regulation_in_any_form_has_its_articles(
    shelf: Knowledge, tmp_path: Path, name: str, data: bytes
) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    report = shelf.import_paths([file])
    assert report.refused == []
    document, articles = shelf.show(TITLE)
    assert [a.number for a in articles] == ["第一条", "第二条", "第二条之一", "第三条"]
    assert articles[1].text == "主席团每两个月开会一次。\n前款所称主席团，指乡镇的。"
    assert articles[1].path == "第一章 总则"
    assert (document.version, document.effective) == ("2020-03-01", "2020-05-01")


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.doc", b"\xd0\xcf", "另存为 .docx"),
        ("a.docx", b"nothing", "打不开"),
        ("a.pdf", b"%PDF-1.4 nothing", "PDF"),
        ("a.xyz", b"text", "不认识"),
        ("a.txt", b"", "空文件"),
        ("a.txt", b"\xff\xff\xff\xff", "编码"),
    ],
)
def test_what_cannot_be_read_says_why_and_what_to_do(name: str, data: bytes, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        read(name, data)


def test_a_scanned_pdf_is_named_with_its_pages() -> None:
    import pypdf

    writer = pypdf.PdfWriter()
    for _ in range(3):
        writer.add_blank_page(200, 200)
    buffer = io.BytesIO()
    writer.write(buffer)
    with pytest.raises(Unreadable, match="1、2、3"):
        read("扫描.pdf", buffer.getvalue())


def _zip(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def test_a_zip_is_taken_member_by_member(shelf: Knowledge, tmp_path: Path) -> None:
    file = tmp_path / "a.zip"
    file.write_bytes(
        _zip(
            {
                "一/办法.txt": LAW.encode(),
                "../逃.txt": LAW.encode(),
                "b.exe": b"x",
                "大.txt": b"0" * 9_000_000,
            }
        )
    )
    report = shelf.import_paths([file])
    assert [d.title for d in report.added] == [TITLE]
    assert len(report.refused) == 3
    assert "可疑" in "".join(report.refused)
    assert "不正常" in "".join(report.refused)
    assert not (tmp_path.parent / "逃.txt").exists()


def test_a_path_that_is_not_there_is_named(shelf: Knowledge, tmp_path: Path) -> None:
    assert "没有.txt" in shelf.import_paths([tmp_path / "没有.txt"]).refused[0]


def test_a_newer_version_supersedes_and_the_old_stays_findable(shelf: Knowledge, tmp_path: Path) -> None:
    new = LAW.replace("2020年", "2024年").replace("两个月", "三个月")
    for name, text in (("old.txt", LAW), ("new.txt", new)):
        (tmp_path / name).write_text(text, "utf-8")
    shelf.import_paths([tmp_path / "new.txt", tmp_path / "old.txt"])
    states = {s.document.version: s.status for s in shelf.list_documents(ON) if s.document.title == TITLE}
    assert states == {"2024-03-01": "现行有效", "2020-03-01": "已被新版取代"}


def test_what_was_read_wrongly_can_be_corrected_and_retired(shelf: Knowledge, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(LAW, "utf-8")
    shelf.import_paths([tmp_path])
    document, _ = shelf.show(TITLE)
    assert shelf.correct(document.id, {"region": "浙江省"}).region == "浙江省"
    with pytest.raises(NotOnShelf):
        shelf.correct(document.id, {"effective": "去年"})
    assert shelf.retire(document.id).retired
    assert [s.status for s in shelf.list_documents(ON) if s.document.id == document.id] == ["已停用"]


def test_export_gives_the_texts_and_a_table(shelf: Knowledge, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(LAW, "utf-8")
    shelf.import_paths([tmp_path / "a.txt"])
    assert shelf.export(tmp_path / "out") == 2
    assert TITLE in (tmp_path / "out" / "目录.csv").read_text("utf-8-sig")


def test_regions() -> None:
    assert region_of("浙江省乡镇人民代表大会工作条例") == "浙江省"
    assert region_of("青岛市人民代表大会代表建议工作条例") == "山东省青岛市"
    assert region_of("信访工作条例") == ""
    assert province_of("山东省青岛市") == "山东省"


def test_a_rule_of_another_province_is_not_seen(statutes_dir: Path, tmp_path: Path) -> None:
    rule = LAW.replace("测试省", "浙江省")
    (tmp_path / "a.txt").write_text(rule, "utf-8")
    laws = {}
    for region in ("浙江省", "山东省"):
        knowledge = Knowledge.open(copy_of(statutes_dir, tmp_path / region), region=region)
        knowledge.import_paths([tmp_path / "a.txt"])
        laws[region] = {
            c.law for c in knowledge.ask("乡镇人大主席团会议每两个月开会一次吗?", on=ON).citations
        }
        knowledge.close()
    assert "浙江省乡镇人民代表大会工作办法" in laws["浙江省"]
    assert "浙江省乡镇人民代表大会工作办法" not in laws["山东省"]
