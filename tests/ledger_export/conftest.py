from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, update

from bot.clock import SHANGHAI
from bot.ledger import entries
from bot.ledger.entries import NewEntry
from bot.ledger.export.request import read_ledger
from bot.ledger.export.run import Request, export
from bot.ledger.kinds import KINDS
from bot.settings import Settings
from bot.store.database import Database
from bot.store.tables import attachment, entry, grid, new_id, person, station, township

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=SHANGHAI)
FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)
HASH = "0123456789abcdef" * 4


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with the schema and nothing else: migrating takes half a second, copying none."""
    path = tmp_path_factory.mktemp("blank") / "renda.db"
    made = Database(f"sqlite:///{path}")
    made.migrate()
    made.close()
    return path


@pytest.fixture
def database(blank: Path, tmp_path: Path) -> Iterator[Database]:
    """东街镇 with a station, a grid, two deputies; and another township with one of its own."""
    made = Database(f"sqlite:///{shutil.copy(blank, tmp_path / 'renda.db')}")
    with made.write() as connection:
        for key, name in (("t", "东街镇"), ("u", "西街镇")):
            connection.execute(insert(township).values(id=key, name=name))
            connection.execute(
                insert(station).values(id=f"s{key}", township_id=key, code="A07", name=f"{name}站")
            )
            connection.execute(insert(grid).values(id=f"g{key}", township_id=key, code="W1", name="一网格"))
        for key, where, name in (("p", "t", "王小明"), ("q", "t", "李小红"), ("x", "u", "外乡人")):
            connection.execute(
                insert(person).values(
                    id=key, township_id=where, role="deputy", name=name, level="乡镇", created_at=NOW,
                    station_id=f"s{where}", grid_id=f"g{where}",
                )
            )  # fmt: skip
    yield made
    made.close()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.model_validate(
        {"data_dir": tmp_path / "data", "office": {"township": "东街镇", "name": "东街镇人大办公室"}}
    )


@pytest.fixture
def add(database: Database) -> Callable[..., str]:
    """Adds an entry of 王小明's; returns its number."""

    def run(
        kind: str = "five_ones", *, who: str = "p", where: str = "t", photos: int = 0, **given: Any
    ) -> str:
        values: dict[str, Any] = {
            "item": "hear_opinion",
            "happened_on": date(2026, 11, 10),
            "fields": {"whom": None, "content": "路灯坏了"},
            "station_id": f"s{where}",
            "grid_id": f"g{where}",
        }
        state = given.pop("state", None)
        values.update(given)
        ids = tuple(new_id() for _ in range(photos))
        with database.write() as connection:
            for key in ids:
                connection.execute(
                    insert(attachment).values(
                        id=key, channel="wechat", sender="o", media_id=key, media_kind="image", state="kept",
                        sha256=HASH, mime="image/jpeg", created_at=NOW,
                    )
                )  # fmt: skip
            new = NewEntry(kind=KINDS[kind], township_id=where, person_id=who, attachment_ids=ids, **values)
            number = entries.add(connection, new, NOW)
            if state:
                connection.execute(update(entry).where(entry.c.number == number).values(state=state))
        return number

    return run


@pytest.fixture
def exported(database: Database, settings: Settings, tmp_path: Path) -> Callable[..., Path]:
    def run(kind: str = "five_ones", suffix: str = ".xlsx", *, masked: bool = True) -> Path:
        out = tmp_path / f"out{suffix}"
        request = Request(read_ledger(kind), "t", "东街镇", FIRST, LAST, out, masked)
        with database.read() as connection:
            export(connection, request, settings, NOW)
        return out

    return run
