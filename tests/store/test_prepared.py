"""A prepared statement does what SQLAlchemy itself would do: the same rows, the same types."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, bindparam, delete, insert, select, update

from bot.clock import SHANGHAI
from bot.store.compiled import compile_for_driver
from bot.store.database import Database
from bot.store.prepared import Prepared
from bot.store.tables import counter, draft, entry, entry_version, person, township

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=SHANGHAI)
ADD = Prepared(insert(draft))
MINE = Prepared(select(draft).where(draft.c.sender == bindparam("hers")))


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    database = Database(f"sqlite:///{tmp_path_factory.mktemp('x') / 'x.db'}")
    database.migrate()
    with database.write() as opened:
        opened.execute(insert(township).values(id="t", name="示例镇"))
        yield opened
    database.close()


def draft_of(sender: str, answers: object, at: datetime) -> dict[str, object]:
    return {
        "channel": "wechat", "sender": sender, "flow": "f", "answers": answers, "state": "active",
        "started_at": at, "updated_at": at,
    }  # fmt: skip


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


MOMENTS = st.datetimes(NOW.replace(tzinfo=None), timezones=st.just(SHANGHAI))


@given(answers=st.dictionaries(st.text(), JSON), at=MOMENTS)
def test_what_is_written_is_read_back_by_either(connection, answers, at):
    ADD.run(connection, draft_of("a", answers, at))
    ours = MINE.rows(connection, {"hers": "a"})
    theirs = connection.execute(MINE.statement, {"hers": "a"}).all()
    assert [tuple(row) for row in ours] == [tuple(row) for row in theirs]
    assert (ours[0].answers, ours[0].updated_at) == (answers, at)
    connection.execute(delete(draft))


@given(at=st.datetimes(timezones=st.just(SHANGHAI)), day=st.dates() | st.datetimes() | st.none())
def test_moments_and_days_are_stored_as_sqlalchemy_stores_them(connection, at, day):
    table = entry_version
    of = {"entry_id": "e", "fields": {}, "state": "", "changed_by": "", "changed_at": at, "happened_on": day}
    compiled = compile_for_driver(insert(table), connection.dialect, ["version", *of])
    assert compiled is not None
    theirs = insert(table).compile(dialect=connection.dialect, column_keys=["version", *of])
    converters = {name: bind.type.dialect_impl(connection.dialect).bind_processor(connection.dialect)
                  for name, bind in theirs.binds.items()}  # fmt: skip
    ours = dict(zip(theirs.positiontup, compiled.bound({"version": 1, **of}), strict=True))
    for name in ("changed_at", "happened_on"):
        assert ours[name] == converters[name](of[name])


def test_defaults_booleans_and_dates_are_as_the_tables_say(connection):
    Prepared(insert(person)).run(
        connection, {"id": "p", "township_id": "t", "role": "deputy", "name": "王五", "created_at": NOW}
    )
    row = Prepared(select(person).where(person.c.id == bindparam("who"))).first(connection, {"who": "p"})
    assert row.active is True
    assert row.created_at == NOW
    day = Prepared(select(entry.c.happened_on).where(entry.c.happened_on == bindparam("on")))
    assert day.first(connection, {"on": date(2026, 11, 22)}) is None


def test_a_change_tells_how_many_rows_it_touched_and_what_it_returns(connection):
    raised = Prepared(
        update(counter)
        .where(counter.c.kind == bindparam("of_kind"))
        .values(last=counter.c.last + 1)
        .returning(counter.c.last)
    )
    assert raised.first(connection, {"of_kind": "visit"}) is None
    Prepared(insert(counter)).run(connection, {"township_id": "t", "kind": "visit", "year": 2026, "last": 6})
    assert raised.first(connection, {"of_kind": "visit"}).last == 7
    change = Prepared(update(counter).where(counter.c.kind == bindparam("of_kind")))
    assert change.run(connection, {"of_kind": "visit", "last": 1}) == 1
    assert change.run(connection, {"of_kind": "none", "last": 1}) == 0


def test_a_list_among_the_values_is_left_to_sqlalchemy(connection):
    several = Prepared(select(township.c.name).where(township.c.id.in_(bindparam("ids", expanding=True))))
    assert [row.name for row in several.rows(connection, {"ids": ["t", "u"]})] == ["示例镇"]


def test_a_naive_moment_is_refused(connection):
    with pytest.raises(ValueError, match="aware"):
        ADD.run(connection, draft_of("b", {}, datetime(2026, 1, 1)))  # noqa: DTZ001
