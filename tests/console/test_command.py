"""``renda desk user``: for whoever is locked out of the desk but stands at the machine."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import insert
from typer.testing import CliRunner

from bot.console import log_in
from bot.entry.commands.desk import app
from bot.errors import Refused
from bot.settings import Settings
from bot.store.database import Database
from bot.store.tables import township
from tests.console.town import NOW


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Database:
    monkeypatch.setenv("RENDA_DATA_DIR", str(tmp_path))
    opened = Database(f"sqlite:///{tmp_path / 'renda.db'}")
    opened.migrate()
    with opened.write() as connection:
        connection.execute(insert(township).values(id="t1", name="示例镇"))
    return opened


def _says(*words: str) -> str:
    told = CliRunner().invoke(app, ["user", *words], catch_exceptions=False)
    assert told.exit_code == 0, told.output
    return told.output


def _password(told: str) -> str:
    return told.split("密码是 ")[1].split(",")[0]


def test_an_account_is_made_listed_and_reset(database: Database) -> None:
    first = _password(_says("add", "Wang", "--role", "clerk", "--role", "technician", "--name", "王专干"))
    settings = Settings()
    assert log_in.with_password(database, settings, "wang", first, NOW)
    listed = _says("list")
    assert "王专干" in listed
    assert "技术员" in listed
    second = _password(_says("reset", "wang"))
    assert second != first
    assert log_in.with_password(database, settings, "wang", first, NOW) is None
    assert log_in.with_password(database, settings, "wang", second, NOW)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("add", "x", "--role", "king"), "没有身份“king”"),
        (("add", "x", "--role", "clerk", "--township", "别处"), "没有乡镇“别处”"),
        (("reset", "nobody"), "没有账号“nobody”"),
    ],
)
def test_what_is_not_there_is_said(database: Database, words: tuple[str, ...], told: str) -> None:
    with pytest.raises(Refused, match=told):
        CliRunner().invoke(app, ["user", *words], catch_exceptions=False)
