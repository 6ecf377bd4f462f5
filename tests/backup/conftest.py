from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.backup.make import make_backup
from bot.entry.cli import app
from bot.errors import Refused
from tests.chat.world import World


@pytest.fixture
def world(data_dir: Path) -> Iterator[World]:
    made = township(data_dir)
    yield made
    made.house.close()


@pytest.fixture(scope="session")
def whole_backup(statutes_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a backup of the township."""
    folder = tmp_path_factory.mktemp("backed-up")
    made = township(shutil.copytree(statutes_dir, folder / "var"))
    make_backup(made.settings, folder / "a.zip", b"[]", made.now)
    made.house.close()
    return (folder / "a.zip").read_bytes()


def township(folder: Path) -> World:
    """Three entries, of which one has two photos."""
    made = World(folder)
    for name, station in (("张三", "A07"), ("李四", "B02")):
        assert "签到成功" in made.deputy(name).says(f"签到 {station}")
    phone = made.phone("open-张三")
    for word in ("五个一", "3", "今天", "东街路口", "路灯坏了半个月"):
        phone.says(word)
    phone.sends_photo(b"\xff\xd8one")
    phone.sends_photo(b"\xff\xd8two")
    phone.says("好了")
    assert "WG-" in phone.says("确认")
    made.house.errands._run_once()
    return made


@dataclass(frozen=True)
class Said:
    code: int
    text: str


@pytest.fixture
def renda(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Said]:
    """``renda("backup", "x.zip", data_dir=…)``: the command as somebody types it."""

    def run(*words: object, data_dir: Path, **more: str) -> Said:
        monkeypatch.setenv("RENDA_DATA_DIR", str(data_dir))
        for name, value in more.items():
            monkeypatch.setenv(name, value)
        result = CliRunner().invoke(app, [str(word) for word in words])
        if isinstance(result.exception, Refused):
            return Said(2, result.exception.text)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Said(result.exit_code, result.output)

    return run
