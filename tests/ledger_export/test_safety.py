"""What a cell may do, what a viewer may see, and what a failed write leaves behind."""

from __future__ import annotations

import csv
import errno
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from bot.errors import Refused
from bot.ledger.export import atomic, to_docx
from bot.ledger.export.atomic import whole_file
from bot.ledger.export.defuse import defuse
from bot.ledger.export.mask import mask_numbers, mask_resident

DANGEROUS = [
    *("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1"),
    *("  =1", "\u3000@x", "\ufeff=1", "\b=1"),
]


@pytest.mark.parametrize("text", DANGEROUS)
def test_what_begins_a_formula_is_defused(text):
    assert defuse(text).startswith("'")


@given(st.text())
def test_no_text_is_left_that_a_spreadsheet_computes(text):
    safe = defuse(text)
    assert not safe.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_a_formula_told_in_the_chat_is_text_in_every_spreadsheet(add, exported, settings):
    add(fields={"content": "x"}, item='=HYPERLINK("http://x")')
    for row in csv.reader(exported("five_ones", ".csv").read_text(encoding="utf-8-sig").splitlines()):
        assert not any(cell.startswith("=") for cell in row)
    cell = load_workbook(exported()).worksheets[0]["G5"]
    assert (cell.data_type, cell.value[:2]) == ("s", "'=")


def test_characters_that_xml_forbids_and_very_long_texts_are_written(add, exported):
    add(fields={"content": "a\x01\x0bb😀"})
    add(fields={"content": "长" * 40_000})
    for suffix in (".xlsx", ".docx", ".csv", ".json"):
        exported("five_ones", suffix)
    values = [row[7].value for row in load_workbook(exported()).worksheets[0].iter_rows(5, 6)]
    assert values[0] == "意见内容:ab😀"
    assert values[1].endswith("看原记录)")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("电话13812345678。", "电话138****5678。"),
        ("138 1234 5678", "138****5678"),
        ("身份证11010119900101123X", "身份证110***************"),
        ("座机0571-87654321", "座机0571****321"),
        ("编号12345678901234567890", "编号12345678901234567890"),
        ("2026年11月10日", "2026年11月10日"),
    ],
)
def test_numbers_of_residents_are_masked(text, shown):
    assert mask_numbers(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("张建国", "张某某"),
        ("东街3组张建国", "东街3组张某某"),
        ("东街3组,李四和老伴", "东街3组,李四和老伴"),
        ("王二(南庄)", "王某(南庄)"),
        ("欧阳小明", "欧阳某某"),
        ("张大爷", "张大爷"),
        ("李婶", "李婶"),
        ("东街3组一户老人", "东街3组一户老人"),
        ("村民", "村民"),
    ],
)
def test_a_residents_name_is_cut_to_the_surname(text, shown):
    assert mask_resident(text) == shown


def test_unmasked_is_a_choice_and_says_so(add, exported):
    add(fields={"whom": "张建国", "content": "13812345678"})
    text = exported("five_ones", ".json", masked=False).read_text(encoding="utf-8")
    assert json.loads(text)["masked"] is False
    assert "张建国" in text
    assert "13812345678" in text


def test_deputies_are_never_masked(add, exported):
    add()
    assert "王小明" in exported("five_ones", ".json").read_text(encoding="utf-8")


def test_a_full_disk_is_a_sentence_and_the_old_file_stays(tmp_path):
    path = tmp_path / "台账.xlsx"
    path.write_text("old")

    def fill_the_disk():
        with whole_file(path) as aside:
            aside.write_text("half")
            raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(Refused, match="磁盘满了"):
        fill_the_disk()
    assert [p.name for p in tmp_path.iterdir()] == ["台账.xlsx"]
    assert path.read_text() == "old"


@pytest.mark.parametrize("suffix", [".xlsx", ".docx"])
def test_a_disk_that_fills_up_while_an_archive_is_written(add, exported, monkeypatch, tmp_path, suffix):
    add()
    old = exported("five_ones", suffix).read_bytes()
    left = iter([900, 100])

    def take_a_part_then_nothing(file, content):
        room = next(left, 0)
        if not room:
            raise OSError(errno.ENOSPC, "No space left on device")
        return min(room, len(content))

    monkeypatch.setattr(atomic, "raw_write", take_a_part_then_nothing)
    with pytest.raises(Refused, match="磁盘满了"):
        exported("five_ones", suffix)
    assert (tmp_path / f"out{suffix}").read_bytes() == old
    assert not list(tmp_path.glob(".*.part"))


def test_a_failure_half_way_leaves_nothing(tmp_path):
    def fail():
        with whole_file(tmp_path / "a.csv") as aside:
            aside.write_text("half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_a_sentence(tmp_path):
    with pytest.raises(Refused, match="没有这个文件夹"), whole_file(tmp_path / "no" / "a.csv"):
        pass


def test_too_many_lines_for_word_are_refused_before_the_file_appears(add, exported, monkeypatch, tmp_path):
    monkeypatch.setattr(to_docx, "MAX_ROWS", 1)
    add()
    add()
    with pytest.raises(Refused, match="Word"):
        exported("five_ones", ".docx")
    assert not list(tmp_path.glob("*.docx"))
