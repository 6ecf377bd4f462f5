"""A desk over two sample townships, and a browser of no screen: ``desk.log_in("wang")`` then get and post."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI

from bot.console import passwords
from bot.entry.app import app_of
from bot.entry.house import House, build
from bot.settings import Settings
from bot.store.database import Database
from knowledge.base import Knowledge
from tests.console import town
from tests.console.visitor import Visitor


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> Iterator[None]:
    """The real argon2 at its lowest cost: what it costs in earnest is the library's business."""
    earnest, passwords.HASHER = passwords.HASHER, PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    yield
    passwords.HASHER = earnest


@pytest.fixture(scope="session")
def console_shelf(statutes_dir: Path) -> Iterator[Knowledge]:
    """The statutes, opened once: no test here changes them."""
    opened = Knowledge.open(statutes_dir)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory, quick_passwords: None) -> tuple[Path, dict[str, str]]:
    """The two townships, made once and copied, and a cookie for each account: argon2 is slow on purpose."""
    path = tmp_path_factory.mktemp("town") / "renda.db"
    database = Database(f"sqlite:///{path}")
    database.migrate()
    cookies = town.fill(database)
    database.close()
    return path, cookies


class Clock:
    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock(town.NOW)


@pytest.fixture
def house(
    tmp_path: Path, filled: tuple[Path, dict[str, str]], console_shelf: Knowledge, clock: Clock
) -> Iterator[House]:
    shutil.copy(filled[0], tmp_path / filled[0].name)
    built = build(Settings(data_dir=tmp_path), clock=clock, knowledge=console_shelf)
    yield built
    built.database.close()


@pytest.fixture
def app(house: House, filled: tuple[Path, dict[str, str]]) -> FastAPI:
    made = app_of(house, background=False)
    made.state.cookies = filled[1]
    return made


@pytest.fixture
def desk(app: FastAPI) -> Visitor:
    """Nobody is logged in yet."""
    return Visitor(app)


@pytest.fixture
def clerk(desk: Visitor) -> Visitor:
    """王专干 of 示例镇, logged in."""
    return desk.enter(town.NAMES["clerk"])
