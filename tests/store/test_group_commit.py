"""Writers that queue share a commit, and each is still alone with its failure."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import OperationalError

from bot.store.database import Database
from bot.store.group_commit import SharedWriteLost


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    made = Database(f"sqlite:///{tmp_path / 'x.db'}")
    with made.write() as connection:
        connection.execute(text("create table line (n integer primary key, said text)"))
    yield made
    made.close()


def add(database: Database, n: int, said: str = "") -> None:
    with database.write() as connection:
        connection.execute(text("insert into line values (:n, :said)"), {"n": n, "said": said})


def lines(database: Database) -> list[int]:
    with database.read() as connection:
        return [row.n for row in connection.execute(text("select n from line order by n"))]


@contextmanager
def held(database: Database, people: int) -> Iterator[ThreadPoolExecutor]:
    """Inside, somebody is writing; the others that are submitted queue behind until the block ends."""
    inside, go_on = threading.Event(), threading.Event()

    def first() -> None:
        with database.write():
            inside.set()
            assert go_on.wait(10)

    with ThreadPoolExecutor(people + 1) as pool:
        holding = pool.submit(first)
        assert inside.wait(10)
        yield pool
        go_on.set()
        holding.result(10)


def queue(database: Database, people: int) -> None:
    while database._group._waiting < people:
        threading.Event().wait(0.001)


def commits_of(database: Database) -> list[int]:
    seen: list[int] = []
    event.listen(database.engine, "commit", lambda _connection: seen.append(1))
    return seen


def test_those_who_queue_share_one_commit(database):
    commits = commits_of(database)
    with held(database, 20) as pool:
        jobs = [pool.submit(add, database, n) for n in range(20)]
        queue(database, 20)
    for job in jobs:
        job.result(10)
    assert lines(database) == list(range(20))
    assert len(commits) == 1


def test_nobody_returns_before_the_rows_are_there_for_others_to_read(database):
    def add_and_look(n: int) -> bool:
        add(database, n)
        return n in lines(database)

    with ThreadPoolExecutor(16) as pool:
        assert all(pool.map(add_and_look, range(200)))
    assert lines(database) == list(range(200))


def test_a_writer_that_fails_takes_back_its_own_rows_only(database):
    def fail(n: int) -> None:
        with database.write() as connection:
            connection.execute(text("insert into line values (:n, '')"), {"n": n})
            raise ValueError(n)

    with held(database, 10) as pool:
        good = [pool.submit(add, database, n) for n in range(5)]
        bad = [pool.submit(fail, n) for n in range(5, 10)]
        queue(database, 10)
    for job in good:
        job.result(10)
    for job in bad:
        with pytest.raises(ValueError, match="^[5-9]$"):
            job.result(10)
    assert lines(database) == [0, 1, 2, 3, 4]


def test_savepoints_that_a_failing_block_left_open_go_with_it(database):
    def leave_open() -> None:
        with database.write() as connection:
            connection.begin_nested()
            connection.execute(text("insert into line values (1, '')"))
            connection.begin_nested()
            raise KeyError

    with pytest.raises(KeyError):
        leave_open()
    add(database, 2)
    assert lines(database) == [2]


def test_a_last_writer_that_fails_still_commits_for_the_others(database):
    with held(database, 1) as pool:

        def fail() -> None:
            with database.write():
                raise KeyError

        failing = pool.submit(fail)
        queue(database, 1)
    with pytest.raises(KeyError):
        failing.result(10)
    add(database, 1)
    assert lines(database) == [1]


def test_when_the_commit_fails_everybody_who_shared_it_is_told(database):
    def refuse(_connection: object) -> None:
        raise OperationalError("commit", {}, Exception("disk is full"))

    jobs = []

    def share() -> None:
        with held(database, 4) as pool:
            jobs.extend(pool.submit(add, database, n) for n in range(4))
            queue(database, 4)
            event.listen(database.engine, "commit", refuse, once=True)

    with pytest.raises(SharedWriteLost):
        share()
    for job in jobs:
        with pytest.raises(SharedWriteLost):
            job.result(10)
    assert lines(database) == []
    add(database, 9)
    assert lines(database) == [9]


def test_a_lone_writer_gets_the_error_itself(database):
    def refuse(_connection: object) -> None:
        raise OperationalError("commit", {}, Exception("disk is full"))

    event.listen(database.engine, "commit", refuse, once=True)
    with pytest.raises(OperationalError):
        add(database, 1)
    assert lines(database) == []


def test_a_full_disk_is_an_error_and_leaves_the_database_usable(database):
    with database.engine.connect() as connection:
        pages = connection.exec_driver_sql("pragma page_count").scalar_one()

    def limit(connection: object, _record: object, pages: int = pages + 2) -> None:
        connection.execute(f"pragma max_page_count={pages}")  # type: ignore[attr-defined]

    database.close()  # the connections that are kept would not know of the limit
    event.listen(database.engine, "connect", limit)
    with pytest.raises(OperationalError):
        add(database, 1, "x" * 100_000)
    add(database, 2, "short")
    assert lines(database) == [2]


def test_a_write_inside_a_write_is_refused_instead_of_waiting_for_itself(database):
    with pytest.raises(RuntimeError), database.write(), database.write():
        pass
    add(database, 1)
    assert lines(database) == [1]


def test_another_process_that_holds_the_file_is_an_error_after_the_time_limit(database, monkeypatch):
    other = Database(str(database.url))
    short = Database(str(database.url))
    event.listen(short.engine, "connect", lambda c, _r: c.execute("pragma busy_timeout=50"))
    with other.write(), pytest.raises(OperationalError):
        add(short, 1)
    add(short, 2)
    assert lines(short) == [2]
    other.close()
    short.close()
