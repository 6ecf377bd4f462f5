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
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from bench.ladder_people import PUBLIC_URL, QUESTION, SAID, asks
from bot.entry.app import app_of
from bot.entry.house import House, build
from bot.settings import Settings
from bot.simulator.platform import Account, Platform, new_aes_key
from tests.wechat.server import serving

SECONDS = (2, 6, 12, 40)
LIMIT_SECONDS = 60  # llm.timeout_seconds of this run: the default of 30 would end the last with the statute


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
