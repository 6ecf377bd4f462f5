"""The 40 real regulations and 5 speeches: counts agree with the texts, versions and places come out right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.base import Knowledge
from knowledge.records import Document
from tests.knowledge.conftest import ON, copy_of

_LINE = re.compile(r"^第[一二三四五六七八九十百零]+条", re.MULTILINE)


@pytest.fixture(scope="module")
def shelf(
    statutes_dir: Path, tmp_path_factory: pytest.TempPathFactory, regulations: Path, speeches: Path
) -> Iterator[Knowledge]:
    knowledge = Knowledge.open(copy_of(statutes_dir, tmp_path_factory.mktemp("shelf")))
    report = knowledge.import_paths([regulations, speeches])
    assert report.refused == []
    yield knowledge
    knowledge.close()


def _find(shelf: Knowledge, title: str, version: str = "") -> Document:
    return next(
        s.document
        for s in shelf.list_documents(ON)
        if s.document.title == title
        and s.document.version.startswith(version)
        and s.document.id[:4] == "doc:"
    )


def _status(shelf: Knowledge, title: str, version: str = "") -> str:
    return next(
        s.status
        for s in shelf.list_documents(ON)
        if s.document.title == title and s.document.version.startswith(version)
    )


def test_every_regulation_has_as_many_articles_as_its_text_has_lines(
    shelf: Knowledge, regulations: Path
) -> None:
    counts = {s.document.source: s.articles for s in shelf.list_documents(ON)}
    for file in regulations.glob("*.md"):
        lines = len(_LINE.findall(file.read_text("utf-8")))
        taken = counts.get(f"本单位导入:{file.name}")
        if taken is not None and lines:
            assert taken == lines, file.name


def test_what_the_statutes_already_hold_is_not_taken_twice(shelf: Knowledge, regulations: Path) -> None:
    report = shelf.import_paths([regulations / "全国人民代表大会和地方各级人民代表大会代表法(2025-03-11).md"])
    assert (len(report.added), len(report.same)) == (0, 1)


def test_importing_again_changes_nothing(shelf: Knowledge, regulations: Path, speeches: Path) -> None:
    before = shelf.list_documents(ON)
    report = shelf.import_paths([regulations, speeches])
    assert (report.added, report.changed) == ([], [])
    assert shelf.list_documents(ON) == before


@pytest.mark.parametrize(
    ("title", "version", "status"),
    [
        ("河南省人民代表大会代表建议、批评和意见办理办法", "2017", "现行有效"),
        ("河南省人民代表大会常务委员会关于办理省人大代表建议、批评和意见的办法", "2000", "已被新版取代"),
        ("上海市区和乡镇人民代表大会代表直接选举实施细则", "2021", "现行有效"),
        ("上海市区县和乡镇人民代表大会代表直接选举实施细则", "", "已被新版取代"),
        ("北京市预算审查监督条例", "2016", "现行有效"),
        ("北京市预算监督条例", "2007", "已被新版取代"),
        ("中华人民共和国全国人民代表大会和地方各级人民代表大会代表法", "2015", "已被新版取代"),
        ("中华人民共和国各级人民代表大会常务委员会监督法", "2006", "已被新版取代"),
        ("中华人民共和国村民委员会组织法", "2018", "已被新版取代"),
        ("信访工作条例", "2022", "现行有效"),
        ("信访条例", "2005", "已被新版取代"),
    ],
)
def test_version_pairs(shelf: Knowledge, title: str, version: str, status: str) -> None:
    assert _status(shelf, title, version) == status


def test_the_text_decides_over_the_date_in_the_file_name(shelf: Knowledge) -> None:
    assert _find(shelf, "山东省县乡两级人民代表大会选举实施细则").version == "2021-03-24"
    assert _find(shelf, "北京市国家工作人员宪法宣誓组织办法").version == "2015-11-27"
    presidium = _find(shelf, "河南省乡镇人民代表大会主席团工作条例")
    assert (presidium.version, presidium.effective) == ("2016-11-18", "2017-01-01")


def test_a_citys_rule_lies_in_its_province(shelf: Knowledge) -> None:
    assert _find(shelf, "青岛市人民代表大会代表建议、批评和意见工作条例").region == "山东省青岛市"


def test_no_page_furniture_is_left_in_the_speeches(shelf: Knowledge) -> None:
    for item in shelf.list_documents(ON):
        if item.document.kind == "讲话":
            text = "".join(a.text for a in shelf.show(item.document.id)[1])
            for rubbish in ("试读结束", "加微信", "haowenren", "777doc", "推荐访问", "当前位置", "小编"):
                assert rubbish not in text


def test_a_speech_is_cut_at_its_own_headings(shelf: Knowledge) -> None:
    speech = _find(shelf, "在2024年基层人大工作专题推进会上的讲话")
    numbers = [a.number for a in shelf.show(speech.id)[1]]
    assert numbers == [
        "开头",
        "一、充分肯定成绩,坚定做好基层人大工作的信心和决心",
        "二、明确工作重点,全力推动基层人大工作再上新台阶",
    ]


def test_every_passage_of_a_document_stands_in_its_file(
    shelf: Knowledge, regulations: Path, speeches: Path
) -> None:
    for item in shelf.list_documents(ON):
        name = item.document.source.removeprefix("本单位导入:")
        file = next((f / name for f in (regulations, speeches) if (f / name).is_file()), None)
        if file is None:
            continue
        whole = "".join(file.read_text("utf-8").split())
        for article in shelf.show(item.document.id)[1]:
            for line in article.text.split("\n"):
                assert "".join(line.split()) in whole, (name, article.number)
