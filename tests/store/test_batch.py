"""Turns handed to the one writer: one commit for those that came together, each alone with its failure."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

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


Way = Callable[..., Awaitable[list[Any]]]


async def on_the_loop(database: Database, *jobs: partial[int]) -> list[Any]:
    """Handed over in one round of the loop, so that they are one batch."""
    return await asyncio.gather(*(database.writer.run_async(job) for job in jobs), return_exceptions=True)


async def behind_another_writer(database: Database, *jobs: partial[int]) -> list[Any]:
    """Handed over while another thread writes: nothing may wait on the loop, so a thread does them."""
    busy, free = threading.Event(), threading.Event()

    def hold() -> None:
        with database.write():
            busy.set()
            free.wait(10)

    holding = asyncio.create_task(asyncio.to_thread(hold))
    await asyncio.to_thread(busy.wait, 10)
    waiting = asyncio.gather(*(database.writer.run_async(job) for job in jobs), return_exceptions=True)
    await asyncio.sleep(0.01)  # the loop goes on meanwhile
    free.set()
    await asyncio.wait([holding])
    holding.exception()
    return await waiting


ways = pytest.mark.parametrize("at_once", [on_the_loop, behind_another_writer])


@ways
def test_those_who_wait_share_a_commit(database: Database, at_once: Way) -> None:
    commits = []
    event.listen(database.engine, "commit", commits.append)
    done = asyncio.run(at_once(database, *(partial(add, n) for n in range(16))))
    assert done == lines(database) == list(range(16))
    assert len(commits) <= 3


def test_more_than_one_batch_is_done_in_order(database: Database) -> None:
    done = asyncio.run(on_the_loop(database, *(partial(add, n) for n in range(100))))
    assert done == lines(database) == list(range(100))


def test_a_write_on_the_loops_thread_waits_for_the_commit_that_is_under_way(database: Database) -> None:
    committing, go_on = threading.Event(), threading.Event()

    def slowly(_connection: Connection) -> None:
        committing.set()
        go_on.wait(10)

    async def both() -> int:
        event.listen(database.engine, "commit", slowly, once=True)
        first = asyncio.create_task(database.writer.run_async(partial(add, 1)))
        await asyncio.to_thread(committing.wait, 10)
        threading.Timer(0.01, go_on.set).start()
        with database.write() as connection:
            add(2, connection)
        return await first

    assert asyncio.run(both()) == 1
    assert lines(database) == [1, 2]


def test_another_program_that_holds_the_file_does_not_stop_the_loop(database: Database) -> None:
    other = Database(str(database.url))
    seen = []

    async def both() -> int:
        with other.write() as connection:
            add(1, connection)
            ours = asyncio.create_task(database.writer.run_async(partial(add, 2)))
            for _ in range(5):
                await asyncio.sleep(0.01)
                seen.append(ours.done())
        return await ours

    assert asyncio.run(both()) == 2
    assert seen == [False] * 5
    assert lines(database) == [1, 2]
    other.close()


@ways
def test_a_failure_takes_back_its_own_rows_only(database: Database, at_once: Way) -> None:
    done = asyncio.run(at_once(database, partial(add, 1), partial(fail_after_adding, 2), partial(add, 3)))
    assert lines(database) == [1, 3]
    assert isinstance(done[1], LookupError)
    assert (done[0], done[2]) == (1, 3)


@ways
def test_nobody_is_told_that_a_lost_commit_is_stored(database: Database, at_once: Way) -> None:
    def full(_connection: Connection) -> None:
        raise OperationalError("commit", {}, Exception("database or disk is full"))

    event.listen(database.engine, "commit", full)
    done = asyncio.run(at_once(database, partial(add, 1), partial(add, 2)))
    event.remove(database.engine, "commit", full)
    assert all(isinstance(one, Exception) for one in done)
    assert lines(database) == []
    assert database.writer.run(partial(add, 3)) == 3  # and the next is served as ever


@ways
def test_work_that_rolls_everything_back_fails_for_all_who_shared(database: Database, at_once: Way) -> None:
    def disk_full(connection: Connection) -> int:
        connection.exec_driver_sql("rollback")  # what SQLite itself does on a full disk
        raise OSError("disk full")

    done = asyncio.run(at_once(database, partial(add, 1), partial(disk_full), partial(add, 2)))
    assert all(isinstance(one, Exception) for one in done)
    assert lines(database) == []


def test_a_write_inside_the_writers_own_work_is_refused_instead_of_waiting_for_itself(
    database: Database,
) -> None:
    def nested(_connection: Connection) -> int:
        return database.writer.run(partial(add, 1))

    with pytest.raises(RuntimeError):
        database.writer.run(nested)


def test_a_write_inside_work_on_the_loop_is_refused_too(database: Database) -> None:
    def nested(_connection: Connection) -> int:
        with database.write() as connection:
            return add(1, connection)

    (refused,) = asyncio.run(on_the_loop(database, partial(nested)))
    assert isinstance(refused, RuntimeError)
    assert lines(database) == []


def test_what_was_handed_over_is_done_before_it_closes(database: Database) -> None:
    threads = [threading.Thread(target=database.writer.run, args=(partial(add, n),)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    database.writer.close()
    assert lines(database) == list(range(8))
