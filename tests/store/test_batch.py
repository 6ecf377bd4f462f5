"""Turns handed to the one writer: one commit for those that came together, each alone with its failure."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Connection, event, text
from sqlalchemy.exc import OperationalError

from bot.store.database import Database


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    made = Database(f"sqlite:///{tmp_path / 'x.db'}")
    with made.write() as connection:
        connection.execute(text("create table line (n integer primary key)"))
    yield made
    made.close()


def add(number: int, connection: Connection) -> int:
    connection.execute(text("insert into line values (:n)"), {"n": number})
    return number


def fail_after_adding(number: int, connection: Connection) -> int:
    add(number, connection)
    raise LookupError(number)


def lines(database: Database) -> list[int]:
    with database.read() as connection:
        return [row.n for row in connection.execute(text("select n from line order by n"))]


async def all_at_once(database: Database, *jobs: partial[int]) -> list[int | BaseException]:
    """Handed over while the writer is busy, so that they are one batch."""
    busy, free = threading.Event(), threading.Event()

    def hold(_connection: Connection) -> None:
        busy.set()
        free.wait(10)

    held = asyncio.ensure_future(database.writer.run_async(hold))
    await asyncio.to_thread(busy.wait, 10)
    waiting = [asyncio.ensure_future(database.writer.run_async(job)) for job in jobs]
    await asyncio.sleep(0)  # each has handed over its work
    free.set()
    await asyncio.wait([held])
    held.exception()
    return await asyncio.gather(*waiting, return_exceptions=True)


def test_those_who_wait_share_one_commit(database: Database) -> None:
    commits = []
    event.listen(database.engine, "commit", commits.append)
    done = asyncio.run(all_at_once(database, *(partial(add, n) for n in range(20))))
    assert done == lines(database) == list(range(20))
    assert len(commits) == 2  # the one that held them up, and theirs


def test_a_failure_takes_back_its_own_rows_only(database: Database) -> None:
    done = asyncio.run(all_at_once(database, partial(add, 1), partial(fail_after_adding, 2), partial(add, 3)))
    assert lines(database) == [1, 3]
    assert isinstance(done[1], LookupError)
    assert (done[0], done[2]) == (1, 3)


def test_nobody_is_told_that_a_lost_commit_is_stored(database: Database) -> None:
    def full(_connection: Connection) -> None:
        raise OperationalError("commit", {}, Exception("database or disk is full"))

    event.listen(database.engine, "commit", full)
    done = asyncio.run(all_at_once(database, partial(add, 1), partial(add, 2)))
    event.remove(database.engine, "commit", full)
    assert all(isinstance(one, Exception) for one in done)
    assert lines(database) == []
    assert database.writer.run(partial(add, 3)) == 3  # and the next is served as ever


def test_work_that_rolls_everything_back_fails_for_all_who_shared(database: Database) -> None:
    def disk_full(connection: Connection) -> int:
        connection.exec_driver_sql("rollback")  # what SQLite itself does on a full disk
        raise OSError("disk full")

    done = asyncio.run(all_at_once(database, partial(add, 1), partial(disk_full), partial(add, 2)))
    assert all(isinstance(one, Exception) for one in done)
    assert lines(database) == []


def test_a_write_inside_the_writers_own_work_is_refused_instead_of_waiting_for_itself(
    database: Database,
) -> None:
    def nested(_connection: Connection) -> int:
        return database.writer.run(partial(add, 1))

    with pytest.raises(RuntimeError):
        database.writer.run(nested)


def test_what_was_handed_over_is_done_before_it_closes(database: Database) -> None:
    threads = [threading.Thread(target=database.writer.run, args=(partial(add, n),)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    database.writer.close()
    assert lines(database) == list(range(8))
