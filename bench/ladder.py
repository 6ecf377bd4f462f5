"""What a person sees of an answer that takes 2, 6, 12 and 40 s: ``python -m bench.ladder`` (about a minute).

The real app on a loopback port, the stand-in platform with its 5 s cut-off and three attempts, and a real
HTTP model endpoint. Nothing is asserted about times; a fault notice, a swallowed question, an answer missing
or delivered twice end it with 1.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import requests

from bot.entry.app import app_of
from bot.entry.house import House, build
from bot.settings import Settings
from bot.simulator.platform import FAULT_NOTICE, Account, Platform, new_aes_key
from bot.texts.ladder import NOT_YET
from tests.wechat.server import serving

QUESTION = "代表提的建议多久要答复?"
SAID = "代表提的建议,有关机关自交办之日起三个月内答复(《代表法》第五十一条)。"
ARTICLE = "有关机关、组织应当认真研究办理代表建议"
SECONDS = (2, 6, 12, 40)
LIMIT_SECONDS = (
    60  # llm.timeout_seconds of this run; the default of 30 would end the last one with the statute
)
LATEST_SECONDS = 75
PUBLIC_URL = "http://ladder.example"  # stands for the address of this run


class SlowModel(BaseHTTPRequestHandler):
    """Takes as many seconds as the question says at its end."""

    def do_POST(self) -> None:
        asked = self.rfile.read(int(self.headers["Content-Length"])).decode()
        time.sleep(int(re.findall(r"等(\d+)秒", json.loads(asked)["messages"][-1]["content"])[-1]))
        message = {"role": "assistant", "content": SAID}
        choice = {"index": 0, "message": message, "finish_reason": "stop"}
        whole = {"id": "1", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice]}
        body = json.dumps(whole).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


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


def ready_house(folder: Path, api: str, account: Account, base_url: str) -> House:
    wechat = {
        "app_id": account.app_id,
        "app_secret": account.app_secret,
        "token": account.token,
        "encoding_aes_key": account.encoding_aes_key,
        "api_base": api,
    }
    llm = {"base_url": base_url, "model": "slow", "timeout_seconds": LIMIT_SECONDS}
    settings = Settings(data_dir=folder, wechat=wechat, llm=llm, server={"public_url": PUBLIC_URL})
    house = build(settings)
    house.knowledge.ask(QUESTION, rephrase=False)  # makes the full text
    house.knowledge.warm_model()  # as a started server has done
    return house


def run(platform: Platform, ours: str) -> bool:
    platform.postman.callback_url = f"{ours}/wechat"
    with ThreadPoolExecutor(len(SECONDS)) as people:
        everyone = list(people.map(lambda seconds: asks(platform, ours, seconds), SECONDS))
    for seen in everyone:
        print(
            f"the model takes {seen.seconds} s:",
            *seen.lines,
            *(f"  WRONG: {w}" for w in seen.wrong),
            sep="\n",
        )
    return not any(seen.wrong for seen in everyone)


def main() -> None:
    model = ThreadingHTTPServer(("127.0.0.1", 0), SlowModel)
    threading.Thread(target=model.serve_forever, daemon=True).start()
    account = Account("wxladder0000000000", "secret", "LadderToken", new_aes_key(), "safe")
    platform = Platform(account, "")
    with tempfile.TemporaryDirectory() as folder, serving(platform.api_app) as api:
        house = ready_house(Path(folder), api, account, f"http://127.0.0.1:{model.server_address[1]}/v1")
        with serving(app_of(house, background=False)) as ours:
            right = run(platform, ours)
        house.close()
    model.shutdown()
    if not right:
        sys.exit("a rung of the ladder is broken")
    print("no fault notice, no question swallowed, every answer once")


if __name__ == "__main__":
    main()
