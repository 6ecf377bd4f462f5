"""Duty file, residents' report and duty report in Word: her own entries only, with their numbers."""

from __future__ import annotations

import re
from datetime import date

import pytest
from docx import Document
from sqlalchemy import insert, select
from typer.testing import CliRunner

from bot.entry.commands.ledger import app
from bot.errors import Refused
from bot.roster.terms import keep_mandates, open_term
from bot.store.tables import audit, person
from tests.ledger_export.conftest import NOW

NUMBER = re.compile(r"[A-Z]{2}-\d{4}-\d{4}")


@pytest.fixture
def renda(database, monkeypatch, tmp_path):
    monkeypatch.setenv("RENDA_DATABASE__URL", str(database.url))
    monkeypatch.setenv("RENDA_OFFICE__TOWNSHIP", "东街镇")
    monkeypatch.setenv("RENDA_OFFICE__NAME", "东街镇人大办公室")
    monkeypatch.chdir(tmp_path)

    def run(*words: str) -> str:
        result = CliRunner().invoke(app, [*words, "--from", "2026-01-01", "--to", "2026-12-31"])
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result.output

    return run


@pytest.fixture
def busy(add):
    """Something of each kind by 王小明; her numbers."""
    own = {"item": "", "fields": {}}

    def told(kind, **given):
        return add(kind, **{**own, **given})

    return [
        told("meeting", item="present", fields={"title": "镇人代会第一次会议", "meeting": "m"}),
        told("meeting", item="leave", state="verified", fields={
            "title": "镇人代会第二次会议", "reason": "住院"}),
        told("meeting", item="present", fields={"title": "农贸市场视察"}),
        told("meeting", item="present", fields={"title": "代表小组学习"}),
        told("study", fields={"content": "县里培训班", "hours": 8}),
        told("check_in", item="scan", fields={"at": "2026-11-10T09:00:00+08:00"}),
        told("home_visit", fields={"content": "盼修路,13812345678", "households": 3}),
        told("reception", item="需要交办", stage="assigned", fields={
            "content": "楼上漏水", "category": "住房建设", "assigned_to": "城建办"}),
        told("problem", stage="closed", fields={
            "content": "路灯坏了", "category": "供电照明", "result": "灯换好了", "rating": "满意"}),
        add(item="make_suggestion", fields={"reason": "路窄", "content": "拓宽东街"}),
        add(item="do_practical_thing", fields={"content": "帮张大娘修水管"}),
        told("pledge", fields={"content": "年内路灯亮", "fulfilled": "亮了"}),
    ]  # fmt: skip


def text_of(path) -> list[str]:
    return [paragraph.text for paragraph in Document(str(path)).paragraphs]


def test_the_duty_file_has_its_eight_parts_and_every_entry_stands_in_one(renda, add, busy, tmp_path):
    other = add(who="q", item="make_suggestion", fields={"content": "李小红的话"})
    assert f"依据 {len(busy)} 条" in renda("file", "王小明", "--out", "a.docx")
    lines = text_of(tmp_path / "a.docx")
    parts = [line for line in lines if re.match("[一二三四五六七八]、", line)]
    assert [part[2:] for part in parts] == [
        "基本情况", "参加人大各类会议", "视察调研", "学习培训", "小组活动", "建议意见", "述职和接受监督",
        "表彰奖励",
    ]  # fmt: skip
    whole = "\n".join(lines)
    assert set(NUMBER.findall(whole)) == set(busy)
    assert "李小红" not in whole
    assert other not in whole
    assert "13812345678" not in whole
    inspections = lines[lines.index("三、视察调研") + 1]
    assert "农贸市场视察" in inspections
    assert "住院，已批准" in whole


def test_seats_of_every_level_stand_in_the_file(renda, database, tmp_path):
    with database.write() as connection:
        connection.execute(person.update().where(person.c.id == "p").values(level="乡镇、县级"))
        open_term(connection, "t", "乡镇", 19, date(2026, 11, 15))
        open_term(connection, "t", "县级", 18, date(2026, 11, 15))
        keep_mandates(connection, "t", date(2026, 11, 20))
    renda("file", "王小明", "--out", "a.docx")
    whole = "\n".join(text_of(tmp_path / "a.docx"))
    assert "乡镇第19届人大代表" in whole
    assert "县级第18届人大代表" in whole


