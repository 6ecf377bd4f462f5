"""Playing conversations: each is a generator of acts; several take turns, as on a real day."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.scenes import station_scene
from tests.month.book import Book
from tests.month.town import Someone
from tests.month.world import MonthWorld

SECONDS_BETWEEN = 20
LINK = re.compile(r"</?a[^>]*>")  # what is tapped is left out, as on the screen
PHOTO = b"\xff\xd8\xff\xe0 sample photo of "


@dataclass(frozen=True)
class Act:
    """``what``: says, photo, location, scan, tap, follow, resend, restart, later (minutes in ``said``)."""

    what: str
    said: str = ""


Talk = Generator[Act, str, None]


def says(text: str) -> Act:
    return Act("says", text)


class Stage:
    def __init__(self, world: MonthWorld, book: Book) -> None:
        self.world, self.book = world, book

    def at(self, moment: datetime) -> None:
        assert moment >= self.world.now, f"{moment} is over"
        self.world.now = moment

    def play(self, talks: Iterable[tuple[Someone, Talk]]) -> None:
        """One act of each in turn, until all have ended."""
        waiting = [(who, talk, "") for who, talk in talks]
        while waiting:
            rest = []
            for who, talk, reply in waiting:
                try:
                    act = next(talk) if not reply else talk.send(reply)
                except StopIteration:
                    continue
                rest.append((who, talk, self._do(who, act) or " "))
            waiting = rest

    def one_by_one(self, talks: Iterable[tuple[Someone, Talk]]) -> None:
        for each in talks:
            self.play([each])

    def _do(self, who: Someone, act: Act) -> str:
        world, platform = self.world, self.world.platform
        if act.what == "restart":
            world.restart()
            self.book.tally["restart"] += 1
            return ""
        if act.what == "later":
            world.passes(minutes=int(act.said))
            return ""
        world.passes(seconds=SECONDS_BETWEEN)
        if act.what == "resend":
            return self._again(who)
        done = {
            "says": lambda: platform.text(who.key, act.said),
            "photo": lambda: platform.image(who.key, PHOTO + act.said.encode()),
            "location": lambda: platform.location(who.key, 30.27, 120.15, act.said),
            "scan": lambda: platform.scan(who.key, act.said if "_" in act.said else station_scene(act.said)),
            "follow": lambda: platform.follow(who.key, act.said),
            "tap": lambda: platform.tap(who.key, act.said),
        }[act.what]()
        assert not done.fault, f"{who.name} {act}: {done.fault}"
        reply = LINK.sub("", done.reply)
        self.book.log(world.now, who, act.what, act.said, reply)
        return reply

    def _again(self, who: Someone) -> str:
        """The platform posts her last message once more; she must read the same."""
        first = next(m for m in reversed(self.book.messages) if m.who is who)
        again = LINK.sub("", self.world.platform.resend_last(who.key).reply)
        assert again == first.reply, f"{again!r} after {first.reply!r}"
        self.book.tally["duplicate"] += 1
        self.book.log(self.world.now, who, "resend", first.said, again)
        return again
