"""Somebody who asks a slow question in ``bench.ladder``, and what she sees of it, second by second."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field

import requests

from bot.simulator.platform import FAULT_NOTICE, Platform
from bot.texts.ladder import NOT_YET

QUESTION = "代表提的建议多久要答复?"
SAID = "代表提的建议,有关机关自交办之日起三个月内答复(《代表法》第五十一条)。"
ARTICLE = "有关机关、组织应当认真研究办理代表建议"
LATEST_SECONDS = 75
PUBLIC_URL = "http://ladder.example"  # stands for the address of this run


@dataclass
class Seen:
    """What one person saw, in seconds after she asked."""

    seconds: int
    lines: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def note(self, at: float, what: str) -> None:
        self.lines.append(f"  {at:5.1f} s  {what}")


def asks(platform: Platform, ours: str, seconds: int) -> Seen:
    user, seen, started = f"oLadder{seconds:021d}", Seen(seconds), time.monotonic()
    platform.follow(user)
    started = time.monotonic()
    delivery = platform.text(user, f"{QUESTION}(等{seconds}秒)")
    at = time.monotonic() - started
    tries = ", ".join(f"{a.outcome} after {a.seconds:.1f} s" for a in delivery.history)
    if ARTICLE in delivery.reply:
        seen.note(at, f"the answer, inline, on attempt {delivery.attempts} ({tries})")
    else:
        words = re.sub("<[^>]+>", "", delivery.reply)
        seen.note(at, f"on attempt {delivery.attempts} ({tries}): {words}")
        link = re.search(r'href="([^"]+)"', delivery.reply)
        another_question(platform, user, seen, started)
        wait(platform, user, seen, started, link.group(1).replace(PUBLIC_URL, ours) if link else "")
    judge(platform, user, seen)
    return seen


def another_question(platform: Platform, user: str, seen: Seen, started: float) -> None:
    other = platform.text(user, "帮助")
    took = other.history[-1].seconds
    seen.note(time.monotonic() - started, f"she asks for help meanwhile: answered in {took:.1f} s")
    if "我能帮您做这些" not in other.reply:
        seen.wrong.append(f"the other question was swallowed: {other.reply!r}")


def wait(platform: Platform, user: str, seen: Seen, started: float, page: str) -> None:
    """Look at the page until it is ready, and at the chat until the customer-service message is there."""
    looked = ready = message = False
    while time.monotonic() - started < LATEST_SECONDS and not (ready and message):
        at = time.monotonic() - started
        if page and not ready:
            shown = requests.get(page, timeout=10).text
            ready = ARTICLE in shown
            if ready or not looked:
                seen.note(at, f"the page behind the link: {'the answer' if ready else NOT_YET}")
            looked = True
        if not message and answers(platform, user):
            message = True
            seen.note(at, "the answer, as a customer-service message")
        time.sleep(0.2)
    if not ready:
        seen.wrong.append("the page never showed the answer")


def answers(platform: Platform, user: str) -> list[str]:
    """The answers in the person's chat."""
    return [b.text for b in platform.transcript(user) if b.who == "account" and ARTICLE in b.text]


def judge(platform: Platform, user: str, seen: Seen) -> None:
    given = answers(platform, user)
    if len(given) != 1:
        seen.wrong.append(f"the answer came {len(given)} times into the chat")
    elif SAID not in given[0]:
        seen.wrong.append("the answer is not the model's")
    if FAULT_NOTICE in [b.text for b in platform.transcript(user)]:
        seen.wrong.append("the person saw a fault notice")
