"""The month's house: the real application, and the stand-in platform that posts to it signed and sealed.

What travels is what travels in production; only the socket between platform and callback is left out.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from sqlalchemy import select
from starlette.testclient import TestClient

from bot.entry.app import app_of
from bot.entry.house import House, build
from bot.roster import codes
from bot.roster.importing import import_roster
from bot.settings import Settings
from bot.simulator.platform import Account, Platform, new_aes_key
from bot.simulator.platform.judge import Verdict, judge
from bot.simulator.platform.postman import Postman
from bot.simulator.platform.pushes import to_xml
from bot.simulator.platform.records import Attempt
from bot.store.tables import base, grid, person
from knowledge.base import Knowledge
from tests.month.town import GRIDS, TOWNSHIP, Someone, write_roster


class InProcessPostman(Postman):
    """The same envelope, judged in the same way, without a socket."""

    client: TestClient

    def post(self, fields: dict[str, Any], now: datetime) -> tuple[Attempt, Verdict]:
        query, body = self.envelope(to_xml(fields), fields, now)
        answer = self.client.post("/wechat", params=query, content=body.encode())
        assert answer.status_code == 200, answer.text
        verdict = judge(self.account, (self.account.encoding_aes_key,), fields, answer.content)
        return Attempt(200, 0.0, "ok"), verdict


class MonthWorld:
    def __init__(self, folder: Path, api: str, platform: Platform, start: datetime, shelf: Knowledge) -> None:
        self.now, self.platform, self._shelf = start, platform, shelf
        platform._clock = lambda: self.now
        account = platform.account
        self.settings = Settings(
            data_dir=folder,
            office={"township": TOWNSHIP, "name": f"{TOWNSHIP}人大办公室"},
            wechat={
                "app_id": account.app_id,
                "app_secret": account.app_secret,
                "token": account.token,
                "encoding_aes_key": account.encoding_aes_key,
                "api_base": api,
            },
            check_in={"ways": ("scan", "code", "screen", "card", "clerk")},
            ledger={"term_started_on": "2026-10-20"},
        )
        self.house = self._open()
        self._roster(folder / "roster.csv")

    def _open(self) -> House:
        house = build(self.settings, clock=lambda: self.now, knowledge=self._shelf)
        postman = self.platform.postman
        assert isinstance(postman, InProcessPostman)
        postman.client = TestClient(app_of(house, background=False))
        return house

    def restart(self) -> None:
        """The process ends and starts again; only what is on disk is left."""
        self.close()
        self.house = self._open()

    def close(self) -> None:
        self.house.database.close()

    def _roster(self, path: Path) -> None:
        write_roster(path)
        report = import_roster(self.house.database, path, TOWNSHIP, self.now)
        assert report.applied, report.complaints

    def passes(self, **duration: int) -> None:
        self.now += timedelta(**duration)

    def id_of(self, who: Someone) -> str:
        """Two of one name are told apart by their grid."""
        query = select(person.c.id).where(person.c.name == who.name)
        if who.grid >= 0:
            query = query.join(grid, grid.c.id == person.c.grid_id).where(grid.c.code == GRIDS[who.grid][0])
        with self.house.database.read() as connection:
            return str(connection.execute(query).scalar_one())

    def code_of(self, who: Someone) -> str:
        person_id = self.id_of(who)
        with self.house.database.write() as connection:
            return codes.issue(connection, person_id, self.settings, self.now)


def new_platform() -> Platform:
    platform = Platform(Account("wxmonth000000000", "secret", "MonthToken1", new_aes_key(), "safe"), "")
    platform.postman = InProcessPostman(platform.account, "")
    return platform


@contextmanager
def counted_ids(start: datetime) -> Iterator[None]:
    """Ids in the order in which they are made: two rows of one millisecond would else fall out of order."""
    numbers = itertools.count(int(start.timestamp()) * 1000)
    kept = (base.time, base.os)  # type: ignore[attr-defined]
    clock = SimpleNamespace(time_ns=lambda: next(numbers) * 1_000_000)
    tails = SimpleNamespace(urandom=bytes)
    base.time, base.os = clock, tails  # type: ignore[attr-defined]
    try:
        yield
    finally:
        base.time, base.os = kept  # type: ignore[attr-defined]
