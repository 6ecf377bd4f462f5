"""A turn that is slower than WeCom waits: a sentence first, the answer as an application message."""

from __future__ import annotations

import threading
from contextlib import ExitStack

from fastapi import FastAPI
from starlette.testclient import TestClient

from bot.dialog.replies import digest
from bot.entry.app import app_of
from bot.messages import Incoming, Kind
from bot.simulator.platform import Account, Platform, new_aes_key
from bot.simulator.platform.postman import AGENT_ID
from bot.texts import ladder as texts
from bot.wechat.turns import Patience, Turns
from bot.wecom.callback import wecom_router
from bot.wecom.channel import WeComChannel
from tests.chat.conftest import blank, shelf, world
from tests.chat.world import World
from tests.wechat.server import serving

__all__ = ["blank", "shelf", "world"]
USER = "zhangsan"


def _wecom(world: World, stack: ExitStack) -> Platform:
    account = Account("ww1234567890", "corpsecret", "WecomToken", new_aes_key(), "wecom")
    platform = Platform(account, "")
    section = {
        "corp_id": account.app_id,
        "agent_id": str(AGENT_ID),
        "secret": account.app_secret,
        "token": account.token,
        "encoding_aes_key": account.encoding_aes_key,
        "api_base": stack.enter_context(serving(platform.api_app)),
    }
    wecom = type(world.settings.wecom)(**section)
    world.settings = world.settings.model_copy(update={"wecom": wecom})
    world.restart()
    return platform


def test_the_houses_own_wiring_tells_late_answers_over_wecom(world: World) -> None:
    """Through the house itself: the channel is WeCom's, and the short text is the ladder's."""
    with ExitStack() as stack:
        platform = _wecom(world, stack)
        assert isinstance(world.house.channels["wecom"], WeComChannel)
        platform.people.get(USER)
        incoming = Incoming("wecom", "ww", USER, f"{USER}:1", Kind.TEXT, world.now, text="帮助")
        world.house.ladder.begin(incoming, digest(incoming))
        reply = world.house.handle(incoming)
        assert "我能帮您做这些" in reply
        world.house.late(incoming, reply)
        assert platform.transcript(USER)[-1].text.startswith("我能帮您做这些")


def test_a_slow_turn_gets_a_sentence_and_then_its_answer(world: World) -> None:
    with ExitStack() as stack:
        platform = _wecom(world, stack)
        slow, told = threading.Event(), threading.Event()

        def handle(incoming: Incoming) -> str:
            world.house.ladder.begin(incoming, digest(incoming))
            slow.wait(30)
            return world.house.handle(incoming)

        def late(incoming: Incoming, text: str) -> None:
            world.house.late(incoming, text)
            told.set()

        patience = Patience(last_answer_seconds=0.05, hold_seconds=0.05)
        turns = Turns(handle, late, patience, short_text=world.house.short_text)
        app = FastAPI()
        app.include_router(wecom_router(world.settings, handle, turns=turns))
        platform.postman.callback_url = stack.enter_context(serving(app)) + "/wecom"
        first = platform.text(USER, "帮助")
        slow.set()
        assert told.wait(30)
        assert first.reply == texts.WITHOUT_LINK
        assert platform.transcript(USER)[-1].text.startswith("我能帮您做这些")


def test_the_application_serves_wecom_only_where_it_is_set(world: World) -> None:
    client = TestClient(app_of(world.house, background=False))
    assert client.get("/wecom").status_code == 404
    with ExitStack() as stack:
        _wecom(world, stack)
        assert TestClient(app_of(world.house, background=False)).get("/wecom").status_code == 403
