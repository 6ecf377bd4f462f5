"""A small township with a clock, and a channel that remembers what it was given and fails on request."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from sqlalchemy import insert, select, update

from bot.channels import Media
from bot.clock import SHANGHAI
from bot.errors import PushFailed
from bot.messages import Outcome, Push, Reply
from bot.outbox.send import Tally, send_due
from bot.reminders.align import Planned
from bot.reminders.plan import plan
from bot.settings import Settings
from bot.store.database import Database
from bot.store.tables import contact, person, push, station, township


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


class ScriptedChannel:
    """Takes every push, unless told what to do with the next one."""

    def __init__(self, name: str = "wechat") -> None:
        self.name = name
        self.took: list[Push] = []
        self.next: list[Callable[[Push], None]] = []

    def fails_next(self, code: str, *, permanent: bool = False) -> None:
        def fail(_: Push) -> None:
            raise PushFailed(code, permanent=permanent)

        self.next.append(fail)

    def send(self, push: Push) -> Outcome:
        if self.next:
            self.next.pop(0)(push)
        self.took.append(push)
        return Outcome(message_id=f"m{len(self.took)}")

    def fetch(self, media_id: str, media_url: str) -> Media:
        raise AssertionError("nobody prepared a photo")

    def pages(self, reply: Reply) -> list[str]:
        raise AssertionError("nobody replies here")

    def counts(self) -> Counter[tuple[str, str]]:
        return Counter((push.recipient, push.kind) for push in self.took)


class World:
    """Township t1 with one station; the clock stands until a test moves it.

    Only the eve and the morning are sent, unless a test asks for more.
    """

    def __init__(self, folder: Path, **reminders: object) -> None:
        self.folder = folder
        self.settings = self.with_reminders(**reminders)
        self.database = Database(self.settings.database_url)
        self.database.migrate()
        self.channel = ScriptedChannel()
        self.channels = {"wechat": self.channel}
        self.now = at("2026-12-01T09:00")
        self._numbers = itertools.count(1)
        with self.database.write() as connection:
            connection.execute(insert(township).values(id="t1", name="示例镇"))
            row = {
                "id": "s1",
                "township_id": "t1",
                "code": "A07",
                "name": "城东联络站",
                "address": "学府路8号",
            }
            connection.execute(insert(station).values(**row))

    def with_reminders(self, **reminders: object) -> Settings:
        plain = {"nudge": False, "digest": False, "open_items_day": 0, "announce_days": 0}
        self.settings = Settings(data_dir=self.folder, reminders={**plain, **reminders})
        return self.settings

    def deputy(self, name: str, *, bound: bool = True, role: str = "deputy") -> str:
        person_id = f"p{next(self._numbers):04d}"
        row = {"id": person_id, "township_id": "t1", "role": role, "name": name, "station_id": "s1"}
        with self.database.write() as connection:
            connection.execute(insert(person).values(**row, created_at=self.now))
        if bound:
            self.bind(person_id)
        return person_id

    def deputies(self, count: int) -> list[str]:
        """Many at once, all bound."""
        ids = [f"p{next(self._numbers):04d}" for _ in range(count)]
        base = {"township_id": "t1", "role": "deputy", "station_id": "s1", "created_at": self.now}
        seen = {"channel": "wechat", "first_seen_at": self.now, "last_seen_at": self.now}
        with self.database.write() as connection:
            connection.execute(insert(person), [{"id": each, "name": f"代表{each}", **base} for each in ids])
            contacts = [{"sender": f"o_{each}", "person_id": each, **seen} for each in ids]
            connection.execute(insert(contact), contacts)
        return ids

    def bind(self, person_id: str) -> None:
        row = {"channel": "wechat", "sender": f"o_{person_id}", "person_id": person_id}
        with self.database.write() as connection:
            connection.execute(insert(contact).values(**row, first_seen_at=self.now, last_seen_at=self.now))

    def bind_wecom(self, person_id: str) -> None:
        row = {"channel": "wecom", "sender": f"w_{person_id}", "person_id": person_id}
        with self.database.write() as connection:
            connection.execute(insert(contact).values(**row, first_seen_at=self.now, last_seen_at=self.now))

    def change(self, person_id: str, **values: object) -> None:
        with self.database.write() as connection:
            connection.execute(update(person).where(person.c.id == person_id).values(**values))

    def unfollow(self, person_id: str) -> None:
        with self.database.write() as connection:
            gone = update(contact).where(contact.c.person_id == person_id)
            connection.execute(gone.values(following=False))

    def ways(self, *names: str) -> list[ScriptedChannel]:
        """From now on these are the ways there are."""
        self.channels = {name: ScriptedChannel(name) for name in names}
        return list(self.channels.values())

    def writes(self, person_id: str) -> None:
        """She says something to the account."""
        with self.database.write() as connection:
            hers = update(contact).where(contact.c.person_id == person_id)
            connection.execute(hers.values(last_seen_at=self.now, following=True))

    def plans(self, moment: str = "") -> Planned:
        self.now = at(moment) if moment else self.now
        with self.database.write() as connection:
            return plan(connection, self.settings, self.now)

    def sends(self, moment: str = "") -> Tally:
        self.now = at(moment) if moment else self.now
        return send_due(self.database, self.channels, self.settings, self.now)

    def ticks(self, moment: str) -> Tally:
        self.plans(moment)
        return self.sends()

    def rows(self, **wanted: str) -> list[dict[str, object]]:
        query = select(push).order_by(push.c.due_at, push.c.person_id)
        for name, value in wanted.items():
            query = query.where(push.c[name] == value)
        with self.database.read() as connection:
            return [dict(row._mapping) for row in connection.execute(query)]

    def states(self, **wanted: str) -> list[str]:
        return [str(row["state"]) for row in self.rows(**wanted)]
