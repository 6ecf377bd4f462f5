"""One index of the township's set, full text only, for all tests that ask it (about five seconds to
build)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from knowledge.base import Knowledge

ON = date(2026, 11, 21)
SHARED = Path(__file__).parents[3] / "shared"


@pytest.fixture(scope="session")
def township(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Knowledge]:
    knowledge = Knowledge.open(tmp_path_factory.mktemp("township"))
    knowledge.build(vectors="none")
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
