"""Terms and mandates: what a re-election, a late joiner and a departure leave in the books."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from bot.errors import Refused
from bot.roster.known import find_township
from bot.roster.terms import by_election, count_held, keep_mandates, open_term, terms
from bot.store.tables import person
from bot.store.tables.roster import mandate, term
from tests.roster.conftest import NOW, TOWNSHIP

TODAY = NOW.date()
BEGAN = date(2021, 11, 15)


@pytest.fixture
def begin(database):
    def run(number=18, day=BEGAN, level="乡镇"):
        with database.write() as connection:
            where = find_township(connection, TOWNSHIP)
            made = open_term(connection, where, level, number, day)
            keep_mandates(connection, where, TODAY)
        return made

    return run


def seats(database):
    """(name, level and number, began, how, ended, how) of every mandate."""
    query = (
        select(person.c.name, term.c.level, term.c.number, mandate)
        .join(mandate, mandate.c.person_id == person.c.id)
        .join(term, term.c.id == mandate.c.term_id)
        .order_by(term.c.number, term.c.level, person.c.name)
    )
    with database.read() as connection:
        return [
            (row.name, f"{row.level}{row.number}", row.began_on, row.began_by, row.ended_on, row.ended_by)
            for row in connection.execute(query)
        ]


def test_those_on_the_roster_when_a_term_is_entered_came_by_its_election(database, bring, begin):
    bring(["王小明", "代表", None, None, None, "乡镇"], ["李小红", "专干"])
    begin()
    assert seats(database) == [("王小明", "乡镇18", BEGAN, "election", None, "")]


def test_one_deputy_on_three_levels_holds_three_seats(database, bring, begin):
    bring(["王小明", "代表", None, None, None, "乡镇、县级、市级"])
    for level in ("乡镇", "县级", "市级"):
        begin(level=level)
    assert len(seats(database)) == 3


def test_how_a_late_joiner_came_is_not_guessed(database, bring, begin):
    bring(["王小明", "代表", None, None, None, "乡镇"])
    begin()
    bring(["王小明", "代表", None, None, None, "乡镇"], ["赵新来", "代表", None, None, None, "乡镇"])
    assert seats(database)[1] == ("赵新来", "乡镇18", TODAY, "", None, "")


def test_who_leaves_keeps_the_seat_in_the_books_with_its_end_and_a_return_is_a_further_one(
    database, bring, begin
):
    stays, gone = (["王小明", "代表", None, None, None, "乡镇", None, status] for status in ("", "离任"))
    bring(stays)
    begin()
    bring(gone)
    assert seats(database) == [("王小明", "乡镇18", BEGAN, "election", TODAY, "left")]
    bring(stays)
    assert [seat[4] for seat in seats(database)] == [TODAY, None]


def test_a_new_term_ends_the_one_before_and_its_mandates(database, bring, begin):
    bring(["王小明", "代表", None, None, None, "乡镇"])
    begin()
    new = date(2026, 11, 15)
    made = begin(19, new)
    last_day = new - timedelta(days=1)
    assert seats(database) == [
        ("王小明", "乡镇18", BEGAN, "election", last_day, "term"),
        ("王小明", "乡镇19", new, "election", None, ""),
    ]
    with database.read() as connection:
        where = find_township(connection, TOWNSHIP)
        assert [each.ends_on for each in terms(connection, where)] == [last_day, None]
        assert count_held(connection, made.id) == 1


def test_entering_a_term_again_changes_nothing_and_a_wrong_one_is_refused(database, bring, begin):
    bring(["王小明", "代表", None, None, None, "乡镇"])
    begin()
    before = seats(database)
    begin()
    assert seats(database) == before
    for number, day in ((17, date(2026, 1, 1)), (19, BEGAN), (18, date(2022, 1, 1))):
        with pytest.raises(Refused):
            begin(number, day)
    assert seats(database) == before


def test_a_second_keeping_changes_nothing(database, bring, begin):
    bring(["王小明", "代表", None, None, None, "乡镇"])
    begin()
    with database.write() as connection:
        assert keep_mandates(connection, find_township(connection, TOWNSHIP), TODAY) == 0


def test_a_by_election_is_told_with_its_day_and_only_of_a_later_seat(database, bring, begin):
    bring(["王小明", "代表", None, None, None, "乡镇"])
    begin()
    bring(["王小明", "代表", None, None, None, "乡镇"], ["赵新来", "代表", None, None, None, "乡镇"])
    day = date(2026, 9, 1)
    with database.write() as connection:
        where = find_township(connection, TOWNSHIP)
        ids = dict(connection.execute(select(person.c.name, person.c.id)).all())
        for _ in range(2):
            by_election(connection, where, ids["赵新来"], "乡镇", day)
        for name, level, on in (
            ("王小明", "乡镇", day),  # came by the term's election
            ("赵新来", "县级", day),  # holds no seat there
            ("赵新来", "乡镇", BEGAN - timedelta(days=1)),  # before the term
        ):
            with pytest.raises(Refused):
                by_election(connection, where, ids[name], level, on)
    assert seats(database)[1] == ("赵新来", "乡镇18", day, "by_election", None, "")
