"""A township in a test: people who say things, a clock the test sets, a platform that resends.

Behind ``says`` is the real house (SQLite, statutes, flows); only the channel to the platform is played by
hand, and a call that nobody prepared fails the test.
"""

from __future__ import annotations

import dataclasses
import itertools
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from bot.channels import Media
from bot.clock import SHANGHAI
from bot.entry.house import House, build
from bot.errors import PushFailed
from bot.messages import Incoming, Kind, Location, Outcome, Push, Reply
from bot.roster import codes
from bot.scenes import station_scene
from bot.settings import Settings
from bot.store.tables import grid, person, station, township
from bot.wechat import render
from knowledge.base import Knowledge

START = datetime(2026, 12, 7, 9, 0, tzinfo=SHANGHAI)


class PlayedChannel:
    """The edge of the house. Remembers pushes; gives the photos that the test handed in."""

    name = "wechat"

    def __init__(self) -> None:
        self.pushed: list[Push] = []
        self.photos: dict[str, bytes | PushFailed] = {}

    def pages(self, reply: Reply) -> list[str]:
        return render.pages(reply, tap_links=False)

    def send(self, push: Push) -> Outcome:
        self.pushed.append(push)
        return Outcome(message_id=f"m{len(self.pushed)}")

    def fetch(self, media_id: str, media_url: str) -> Media:
        answer = self.photos[media_id]
        if isinstance(answer, PushFailed):
            raise answer
        return Media(answer, "image/jpeg")


class World:
    def __init__(self, data_dir: Path, knowledge: Knowledge | None = None, **settings: Any) -> None:
        self._knowledge = knowledge  # opened once for many tests: opening it takes a second
        self.now = START
        self.settings = Settings(data_dir=data_dir, **settings)
        self.channel = PlayedChannel()
        self._numbers = itertools.count(1)
        self.house = self._open()
        self._fill()

    def _open(self) -> House:
        house = build(self.settings, clock=lambda: self.now, knowledge=self._knowledge)
        house.channels["wechat"] = self.channel
        return house

    def restart(self) -> None:
        """The process ends and starts again; only what is on disk is left."""
        self.close()
        self.house = self._open()

    def close(self) -> None:
        (self.house.database if self._knowledge else self.house).close()

    def passes(self, **duration: int) -> None:
        self.now += timedelta(**duration)

    def _fill(self) -> None:
        with self.house.database.write() as connection:
            connection.execute(insert(township).values(id="t1", name="示例镇"))
            for code, name in (("A07", "东街联络站"), ("B02", "西村联络站")):
                connection.execute(insert(station).values(id=code, township_id="t1", code=code, name=name))
            for code, name in (("G1", "东街网格"), ("G2", "西村网格")):
                connection.execute(insert(grid).values(id=code, township_id="t1", code=code, name=name))
        self.add_person("张三", "A07", "G1")
        self.add_person("李四", "B02", "G2")
        self.add_person("王专干", None, None, role="clerk")

    def add_person(self, name: str, at: str | None, in_grid: str | None, role: str = "deputy") -> None:
        with self.house.database.write() as connection:
            connection.execute(
                insert(person).values(
                    id=name,
                    township_id="t1",
                    role=role,
                    name=name,
                    station_id=at,
                    grid_id=in_grid,
                    created_at=self.now,
                )
            )

    def code_for(self, name: str) -> str:
        with self.house.database.write() as connection:
            return codes.issue(connection, name, self.settings, self.now)

    def phone(self, sender: str) -> Phone:
        return Phone(self, sender)

    def deputy(self, name: str, sender: str | None = None) -> Phone:
        """Somebody of the roster who has bound her phone and seen the privacy notice."""
        phone = self.phone(sender or f"open-{name}")
        assert "绑定成功" in phone.says(f"绑定 {name} {self.code_for(name)}")
        return phone


@dataclasses.dataclass
class Phone:
    """One WeChat account. What she reads comes back as text."""

    world: World
    sender: str
    last: Incoming | None = None

    def says(self, text: str) -> str:
        return self._send(Kind.TEXT, text=text)

    def sends_photo(self, content: bytes = b"\xff\xd8photo") -> str:
        media_id = f"media-{next(self.world._numbers)}"
        self.world.channel.photos[media_id] = content
        return self._send(Kind.IMAGE, media_id=media_id)

    def sends_location(self, label: str = "东街12号") -> str:
        return self._send(Kind.LOCATION, location=Location(30.27412345, 120.155, label))

    def sends(self, kind: Kind, **fields: Any) -> str:
        return self._send(kind, **fields)

    def scans(self, code: str) -> str:
        return self._send(Kind.SCAN, scene=station_scene(code))

    def taps(self, key: str) -> str:
        return self._send(Kind.TAP, scene=key)

    def follows(self) -> str:
        return self._send(Kind.FOLLOW)

    def unfollows(self) -> str:
        return self._send(Kind.UNFOLLOW)

    def platform_resends(self) -> str:
        """The platform posts her last message once more."""
        assert self.last is not None
        return self.world.house.handle(self.last)

    def _send(self, kind: Kind, **fields: Any) -> str:
        self.last = Incoming(
            channel="wechat",
            account="gh_test",
            sender=self.sender,
            key=f"{self.sender}:{next(self.world._numbers)}",
            kind=kind,
            sent_at=self.world.now,
            **fields,
        )
        return self.world.house.handle(self.last)
