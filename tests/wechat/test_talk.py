"""What people send arrives as it was sent, and what they would see is what we answered."""

from __future__ import annotations

import pytest

from bot.messages import Kind, Reply
from bot.wechat import render
from tests.wechat.conftest import USER

TEXTS = ["你好", "😀👨‍👩‍👧🇨🇳", " ", "<xml>&amp;]]></xml>", "字" * 5000, "a\nb\tc", "𠮷野家", "'\"\\"]


@pytest.mark.parametrize("mode", ["plain", "compatible", "safe"])
def test_any_text_arrives_as_sent(build, mode):
    world = build(mode)
    for text in TEXTS:
        delivery = world.platform.text(USER, text)
        assert delivery.fault == "", text[:20]
    assert [incoming.text for incoming in world.received] == TEXTS


def test_an_empty_text_arrives(world):
    assert world.platform.text(USER, "").fault == ""
    assert (world.received[0].kind, world.received[0].text) == (Kind.TEXT, "")


def test_a_long_answer_is_taken_by_the_platform(world):
    world.answer = lambda incoming: "答" * 5000
    assert world.platform.text(USER, "问").fault == ""


def test_an_answer_that_would_break_the_xml_is_read_as_it_is(world):
    world.answer = lambda incoming: "]]><b>&\x00\x0b"
    assert world.platform.text(USER, "问").reply == "]]><b>&"


def test_links_in_an_answer_arrive(world):
    page = render.pages(Reply('看<a href="https://e.cn/?a=1&b=2">这里</a>'), tap_links=True)[0]
    world.answer = lambda incoming: page
    assert world.platform.text(USER, "问").reply == page


def test_the_whole_life_of_a_follower(world):
    platform = world.platform
    platform.unfollow(USER)
    platform.scan(USER, "station_A07")
    platform.scan(USER, "station_A07")
    platform.tap(USER, "ASK")
    platform.location(USER, 30.274085, 120.15507, "服务中心")
    platform.image(USER, b"\xff\xd8\xffphoto", "image/jpeg")
    platform.voice(USER, b"#!AMR\nvoice")
    got = [(i.kind, i.scene) for i in world.received]
    assert got == [
        (Kind.UNFOLLOW, ""),
        (Kind.FOLLOW, "station_A07"),
        (Kind.SCAN, "station_A07"),
        (Kind.TAP, "ASK"),
        (Kind.LOCATION, ""),
        (Kind.IMAGE, ""),
        (Kind.VOICE, ""),
    ]
    assert world.received[4].location.label == "服务中心"
    content, mime = platform.media(world.received[5].media_id)
    assert (content, mime) == (b"\xff\xd8\xffphoto", "image/jpeg")


def test_the_transcript_is_what_a_person_sees_in_order(world):
    world.platform.text(USER, "你好")
    world.platform.image(USER, b"\xff\xd8\xff", "image/jpeg")
    bubbles = world.platform.transcript(USER)
    assert [(b.who, b.kind) for b in bubbles] == [
        ("user", "text"),
        ("account", "text"),
        ("user", "image"),
        ("account", "text"),
    ]
    assert [b.seq for b in bubbles] == sorted(b.seq for b in bubbles)


def test_an_unfollowed_account_is_told_nothing(world):
    delivery = world.platform.unfollow(USER)
    assert (delivery.reply, delivery.fault) == ("", "")
