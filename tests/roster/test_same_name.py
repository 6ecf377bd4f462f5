"""Two people of one name: told apart by phone or grid, never mixed up."""

from __future__ import annotations

from sqlalchemy import select

from bot.store.tables import person


def phones(database):
    with database.read() as connection:
        return {row.id: row.phone for row in connection.execute(select(person))}


def test_two_of_one_name_with_two_phones_stay_two_when_imported_in_the_other_order(database, bring):
    first = ["李华", "代表", "A07", "W1", "13800000001"]
    second = ["李华", "代表", "B01", "W3", "13800000002"]
    bring(first, second)
    before = phones(database)
    assert sorted(before.values()) == ["13800000001", "13800000002"]
    assert bring(second, first).plan.idle
    assert phones(database) == before


def test_grids_tell_them_apart_when_there_are_no_phones(database, bring):
    bring(["李华", "代表", None, "W1"], ["李华", "代表", None, "W3"])
    assert bring(["李华", "代表", None, "W3"], ["李华", "代表", None, "W1"]).plan.idle
    assert len(phones(database)) == 2


def test_two_that_nothing_tells_apart_are_refused(bring):
    (complaint,) = bring(["李华", "代表", "A07", None, "13800000001"], ["李华", "代表", "A07"]).complaints
    assert complaint.where == "“人员”第 3 行"
    assert "同名" in complaint.reason


def test_the_same_line_twice_is_called_a_repetition(bring):
    row = ["李华", "代表", "A07", "W1", "13800000001"]
    (complaint,) = bring(row, row).complaints
    assert "重复" in complaint.reason


def test_a_namesake_who_joins_does_not_take_over_the_other_one(database, bring):
    bring(["李华", "代表", "A07", "W1", "13800000001"])
    (old,) = phones(database)
    bring(["李华", "代表", "B01", "W3", "13800000002"])
    assert phones(database)[old] == "13800000001"
    assert len(phones(database)) == 2


def test_a_row_that_fits_two_known_people_is_refused(bring):
    bring(["李华", "代表", None, "W1", "13800000001"], ["李华", "代表", None, "W3", "13800000002"])
    (complaint,) = bring(["李华", "代表", "A07", None, None, "县级"]).complaints
    assert "几位同名" in complaint.reason
