"""What all tests share: the statutes, indexed once, and a world per test."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import settings

from knowledge.base import Knowledge

# The same cases each time, so that a red run can be repeated; --hypothesis-profile=hunt looks for new ones.
settings.register_profile("repeatable", derandomize=True)
settings.register_profile("hunt", max_examples=1000, print_blob=True)
settings.load_profile("repeatable")


@pytest.fixture(scope="session")
def statutes_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose full-text index of the township's statutes is built."""
    folder = tmp_path_factory.mktemp("statutes")
    knowledge = Knowledge.open(folder)
    knowledge.ask("代表法第一条")
    knowledge.close()
    return folder


@pytest.fixture
def data_dir(statutes_dir: Path, tmp_path: Path) -> Path:
    """A fresh data folder with its own copy of the index."""
    for file in statutes_dir.iterdir():
        if file.is_file():
            shutil.copy(file, tmp_path / file.name)
    return tmp_path
