"""One index of the township's set, full text only, built once a run and copied where a test changes it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from knowledge.base import Knowledge

ON = date(2026, 11, 21)
SHARED = Path(__file__).parents[3] / "shared"


def copy_of(statutes_dir: Path, folder: Path) -> Path:
    """A data folder with the index in it (a tenth of a second instead of five)."""
    return Path(shutil.copytree(statutes_dir, folder, dirs_exist_ok=True))


@pytest.fixture(scope="session")
def township(statutes_dir: Path) -> Iterator[Knowledge]:
    """For asking only; what changes it takes a copy."""
    knowledge = Knowledge.open(statutes_dir)
    yield knowledge
    knowledge.close()


@pytest.fixture(scope="session")
def regulations() -> Path:
    folder = SHARED / "corpus" / "local_regs"
    if not folder.is_dir():
        pytest.skip("the corpus of local regulations is not beside the project")
    return folder


@pytest.fixture(scope="session")
def speeches() -> Path:
    folder = SHARED / "corpus" / "speeches"
    if not folder.is_dir():
        pytest.skip("the corpus of speeches is not beside the project")
    return folder


@pytest.fixture(scope="session")
def dev_questions() -> Path:
    file = SHARED / "eval" / "dev_questions.jsonl"
    if not file.is_file():
        pytest.skip("the development questions are not beside the project")
    return file
