"""``renda ledger`` as a clerk types it."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import select
from typer.testing import CliRunner

from bot.entry.commands.ledger import app
from bot.errors import Refused
from bot.store.tables import audit


@pytest.fixture
def renda(database, monkeypatch, tmp_path):
    monkeypatch.setenv("RENDA_DATABASE__URL", str(database.url))
    monkeypatch.setenv("RENDA_OFFICE__TOWNSHIP", "东街镇")
    monkeypatch.chdir(tmp_path)

    def run(*words: str) -> str:
        result = CliRunner().invoke(app, words)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result.output

    return run


@pytest.mark.parametrize("kind", ["five_ones", "五个一", "5个一", "five-ones", "五个一台账"])
def test_export_by_any_name_and_any_date(renda, add, tmp_path, kind):
    add()
    said = renda("export", kind, "--from", "2026年11月1日", "--to", "2026/11/30", "--out", "a.json")
    assert "已导出 1 条" in said
    assert len(json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["entries"]) == 1


def test_who_exported_what_is_on_the_audit_trail(renda, add, database):
    add()
    renda("export", "all", "--from", "2026-11-01", "--to", "2026-11-30", "--out", "a.csv", "--unmasked")
    with database.read() as connection:
        row = connection.execute(select(audit)).one()
    assert (row.actor, row.action, row.target) == ("command", "ledger_export", "all")
    assert "masked=False" in row.detail


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("五个二", "--out", "a.csv"), "没有“五个二”这种台账"),
        (("all", "--out", "a.pdf"), "后缀"),
        (("all", "--out", "a.csv", "--from", "昨天"), "看不懂"),
        (("all", "--out", "a.csv", "--from", "2026-02-30"), "看不懂"),
        (("all", "--out", "a.csv", "--from", "2026-11-02", "--to", "2026-11-01"), "对调"),
        (("all", "--out", "a.csv", "--township", "没有镇"), "还没有导入"),
    ],
)
def test_what_cannot_be_done_is_said_plainly(renda, words, said):
    with pytest.raises(Refused, match=said):
        renda("export", *words)


def test_list_shows_a_few_and_counts_all(renda, add):
    numbers = [add(), add()]
    said = renda("list", "五个一", "--from", "2026-11-01", "--to", "2026-11-30", "--limit", "1")
    assert "共 2 条,先列 1 条" in said
    assert numbers[1] not in said
    assert "没有记录" in renda("list", "签到", "--from", "2026-11-01", "--to", "2026-11-30")
