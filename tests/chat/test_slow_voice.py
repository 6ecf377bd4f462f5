"""Voice that takes longer to hear than the platform waits: the same ladder as a slow question."""

from __future__ import annotations

import json
import threading
from collections import defaultdict
from collections.abc import Iterator

import pytest
from fastapi import FastAPI

from bot.messages import Incoming, Kind
from bot.settings.parts import Server
from bot.simulator.platform import Account, Platform
from bot.store.tables import slow_turn
from bot.texts import ladder as texts
from bot.wechat.callback import callback_router
from bot.wechat.turns import Patience, Turns
from tests.chat.rows import entries, rows
from tests.chat.test_ladder import _page
from tests.chat.test_one_sentence import SENTENCE
from tests.chat.test_voice import VOICE, Endpoint, endpoint
from tests.chat.world import World
from tests.wechat.server import serving

__all__ = ["endpoint"]
USER = "oZhangSan"


def voice(world: World) -> Incoming:
    world.channel.photos["v1"] = VOICE
    return Incoming("wechat", "gh", USER, f"{USER}:v1", Kind.VOICE, world.now, media_id="v1")


@pytest.fixture
def public(world: World, endpoint: Endpoint) -> World:
    world.settings = world.settings.model_copy(update={"server": Server(public_url="https://rd.example")})
    world.restart()
    world.deputy("张三", USER)
    return world


@pytest.fixture
def told() -> threading.Event:
    return threading.Event()


@pytest.fixture
def platform(public: World, endpoint: Endpoint, told: threading.Event) -> Iterator[Platform]:
    """The stand-in in front of the house, which waits a twentieth of a second instead of five."""
    world, account = public, Account("wxapp", "secret", "tok", mode="plain")
    endpoint.gate = threading.Event()
    world.settings = world.settings.model_copy(
        update={"wechat": type(world.settings.wechat)(app_id="wxapp", token="tok", mode="plain")}
    )

    def late(incoming: Incoming, text: str) -> None:
        world.house.late(incoming, text)
        told.set()

    patience = Patience(last_answer_seconds=0.05, hold_seconds=0.05)
    turns = Turns(world.house.handle, late, patience, short_text=world.house.short_text)
    app = FastAPI()
    app.include_router(callback_router(world.settings, world.house.handle, turns=turns))
    world.channel.photos = defaultdict(lambda: VOICE)
    with serving(app) as base:
        stand_in = Platform(account, f"{base}/wechat")
        yield stand_in
        endpoint.gate.set()


def test_over_the_wire_a_link_first_and_then_what_was_heard(
    public: World, endpoint: Endpoint, platform: Platform, told: threading.Event
) -> None:
    delivery = platform.voice(USER, VOICE)
    assert "语音还在听" in delivery.reply
    assert "https://rd.example/answer/" in delivery.reply
    assert public.channel.pushed == []
    assert endpoint.gate is not None
    endpoint.gate.set()
    assert told.wait(30)
    (push,) = public.channel.pushed
    assert (push.recipient, SENTENCE in push.text) == (USER, True)
    status, page = _page(public, delivery.reply)
    assert (status, SENTENCE in page) == (200, True)


def test_what_was_heard_late_can_be_taken(public: World) -> None:
    incoming = voice(public)
    text = public.house.handle(incoming)
    public.house.late(incoming, text)
    public.house.late(incoming, text)
    assert len(public.channel.pushed) == 1
    phone = public.phone(USER)
    assert "记作:走访" in phone.says("就填这句")
    phone.says("确认")
    (entry,) = entries(public)
    assert entry.fields["content"] == SENTENCE


def test_a_restart_while_listening_listens_again(public: World, monkeypatch: pytest.MonkeyPatch) -> None:
    from bot.entry import listening

    def power_cut(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(listening, "heard", power_cut)
        with pytest.raises(KeyboardInterrupt):
            public.house.handle(voice(public))
    public.restart()
    public.passes(minutes=5)
    public.house.run_errands()
    public.house.run_errands()
    (push,) = public.channel.pushed
    assert SENTENCE in push.text


def test_without_a_public_address_it_says_that_it_will_follow(world: World, endpoint: Endpoint) -> None:
    world.deputy("张三", USER)
    incoming = voice(world)
    world.house.ladder.begin(incoming, "k" * 64)
    assert world.house.ladder.short_text(incoming, "k" * 64) == texts.VOICE_WITHOUT_LINK


def test_an_endpoint_that_never_answers_ends_in_a_hint(public: World, endpoint: Endpoint) -> None:
    endpoint.answer = (500, json.dumps({}).encode())
    incoming = voice(public)
    text = public.house.handle(incoming)
    public.house.late(incoming, text)
    (push,) = public.channel.pushed
    assert "键盘上的话筒" in push.text
    (row,) = rows(public, slow_turn)
    assert row.ready_at is not None
