"""``renda roster`` as a clerk types it."""

from __future__ import annotations

import csv
import re

import pytest
from openpyxl import load_workbook
from sqlalchemy import select
from typer.testing import CliRunner

from bot.entry.commands.roster import app
from bot.errors import Refused
from bot.roster import codes
from bot.store.database import Database
from bot.store.tables import contact, person
from tests.roster.conftest import NOW

ROWS = """类别,编号,名称或姓名,所属联络站,电话
联络站,A07,东街站,,
联络站,B01,西街站,,
代表,,王小明,A07,13800000001
代表,,李小红,B01,
"""


@pytest.fixture
def renda(tmp_path, monkeypatch):
    monkeypatch.setenv("RENDA_DATA_DIR", str(tmp_path / "var"))
    monkeypatch.chdir(tmp_path)

    def run(*words: str) -> str:
        result = CliRunner().invoke(app, words)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result.output

    return run


@pytest.fixture
def imported(renda, tmp_path):
    (tmp_path / "a.csv").write_text(ROWS, encoding="utf-8")
    renda("import", "a.csv")
    return renda


def test_dry_run_then_import_then_list(renda, tmp_path):
    (tmp_path / "a.csv").write_text(ROWS, encoding="utf-8")
    assert "试运行" in renda("import", "a.csv", "--dry-run")
    with pytest.raises(Refused, match="还没有导入"):
        renda("list")
    said = renda("import", "a.csv")
    assert "+ 新增 代表 王小明" in said
    assert "已导入示例镇的花名册" in said
    assert "没有要改的" in renda("import", "a.csv")
    assert "王小明" in renda("list")
    assert "李小红" not in renda("list", "--station", "a07")


def test_bad_rows_are_all_named(renda, tmp_path):
    (tmp_path / "a.csv").write_text(ROWS + "代表,,王5,A07,\n县长,,赵六,,\n", encoding="utf-8")
    with pytest.raises(Refused, match="一个字也没有改"):
        renda("import", "a.csv")
    result = CliRunner().invoke(app, ["import", "a.csv"])
    assert "第 6 行" in result.output
    assert "第 7 行" in result.output


def test_codes_go_to_who_is_not_bound_and_can_be_redeemed(imported, tmp_path, settings):
    database = Database(f"sqlite:///{tmp_path / 'var' / 'renda.db'}")
    with database.write() as connection:
        bound = connection.scalar(select(person.c.id).where(person.c.name == "李小红"))
        connection.execute(
            contact.insert().values(
                channel="wechat", sender="o1", person_id=bound, first_seen_at=NOW, last_seen_at=NOW
            )
        )
    said = imported("codes", "--out", "codes.xlsx")
    assert "1 人" in said
    rows = list(load_workbook(tmp_path / "codes.xlsx").worksheets[0].values)
    ((name, *_, code, _until, how),) = rows[2:]
    assert name == "王小明"
    assert re.fullmatch(r"\d{6}", code)
    assert how.endswith(f"绑定 王小明 {code}")
    with database.read() as connection:
        here = settings.model_copy(update={"data_dir": tmp_path / "var"})
        person_id = connection.scalar(select(person.c.id).where(person.c.name == "王小明"))
        issued = connection.execute(select(codes.binding_code)).one().issued_at
        assert codes.verify(connection, person_id, code, here, issued)
    database.close()


def test_a_second_run_leaves_the_codes_already_handed_out(imported, tmp_path):
    imported("codes", "--station", "A07", "--out", "codes.csv")
    first = (tmp_path / "codes.csv").read_text(encoding="utf-8-sig")
    assert "没有重发" in imported("codes", "--station", "A07", "--out", "codes.csv")
    assert (tmp_path / "codes.csv").read_text(encoding="utf-8-sig") == first
    imported("codes", "--station", "A07", "--again", "--out", "codes.csv")
    (_head, row) = csv.reader((tmp_path / "codes.csv").read_text(encoding="utf-8-sig").splitlines())
    assert re.fullmatch(r'="\d{6}"', row[4])


def test_an_unknown_station_and_a_strange_suffix_are_refused(imported):
    with pytest.raises(Refused, match="没有编号或名称"):
        imported("codes", "--station", "Z99")
    with pytest.raises(Refused, match="后缀"):
        imported("template", "--out", "花名册.doc")


def test_codes_that_cannot_be_written_are_not_issued(imported, tmp_path):
    with pytest.raises(Refused, match="没有这个文件夹"):
        imported("codes", "--out", "nowhere/codes.xlsx")
    assert "没有重发" not in imported("codes")


def test_the_template_comes_back_as_a_roster(renda, tmp_path):
    renda("template", "--out", "t.xlsx")
    book = load_workbook(tmp_path / "t.xlsx")
    assert book.sheetnames == ["填写说明", "联络站", "网格", "人员"]
    assert book["人员"]["F300"].number_format == "@"
    book["人员"].append([None, "王小明", "代表"])
    book.save(tmp_path / "t.xlsx")
    assert "+ 新增 代表 王小明" in renda("import", "t.xlsx")


def test_a_term_is_entered_and_listed(imported):
    assert "还没有登记届次" in imported("term")
    assert "乡镇第19届从2026年11月15日起" in imported("term", "--number", "19", "--from", "2026-11-15")
    assert "乡镇第19届" in imported("term")
    with pytest.raises(Refused, match="层级"):
        imported("term", "--level", "村级", "--number", "3", "--from", "2026-11-15")


def test_a_by_election_is_entered_by_name(imported):
    with pytest.raises(Refused, match="renda roster term"):
        imported("by-election", "王小明", "--on", "2026-11-20")
    imported("term", "--number", "19", "--from", "2026-11-15")
    with pytest.raises(Refused, match="换届时选的"):
        imported("by-election", "王小明", "--on", "2026-11-20")
