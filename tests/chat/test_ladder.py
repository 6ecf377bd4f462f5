"""An answer that takes longer than the platform waits: a link, one message inside the quota, nothing lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from bot.dialog.replies import digest
from bot.dialog.turn import Answered
from bot.errors import PushFailed
from bot.ladder import links, quota
from bot.ladder.page import answer_router
from bot.messages import Incoming, Kind
from bot.settings.parts import Server
from bot.store.tables import service_message
from tests.chat.rows import rows
from tests.chat.world import World

QUESTION = "乡镇人代会一年开几次?"


class SlowAnswerer:
    """A model that takes its time; the test says what happens meanwhile."""

    slow = True

    def __init__(self) -> None:
        self.meanwhile = lambda: None

    def prepare(self, question: str, memory: object) -> None:
        self.meanwhile()

    def ask(self, question: str, memory: object) -> Answered:
        return Answered(f"想好了:{question}", False, {"question": question, "citations": []})


@pytest.fixture
def slow(world: World) -> SlowAnswerer:
    world.settings = world.settings.model_copy(update={"server": Server(public_url="https://rd.example")})
    world.restart()
    answerer = SlowAnswerer()
    object.__setattr__(world.house.assistant, "answerer", answerer)
    object.__setattr__(world.house.assistant, "prepare", answerer.prepare)
    return answerer


def _question(world: World, sender: str = "a") -> Incoming:
    return Incoming("wechat", "gh", sender, f"{sender}:q{world.now}", Kind.TEXT, world.now, text=QUESTION)


def _page(world: World, link_text: str) -> tuple[int, str]:
    app = FastAPI()
    app.include_router(answer_router(world.house.database, world.settings, lambda: world.now))
    path = link_text.split("https://rd.example")[1].split('"')[0]
    answer = TestClient(app).get(path)
    return answer.status_code, answer.text


def test_the_link_shows_not_yet_and_then_the_answer(world: World, slow: SlowAnswerer) -> None:
    incoming, seen = _question(world), []
    slow.meanwhile = lambda: seen.append(world.house.short_text(incoming))
    world.house.handle(incoming)
    (link_text,) = seen
    assert "点这里看结果" in link_text
    assert len(link_text.encode()) < 2000
    status, page = _page(world, link_text)
    assert (status, f"想好了:{QUESTION}" in page) == (200, True)


def test_before_it_is_ready_the_page_refreshes_itself(world: World, slow: SlowAnswerer) -> None:
    incoming, seen = _question(world), []
    slow.meanwhile = lambda: seen.append(_page(world, world.house.short_text(incoming) or ""))
    world.house.handle(incoming)
    (status, page) = seen[0]
    assert status == 200
    assert "还在查" in page
    assert 'http-equiv="refresh"' in page


def test_a_link_expires_and_cannot_be_forged(world: World, slow: SlowAnswerer) -> None:
    incoming = _question(world)
    seen: list[str | None] = []
    slow.meanwhile = lambda: seen.append(world.house.short_text(incoming))
    world.house.handle(incoming)
    link = seen[0] or ""
    forged = link.replace(link.split(".")[-1].split('"')[0], "0" * links.SIGNATURE_CHARS)
    assert _page(world, forged)[0] == 404
    world.passes(days=4)
    assert _page(world, link)[0] == 410


def test_the_answer_follows_as_one_message(world: World, slow: SlowAnswerer) -> None:
    incoming = _question(world)
    text = world.house.handle(incoming)
    world.house.late(incoming, text)
    world.house.late(incoming, text)
    (push,) = world.channel.pushed
    assert push.recipient == "a"
    assert f"想好了:{QUESTION}" in push.text
    assert len(rows(world, service_message)) == 1


def test_a_new_question_is_not_swallowed_by_the_old_one(world: World, slow: SlowAnswerer) -> None:
    old = _question(world)
    new = Incoming("wechat", "gh", "a", "a:new", Kind.TEXT, world.now, text="帮助")
    seen: list[str] = []

    def asks_for_help() -> None:
        slow.meanwhile = lambda: None
        seen.append(world.house.handle(new))

    slow.meanwhile = asks_for_help
    assert "想好了" in world.house.handle(old)
    assert "我能帮您做这些" in seen[0]


def test_a_restart_in_the_middle_still_delivers(world: World, slow: SlowAnswerer) -> None:
    incoming = _question(world)

    def power_cut() -> None:
        raise KeyboardInterrupt

    slow.meanwhile = power_cut
    with pytest.raises(KeyboardInterrupt):
        world.house.handle(incoming)
    slow.meanwhile = lambda: None
    assert world.house.ladder.resume(world.house.handle, digest) == 0  # somebody may still be at it
    world.passes(minutes=5)
    assert world.house.ladder.resume(world.house.handle, digest) == 1
    assert world.house.ladder.resume(world.house.handle, digest) == 0
    assert [push.recipient for push in world.channel.pushed] == ["a"]


def test_where_the_platform_refuses_the_link_remains(world: World, slow: SlowAnswerer) -> None:
    incoming, seen = _question(world), []
    slow.meanwhile = lambda: seen.append(world.house.short_text(incoming))
    text = world.house.handle(incoming)

    def refuses(_push: object) -> None:
        raise PushFailed("45015", permanent=True)

    world.channel.send = refuses
    assert not world.house.ladder.deliver(incoming, digest(incoming), text)
    assert "想好了" in _page(world, seen[0] or "")[1]


@pytest.mark.parametrize(
    ("kind", "later", "left"),
    [
        (Kind.TEXT, timedelta(hours=47), 5),
        (Kind.TEXT, timedelta(hours=49), 0),
        (Kind.TAP, timedelta(seconds=50), 3),
        (Kind.TAP, timedelta(seconds=70), 0),
        (Kind.SCAN, timedelta(seconds=10), 3),
        (Kind.FOLLOW, timedelta(seconds=10), 3),
    ],
)
def test_the_quota_is_counted_from_rows(world: World, kind: Kind, later: timedelta, left: int) -> None:
    world.phone("a").sends(kind, text="帮助" if kind is Kind.TEXT else "", scene="help")
    world.now += later
    with world.house.database.write() as connection:
        assert quota.left(connection, "wechat", "a", world.now) == left
        if left:
            quota.note_sent(connection, "wechat", "a", world.now)
            assert quota.left(connection, "wechat", "a", world.now) == left - 1
