"""Numbers run per township, kind and year without gaps, whatever is withdrawn, refused or let go."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select, update

from bot.clock import SHANGHAI
from bot.ledger import corrections, entries
from bot.ledger.entries import NewEntry
from bot.ledger.kinds import FIVE_ONES, KINDS, STUDY
from bot.settings.duties import Retention
from bot.store.retention import sweep
from bot.store.tables import counter, entry, entry_counts, entry_version
from tests.ledger_export.conftest import NOW


def new(kind=STUDY, where="t", who="p", day=date(2026, 11, 10)):
    return NewEntry(
        kind=kind, township_id=where, person_id=who, happened_on=day, fields={"content": "课"}, item="x",
        counts_for=(("five_ones", "hear_opinion"),) if kind is not FIVE_ONES else (),
    )  # fmt: skip


def numbers(database, kind=STUDY, where="t"):
    query = select(entry.c.number).where(entry.c.kind == kind.key, entry.c.township_id == where)
    with database.read() as connection:
        return list(connection.execute(query.order_by(entry.c.number)).scalars())


@pytest.fixture
def record(database):
    def run(times=1, now=NOW, **given):
        with database.write() as connection:
            return [entries.add(connection, new(**given), now) for _ in range(times)]

    return run


def test_every_kind_and_township_counts_for_itself(record):
    assert record(2) == ["XX-2026-0001", "XX-2026-0002"]
    assert record(kind=FIVE_ONES) == ["WG-2026-0001"]
    assert record(where="u", who="x") == ["XX-2026-0001"]
    assert record() == ["XX-2026-0003"]


def test_the_year_is_that_of_recording_so_that_a_late_entry_fills_no_gap(record):
    record(2)
    january = datetime(2027, 1, 2, 9, tzinfo=SHANGHAI)
    assert record(now=january, day=date(2026, 12, 30)) == ["XX-2027-0001"]
    assert record() == ["XX-2026-0003"]


def test_a_withdrawn_entry_keeps_its_number_and_no_other_gets_it(record, database):
    first, second = record(2)
    with database.write() as connection:
        was = corrections.find(connection, "t", second)
        corrections.change(connection, was, NOW, by="p", action="withdraw", state="withdrawn")
    assert record() == ["XX-2026-0003"]
    assert numbers(database) == [first, second, "XX-2026-0003"]


def test_what_is_rolled_back_takes_no_number(record, database):
    record()

    def fail():
        with database.write() as connection:
            entries.add(connection, new(), NOW)
            raise RuntimeError("the power went out")

    with pytest.raises(RuntimeError):
        fail()
    assert record() == ["XX-2026-0002"]


def test_past_the_last_of_four_digits_it_goes_on(record, database):
    record()
    with database.write() as connection:
        connection.execute(update(counter).values(last=9999))
    assert record() == ["XX-2026-10000"]


def test_every_version_stays_and_is_told_apart(record, database):
    (number,) = record()
    with database.write() as connection:
        for said in ("一", "二"):
            was = corrections.find(connection, "t", number)
            corrections.change(connection, was, NOW, by="p", action="correct", fields={"content": said})
        stale = corrections.change(connection, was, NOW, by="q", action="correct", fields={"content": "三"})
        kept = corrections.versions(connection, was.id)
    assert not stale
    assert [(row.version, row.fields["content"]) for row in kept] == [(1, "课"), (2, "一"), (3, "二")]


def test_retention_lets_go_of_the_kinds_that_are_named_with_all_that_hangs_on_them(
    record, database, settings
):
    old = NOW - timedelta(days=800)
    record(2, day=old.date())
    record(day=NOW.date())
    record(kind=KINDS["home_visit"], day=old.date())
    here = settings.model_copy(update={"retention": Retention(entry_days={"study": 730})})
    with database.write() as connection:
        removed = dict(sweep(connection, here, NOW))
    assert removed["entry:study"] == 2
    assert numbers(database) == ["XX-2026-0003"]
    assert numbers(database, KINDS["home_visit"]) == ["ZF-2026-0001"]
    with database.read() as connection:
        left = set(connection.execute(select(entry.c.id)).scalars())
        for table in (entry_version, entry_counts):
            assert set(connection.execute(select(table.c.entry_id)).scalars()) == left
    assert record() == ["XX-2026-0004"]  # a number is never given twice


def test_nothing_is_let_go_unless_an_office_says_so(record, database, settings):
    record(day=date(1990, 1, 1))
    with database.write() as connection:
        removed = sweep(connection, settings, NOW)
    assert not [name for name, _ in removed if name.startswith("entry")]
    assert numbers(database) == ["XX-2026-0001"]
