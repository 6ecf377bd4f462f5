"""The audit trail is a chain: whoever changes, removes or adds a row behind our back is found."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, insert, select, update

from bot.clock import SHANGHAI
from bot.ledger import audit as trail
from bot.ledger.audit_chain import MIN_DAYS, Chain, prune, verify
from bot.store.database import Database
from bot.store.tables import audit, audit_head

NOW = datetime(2026, 12, 7, 9, 0, 0, 123456, tzinfo=SHANGHAI)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    made = Database(f"sqlite:///{tmp_path / 'renda.db'}")
    made.migrate()
    yield made
    made.close()


def write(database: Database, count: int, since: datetime = NOW) -> None:
    for number in range(count):
        with database.write() as connection:
            at = since + timedelta(days=number)
            trail.record(connection, "p1", "bind", f"person:p{number}", "说明", at)


def chain(database: Database) -> Chain:
    with database.read() as connection:
        return verify(connection)


def test_an_empty_trail_is_whole(database: Database) -> None:
    assert chain(database).whole


def test_what_we_wrote_is_whole(database: Database) -> None:
    write(database, 20)
    seen = chain(database)
    assert (seen.whole, seen.rows, seen.head.id) == (True, 20, 20)


@pytest.mark.parametrize(
    "change",
    [
        {"actor": "p2"},
        {"action": "unbind"},
        {"target": "person:p9"},
        {"detail": ""},
        {"at": NOW},
        {"hash": "0" * 64},
    ],
)
def test_a_changed_field_is_found(database: Database, change: dict[str, Any]) -> None:
    write(database, 9)
    with database.write() as connection:
        connection.execute(update(audit).where(audit.c.id == 5).values(**change))
    assert (chain(database).broken_at, chain(database).why) == (5, "changed")


def test_a_row_that_was_changed_and_sealed_anew_breaks_at_the_next(database: Database) -> None:
    write(database, 9)
    with database.write() as connection:
        before = connection.execute(select(audit.c.hash).where(audit.c.id == 4)).scalar_one()
        row = connection.execute(select(audit).where(audit.c.id == 5)).one()
        hash_ = trail.seal(before, row.id, row.at, "p2", row.action, row.target, row.detail)
        connection.execute(update(audit).where(audit.c.id == 5).values(actor="p2", hash=hash_))
    assert chain(database).broken_at == 6


@pytest.mark.parametrize(("gone", "why"), [(1, "checkpoint"), (5, "missing"), (9, "cut")])
def test_a_removed_row_is_found(database: Database, gone: int, why: str) -> None:
    write(database, 9)
    with database.write() as connection:
        connection.execute(delete(audit).where(audit.c.id == gone))
    assert (chain(database).broken_at, chain(database).why) == (gone, why)


def test_an_emptied_trail_is_found(database: Database) -> None:
    write(database, 9)
    with database.write() as connection:
        connection.execute(delete(audit))
    assert chain(database).why == "cut"


def test_a_row_slipped_in_is_found(database: Database) -> None:
    write(database, 3)
    with database.write() as connection:
        connection.execute(insert(audit).values(at=NOW, actor="p1", action="export"))
    assert chain(database).broken_at == 4


def test_a_transaction_that_fails_leaves_no_link(database: Database) -> None:
    write(database, 2)

    def half_a_write() -> None:
        with database.write() as connection:
            trail.record(connection, "p1", "bind", "", "", NOW)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        half_a_write()
    write(database, 1)
    assert (chain(database).whole, chain(database).rows) == (True, 3)


def test_writers_at_the_same_time_share_one_chain(tmp_path: Path, database: Database) -> None:
    other = Database(str(database.url))  # a second process has an engine and a lock of its own
    threads = [threading.Thread(target=write, args=(each, 25)) for each in (database, other) * 3]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    other.close()
    assert (chain(database).whole, chain(database).rows) == (True, 150)


def test_old_rows_go_and_the_rest_is_still_verified(database: Database) -> None:
    write(database, 400)
    with database.write() as connection:
        gone = prune(connection, NOW + timedelta(days=400), MIN_DAYS)
    seen = chain(database)
    assert (gone, seen.whole, seen.rows) == (220, True, 181)  # 180 days and the checkpoint
    with database.write() as connection:
        assert prune(connection, NOW + timedelta(days=401), MIN_DAYS) == 0
        assert prune(connection, NOW + timedelta(days=440), MIN_DAYS) == 40
        assert prune(connection, NOW + timedelta(days=900), MIN_DAYS) == 142
    assert (chain(database).whole, chain(database).rows) == (True, 1)


def test_nothing_younger_than_180_days_ever_goes(database: Database) -> None:
    write(database, 300)
    now = NOW + timedelta(days=300)
    with database.write() as connection:
        prune(connection, now, keep_days=1)
        left = connection.execute(select(audit.c.at)).scalars().all()
    assert sum(now - at <= timedelta(days=180) for at in left) == 181  # with the checkpoint


def test_who_moves_the_checkpoint_is_found(database: Database) -> None:
    write(database, 400)
    with database.write() as connection:
        prune(connection, NOW + timedelta(days=400), MIN_DAYS)
        row = connection.execute(select(audit).where(audit.c.id == 230)).one()
        connection.execute(delete(audit).where(audit.c.id <= 230))
        moved = {"target": "230", "detail": row.hash}
        connection.execute(update(audit).where(audit.c.action == "audit_checkpoint").values(**moved))
    assert (chain(database).broken_at, chain(database).why) == (401, "changed")


def test_a_head_that_was_moved_back_is_found(database: Database) -> None:
    write(database, 9)
    with database.write() as connection:
        hash_ = connection.execute(select(audit.c.hash).where(audit.c.id == 8)).scalar_one()
        connection.execute(update(audit_head).values(last_id=8, hash=hash_))
    assert not chain(database).whole
