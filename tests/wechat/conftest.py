from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field

import pytest
from fastapi import FastAPI

from bot.messages import Incoming, Kind
from bot.settings import Settings
from bot.simulator.platform import Account, Platform, new_aes_key
from bot.wechat.callback import callback_router
from bot.wechat.turns import Patience, Turns
from tests.wechat.server import serving

USER = "oKf3x6QbT0tYwP9nVd2LmZs8Ra1c"
TOKEN = "TestToken123"


@dataclass
class World:
    """Our callback and the stand-in platform, each on its own port of this machine."""

    platform: Platform
    settings: Settings
    received: list[Incoming] = field(default_factory=list)
    answer: Callable[[Incoming], str] = lambda incoming: f"收到{incoming.text}"
    late: list[str] = field(default_factory=list)
    turns: Turns | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)

    def handle(self, incoming: Incoming) -> str:
        with self.lock:
            self.received.append(incoming)
        return "" if incoming.kind is Kind.NOTICE else self.answer(incoming)


@pytest.fixture
def build() -> Iterator[Callable[..., World]]:
    """Starts a world in a mode; ``patience`` shortens the waits."""
    with ExitStack() as stack:

        def make(mode: str = "safe", patience: Patience | None = None, **wechat: object) -> World:
            account = Account("wx1234567890abcdef", "secret", TOKEN, new_aes_key(), mode)
            platform = Platform(account, "")
            api = stack.enter_context(serving(platform.api_app))
            section = {
                "app_id": account.app_id,
                "app_secret": account.app_secret,
                "token": account.token,
                "encoding_aes_key": account.encoding_aes_key,
                "mode": mode,
                "api_base": api,
                **wechat,
            }
            settings = Settings(wechat=section)
            world = World(platform, settings)
            turns = Turns(lambda i: world.handle(i), lambda _i, text: world.late.append(text), patience)
            world.turns = turns
            app = FastAPI()
            app.include_router(callback_router(settings, world.handle, turns=turns))
            platform.postman.callback_url = stack.enter_context(serving(app)) + "/wechat"
            return world

        yield make


@pytest.fixture
def world(build: Callable[..., World]) -> World:
    return build()
