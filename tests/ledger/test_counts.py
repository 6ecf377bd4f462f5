"""Counting a person's year: her own ledgers and those that an entry counts in as well."""

from __future__ import annotations

from datetime import date

from bot.ledger.counts import count_by_item, count_by_kind, households_visited
from bot.ledger.kinds import FIVE_ONES, HOME_VISIT, PROBLEM, RECEPTION

VISIT = {"item": "", "fields": {"content": "路灯", "households": 3}}


def test_one_entry_counts_in_every_ledger_it_belongs_to_and_once_in_each(add, database):
    add("home_visit", **VISIT, counts_for=(("five_ones", "hear_opinion"), ("problem", "供电照明")))
    add("five_ones", item="hear_opinion")
    with database.read() as connection:
        found = count_by_kind(connection, (HOME_VISIT, FIVE_ONES, PROBLEM, RECEPTION), "p", 2026)
    assert found == {
        "home_visit": {"": 1},
        "five_ones": {"hear_opinion": 2},
        "problem": {"供电照明": 1},
        "reception": {},
    }


def test_other_years_other_people_and_what_does_not_count_are_left_out(add, database):
    add(happened_on=date(2025, 12, 31))
    add(happened_on=date(2027, 1, 1))
    add(who="q")
    for state in ("withdrawn", "returned"):
        add(state=state)
    add(state="verified")
    with database.read() as connection:
        assert count_by_item(connection, FIVE_ONES, "p", 2026) == {"hear_opinion": 1}


def test_a_visit_without_a_number_of_households_is_one_household(add, database):
    add("home_visit", **VISIT)
    add("home_visit", item="", fields={"content": "路灯"})
    add("home_visit", item="", fields={"content": "路灯", "households": 0})
    add("home_visit", item="", fields={"households": 50}, happened_on=date(2026, 1, 1))
    with database.read() as connection:
        assert households_visited(connection, "p", date(2026, 11, 1)) == 5
        assert households_visited(connection, "q", date(2026, 11, 1)) == 0
