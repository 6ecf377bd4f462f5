"""The database: migrations make exactly the tables that the code knows; a write is whole or nothing."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import insert, select

from bot.clock import SHANGHAI
from bot.store.database import Database
from bot.store.tables import audit, metadata, new_id, township


@pytest.fixture
def database(tmp_path: Path):
    made = Database(f"sqlite:///{tmp_path / 'renda.db'}")
    made.migrate()
    yield made
    made.close()


def test_migrations_make_the_tables_that_the_code_knows(database: Database) -> None:
    with database.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_migrating_again_changes_nothing(database: Database) -> None:
    database.migrate()
    with database.write() as connection:
        connection.execute(insert(township).values(id="t", name="示例镇"))
    database.migrate()
    with database.read() as connection:
        assert connection.execute(select(township.c.name)).scalar_one() == "示例镇"


def test_a_failed_write_leaves_nothing(database: Database) -> None:
    def half_a_write() -> None:
        with database.write() as connection:
            connection.execute(insert(township).values(id="t", name="示例镇"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        half_a_write()
    with database.read() as connection:
        assert connection.execute(select(township)).all() == []


def test_moments_come_back_aware_in_the_townships_time(database: Database) -> None:
    at = datetime(2026, 12, 7, 9, 30, tzinfo=SHANGHAI)
    with database.write() as connection:
        connection.execute(insert(audit).values(at=at, actor="system", action="test"))
    with database.read() as connection:
        read = connection.execute(select(audit.c.at)).scalar_one()
    assert read == at
    assert read.tzinfo == SHANGHAI


def test_a_naive_moment_is_refused(database: Database) -> None:
    with pytest.raises(Exception, match="aware"), database.write() as connection:
        connection.execute(insert(audit).values(at=datetime(2026, 1, 1), actor="a", action="b"))  # noqa: DTZ001


def test_ids_sort_by_time() -> None:
    ids = [new_id() for _ in range(100)]
    assert [i[:12] for i in ids] == sorted(i[:12] for i in ids)
    assert len(set(ids)) == 100
