"""What each deputy does, what she must read, and what the ledger must hold afterwards."""

from __future__ import annotations

import random
import re
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from bot.simulator.platform import Delivery, Platform
from bot.texts.wechat import STILL_WORKING
from tests.crash.town import STATION, sender

NUMBER = re.compile(r"\b(?:QD|WG)-\d{4}-\d{4,}")
PHOTO = b"\xff\xd8\xff\xe0 photo of "


@dataclass
class Told:
    """What one deputy was told is recorded, and what she read that does not fit."""

    check_in: str = ""
    problem: str = ""
    wrong: list[str] = field(default_factory=list)
    notices: int = 0
    waited: int = 0
    steps: int = 0


def problem_text(number: int) -> str:
    return f"第{number}组路口的路灯坏了半个月"


def steps(number: int) -> list[tuple[str, str]]:
    """What she sends (empty: a photo), and a part of what she must read."""
    return [
        (f"签到 {STATION}", "QD-"),
        ("五个一", "记哪一项"),
        ("3", "哪天"),
        ("今天", "地方"),
        (f"东街{number}号", "问题"),
        (problem_text(number), "照片"),
        ("", "第1张"),
        ("好了", problem_text(number)),
        ("确认", "WG-"),
        (f"签到 {STATION}", "QD-"),
        ("我的履职", "WG-"),
    ]


class Script:
    """``late``: the share of steps after which an earlier message arrives once more."""

    def __init__(self, platform: Platform, deputies: int, late: float = 0.0, seed: int = 1) -> None:
        self.platform, self.deputies, self.late = platform, deputies, late
        self._chance = random.Random(seed)
        self.told = [Told() for _ in range(deputies)]
        self.done = 0
        self.progress = threading.Condition()

    def run(self, threads: int) -> None:
        order = list(range(self.deputies))
        self._chance.shuffle(order)
        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(self._talk, order))

    def wait_for(self, messages: int) -> None:
        with self.progress:
            self.progress.wait_for(lambda: self.done >= messages)

    def _talk(self, number: int) -> None:
        told, user = self.told[number], sender(number)
        earlier: list[tuple[dict[str, object], str]] = []
        for says, must in steps(number):
            delivery = self._step(user, says, number)
            read = delivery.reply
            if delivery.fault:  # she saw the notice, waits a moment and says it once more
                told.notices += 1
                read = self._after_notice(user, says, must, number)
            if STILL_WORKING in read:  # the answer is coming; here she reads it as soon as it is there
                told.waited += 1
                read = self.platform.postman.again(self.platform._last[user], self.platform.now())  # type: ignore[attr-defined]
            if must not in read:
                told.wrong.append(f"{says or 'photo'}: {read[:120]!r} without {must!r} {delivery.fault}")
            told.steps += 1
            self._note(told, says, read)
            earlier.append((self.platform._last[user], read))
            if self._chance.random() < self.late:
                self._arrives_again(told, *self._chance.choice(earlier))
            with self.progress:
                self.done += 1
                self.progress.notify_all()

    def _after_notice(self, user: str, says: str, must: str, number: int) -> str:
        """She looks where she stands, because her message may have been taken all the same, then goes on."""
        look = "我的履职" if must in ("QD-", "WG-") else "继续"
        read = self.platform.text(user, look).reply
        return read if must in read else self._step(user, says, number).reply

    def _step(self, user: str, says: str, number: int) -> Delivery:
        return self.platform.text(user, says) if says else self.platform.image(user, PHOTO + b"%d" % number)

    def _arrives_again(self, told: Told, fields: dict[str, object], first: str) -> None:
        read = self.platform.postman.again(fields, self.platform.now())  # type: ignore[attr-defined]
        if read != first:
            told.wrong.append(f"late double: {first[:80]!r} and then {read[:80]!r}")

    def _note(self, told: Told, says: str, read: str) -> None:
        """A number that she was told once must be the one that she is told ever after."""
        for number in NUMBER.findall(read):
            name = "check_in" if number.startswith("QD-") else "problem"
            if getattr(told, name) not in ("", number):
                told.wrong.append(f"{says}: {number} after {getattr(told, name)}")
            setattr(told, name, number)
