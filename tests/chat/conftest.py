from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.store.database import Database
from knowledge.base import Knowledge
from tests.chat.world import World


@pytest.fixture(scope="session")
def shelf(statutes_dir: Path) -> Iterator[Knowledge]:
    """The statutes, opened once: no test of the chat changes them."""
    opened = Knowledge.open(statutes_dir)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with its tables and nothing in them: making them takes longer than most conversations."""
    path = tmp_path_factory.mktemp("blank") / "renda.db"
    database = Database(f"sqlite:///{path}")
    database.migrate()
    database.close()
    return path


@pytest.fixture
def world(tmp_path: Path, shelf: Knowledge, blank: Path) -> Iterator[World]:
    shutil.copy(blank, tmp_path / blank.name)
    made = World(tmp_path, shelf)
    yield made
    made.close()
