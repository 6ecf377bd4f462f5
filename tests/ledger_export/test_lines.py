"""Which lines an export has, and which it must not have."""

from __future__ import annotations

import json
from datetime import date

from sqlalchemy import insert, select

from bot.ledger.export import keys
from bot.ledger.export.keys import Span, count_lines
from bot.ledger.export.lines import BATCH, read_lines
from bot.store.tables import entry, entry_counts
from tests.ledger_export.conftest import FIRST, LAST


def numbers(exported, kind="five_ones"):
    data = json.loads(exported(kind, ".json").read_text(encoding="utf-8"))
    return [line["编号"] for line in data["entries"]]


def test_both_ends_of_the_period_count_and_nothing_beyond(add, exported):
    add(happened_on=date(2026, 10, 31))
    inside = [add(happened_on=day) for day in (FIRST, LAST)]
    add(happened_on=date(2026, 12, 1))
    assert numbers(exported) == inside


def test_another_township_is_never_in_it(add, exported):
    mine = add()
    add(who="x", where="u", fields={"content": "别人的"})
    assert numbers(exported) == [mine]
    assert numbers(exported, "all") == [mine]


def test_an_entry_that_counts_in_a_further_ledger_is_in_that_one_too(add, exported, database):
    number = add("check_in", item="scan", fields={"at": "2026-11-10T09:00:00+08:00"})
    with database.write() as connection:
        key = connection.scalar(select(entry.c.id))
        connection.execute(
            insert(entry_counts).values(entry_id=key, ledger="five_ones", item="do_practical_thing")
        )
    data = json.loads(exported("five_ones", ".json").read_text(encoding="utf-8"))
    assert [(line["编号"], line["项目"]) for line in data["entries"]] == [(number, "办一件实事")]
    assert numbers(exported, "all") == [number]


def test_a_withdrawn_entry_keeps_its_number_and_shows_nothing(add, exported):
    add(state="withdrawn", fields={"content": "写错了,13812345678"})
    text = exported("five_ones", ".json").read_text(encoding="utf-8")
    assert "WG-2026-0001" in text
    assert "已撤回" in text
    assert "写错了" not in text


def test_days_are_in_order_whatever_was_recorded_first(add, exported):
    late = add(happened_on=date(2026, 11, 20))
    early = add(happened_on=date(2026, 11, 2))
    assert numbers(exported) == [early, late]


def test_more_lines_than_a_batch_come_whole_and_in_order(add, database):
    wanted = BATCH + 3
    first = add()
    with database.write() as connection:
        row = dict(connection.execute(select(entry)).one()._mapping)
        more = [{**row, "id": f"z{i:05d}", "number": f"WG-2026-{i:05d}"} for i in range(wanted - 1)]
        connection.execute(insert(entry), more)
    with database.read() as connection:
        span = Span("t", "five_ones", FIRST, LAST)
        lines = list(read_lines(connection, span))
        assert count_lines(connection, span) == wanted
    assert [line.number for line in lines] == [first, *(row["number"] for row in more)]


def test_pages_end_anywhere_and_nothing_is_lost_or_told_twice(add, database, monkeypatch):
    """Own entries and those that count here too, several a day, an entry on two lines: page by page."""
    days = [date(2026, 11, day) for day in (2, 2, 2, 5, 5, 9)]
    for index, day in enumerate(days):
        add(happened_on=day)
        twice = (("five_ones", "hear_opinion"), ("five_ones", "report_problem"))
        add("home_visit", item="", happened_on=day, counts_for=twice[: 1 + index % 2])
    span = Span("t", "five_ones", FIRST, LAST)
    with database.read() as connection:
        whole = [(line.number, line.item) for line in read_lines(connection, span)]
        assert len(whole) == len(set(whole)) == count_lines(connection, span) == 15
        for size in (1, 2, 3, 4, 7):
            monkeypatch.setattr(keys, "PAGE", size)
            assert [(line.number, line.item) for line in read_lines(connection, span)] == whole
