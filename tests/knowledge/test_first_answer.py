"""A first start over all statutes: a township's question is answered long before the last law is in."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.entry.cli import app
from bot.texts.commands import STILL_READING
from knowledge.store import Store

pytestmark = pytest.mark.slow  # reads a good part of all statutes


@pytest.fixture
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("RENDA_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("RENDA_KNOWLEDGE__STATUTES", "all")

    def count() -> int:
        store = Store(tmp_path / "knowledge.db")
        try:
            return store.count("documents")
        finally:
            store.close()

    return count


def test_the_congress_own_law_answers_at_once_and_the_next_command_reads_on(documents) -> None:
    first = CliRunner().invoke(app, ["ask", "乡镇人代会一年开几次?"])
    assert "地方组织法" in first.output
    some = documents()
    civil_code = CliRunner().invoke(app, ["ask", "民法典第一千二百四十五条"])
    assert "饲养的动物" in civil_code.output
    assert some < documents()


def test_what_is_not_found_yet_is_looked_for_again_in_all_laws(documents) -> None:
    asked = CliRunner().invoke(app, ["ask", "今天中午吃什么"])
    assert STILL_READING in asked.output
    assert "没有把握" in asked.output
    assert documents() > 350
