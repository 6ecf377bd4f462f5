"""Where a term begins is told in one place: the table of terms; the setting speaks only where it is empty."""

from __future__ import annotations

import json
from datetime import date

import pytest

from bot.ledger.export.run import summarise
from bot.roster.terms import open_term, term_began
from tests.ledger_export.conftest import FIRST, LAST, NOW


@pytest.fixture
def enter(database):
    def run(*begins_on: date, level: str = "乡镇", where: str = "t") -> None:
        with database.write() as connection:
            for number, day in enumerate(begins_on, start=18):
                open_term(connection, where, level, number, day)

    return run


@pytest.fixture
def began(database):
    def run(on: date, fallback: str = "") -> date | None:
        with database.read() as connection:
            return term_began(connection, "t", on, fallback)

    return run


def test_the_table_speaks_whatever_the_setting_says(enter, began):
    enter(date(2021, 11, 15), date(2026, 11, 15))
    assert began(date(2026, 11, 14), "2024-01-01") == date(2021, 11, 15)
    assert began(date(2026, 11, 15), "2024-01-01") == date(2026, 11, 15)
    assert began(date(2021, 1, 1), "2020-01-01") is None


def test_the_setting_speaks_where_no_term_of_the_township_was_entered(enter, began):
    enter(date(2025, 1, 1), level="县级")
    enter(date(2025, 2, 1), where="u")
    assert began(date(2026, 11, 20), "2024-01-01") == date(2024, 1, 1)
    assert began(date(2026, 11, 20)) is None


def test_the_summary_asks_for_a_registration_of_the_entered_term(add, enter, database, settings, tmp_path):
    add("grid_registration", item="", fields={}, happened_on=date(2026, 3, 1))
    add("grid_registration", item="", fields={}, happened_on=date(2026, 11, 16), who="q")
    enter(date(2021, 11, 15), date(2026, 11, 15))
    out = tmp_path / "a.json"
    with database.read() as connection:
        summarise(connection, "t", "东街镇", (FIRST, LAST), out, settings, NOW)
    (line,) = json.loads(out.read_text(encoding="utf-8"))["entries"]
    assert (line["登记报到已报到"], line["登记报到未报到的代表"]) == (1, "王小明")