def test_a_deputy_without_entries_has_a_file_and_no_report(renda, tmp_path):
    renda("file", "李小红", "--out", "a.docx")
    assert text_of(tmp_path / "a.docx").count("这段时间没有记录。") == 6
    with pytest.raises(Refused, match="没法起草"):
        renda("report", "民情", "李小红", "--out", "b.docx")


def test_the_full_duty_report_has_six_parts_and_leaves_the_judgement_to_her(renda, busy, tmp_path):
    renda("report", "述职", "王小明", "--out", "a.docx")
    lines = text_of(tmp_path / "a.docx")
    parts = [line for line in lines if re.match("[一二三四五六]、", line)]
    assert len(parts) == 6
    assert parts[-2:] == ["五、存在的不足", "六、今后打算"]
    assert lines.count("（请补充）") == 2
    assert set(NUMBER.findall("\n".join(lines))) <= set(busy)
    statements = [line for line in lines if line.startswith("1.")]
    assert all(NUMBER.search(line) for line in statements)


def test_the_three_minutes_version_fits_and_has_no_headings(renda, busy, tmp_path):
    renda("report", "述职", "王小明", "--short", "--out", "a.docx")
    lines = text_of(tmp_path / "a.docx")
    assert len("".join(lines)) <= 750 + 60  # title, name and date beside the speech
    assert not [line for line in lines if line.startswith("一、")]


def test_the_residents_report_has_its_parts_with_numbers_behind(renda, busy, tmp_path):
    renda("report", "民情", "王小明", "--out", "a.docx")
    lines = text_of(tmp_path / "a.docx")
    heads = [line[2:] for line in lines if re.match("[一二三四五]、", line)]
    assert heads == ["走访概况", "主要民情", "突出问题及原因", "建议", "已办实事"]
    whole = "\n".join(lines)
    assert "走访3户次" in whole
    assert "供电照明1件" in whole
    assert "原因：（请补充）" in whole


def test_what_she_handed_in_stands_unless_a_draft_is_asked_for(renda, add, busy, tmp_path):
    number = add("duty_report", item="", fields={"content": "各位选民,这是我自己写的。", "entries": busy[:1]})
    renda("report", "述职", "王小明", "--out", "a.docx")
    whole = "\n".join(text_of(tmp_path / "a.docx"))
    assert "这是我自己写的" in whole
    assert set(NUMBER.findall(whole)) == {number, busy[0]}
    renda("report", "述职", "王小明", "--draft", "--out", "b.docx")
    assert "这是我自己写的" not in "\n".join(text_of(tmp_path / "b.docx"))


def test_what_a_model_helped_with_is_marked_and_nothing_else_is(renda, busy, tmp_path):
    renda("report", "述职", "王小明", "--out", "a.docx")
    renda("report", "述职", "王小明", "--assisted", "--out", "b.docx")
    marked = ["人工智能" in "".join(text_of(tmp_path / name)) for name in ("a.docx", "b.docx")]
    assert marked == [False, True]


def test_of_two_of_one_name_the_station_says_which(renda, database, busy, tmp_path):
    with database.write() as connection:
        connection.execute(
            insert(person).values(
                id="p2", township_id="t", role="deputy", name="王小明", created_at=NOW, station_id=None
            )
        )
    with pytest.raises(Refused, match="有2位代表都叫“王小明”"):
        renda("file", "王小明", "--out", "a.docx")
    assert not (tmp_path / "a.docx").exists()
    assert f"依据 {len(busy)} 条" in renda("file", "王小明", "--station", "a07", "--out", "a.docx")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("file", "外乡人", "--out", "a.docx"), "没有"),  # of the other township
        (("file", "王小明", "--out", "a.xlsx"), "docx"),
        (("report", "总结", "王小明", "--out", "a.docx"), "述职"),
        (("report", "民情", "王小明", "--short", "--out", "a.docx"), "述职"),
    ],
)
def test_what_cannot_be_done_is_said_plainly(renda, words, said):
    with pytest.raises(Refused, match=said):
        renda(*words)


def test_who_drew_up_a_paper_is_on_the_audit_trail(renda, database, tmp_path):
    renda("file", "王小明", "--out", "a.docx")
    with database.read() as connection:
        row = connection.execute(select(audit)).one()
    assert (row.action, row.target) == ("paper_export", "person:p")
