"""Pushes out, photos in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from bot.errors import PushFailed
from bot.messages import Push
from bot.settings import Settings
from bot.simulator.platform import Account, Platform
from bot.simulator.platform.fields import field_problem
from bot.wechat import template
from bot.wechat.api import PlatformClient
from bot.wechat.channel import WeChatChannel
from tests.wechat.conftest import USER
from tests.wechat.server import serving

TEMPLATE = "tmpl_reception_day"
KEYS = {"what": "thing1", "when": "time2", "where": "thing3", "number": "character_string4"}
FIELDS = {
    "what": "代表接待日提醒:请按时到联络站接待选民群众来访",
    "when": "2026年12月10日 09:00",
    "where": "",
    "number": "编号A07",
}


def push(text: str = "明天是代表接待日。", **fields: str) -> Push:
    return Push("0123456789abcdef01234567", "wechat", USER, "reception_day_eve", text, fields)


@pytest.fixture
def open_channel() -> Iterator[Callable[..., tuple[WeChatChannel, Platform]]]:
    with ExitStack() as stack:

        def make(**wechat: object) -> tuple[WeChatChannel, Platform]:
            platform = Platform(Account("wxapp", "secret", "tok", mode="plain"), "http://127.0.0.1:9/")
            base = stack.enter_context(serving(platform.api_app))
            section = {"app_id": "wxapp", "app_secret": "secret", "token": "tok", "api_base": base, **wechat}
            settings = Settings(wechat=section, limits={"photo_mb": 1})
            platform.people.get(USER)
            return WeChatChannel(settings, PlatformClient(settings.wechat, timeout=(2, 2))), platform

        yield make


def test_a_push_is_a_text_while_the_person_has_written_lately(open_channel):
    channel, platform = open_channel()
    platform.people.trigger(USER, "message", platform.now())
    channel.send(push())
    assert platform.transcript(USER)[-1].text == "明天是代表接待日。"


@pytest.mark.parametrize(("hours", "sent", "code"), [(49, 0, "45015"), (1, 5, "45047")])
def test_outside_the_quota_this_way_is_closed_for_her(open_channel, hours, sent, code):
    channel, platform = open_channel()
    platform.people.trigger(USER, "message", platform.now())
    for _ in range(sent):
        channel.send(push())
    platform.advance(hours=hours)
    with pytest.raises(PushFailed) as caught:
        channel.send(push())
    assert (caught.value.code, caught.value.permanent) == (code, True)


def test_a_template_message_needs_no_window_and_fits_its_fields(open_channel):
    channel, platform = open_channel(template_id=TEMPLATE, template_fields=KEYS)
    platform.templates[TEMPLATE] = tuple(KEYS.values())
    outcome = channel.send(push(**FIELDS))
    assert outcome.message_id.isdigit()
    assert platform.sent[0]["client_msg_id"] == push().id
    assert "代表接待日提醒" in platform.transcript(USER)[-1].text


def test_every_value_that_we_send_is_of_its_fields_kind():
    values = ["", " ", "a" * 100, "中" * 100, "😀😀", "两\n行", "0571-8888", "A 07 号"]
    kinds = ["thing", "phrase", "character_string", "number", "letter", "symbol", "phone_number", "name"]
    fitted = {f"{kind}1": value for kind in kinds for value in values}
    for kind in kinds:
        for value in values:
            data = template.data({"x": value}, {"x": f"{kind}1"})
            sent = data[f"{kind}1"]["value"]
            assert sent.strip(), (kind, value)
            assert len(sent) <= template.MAX_CHARS[kind], (kind, value)
    assert field_problem(("thing1",), template.data({"thing1": fitted["thing1"]}, {})) == ""


def test_an_unusable_template_falls_back_to_a_text(open_channel):
    channel, platform = open_channel(template_id="deleted", template_fields=KEYS)
    platform.people.trigger(USER, "message", platform.now())
    channel.send(push(**FIELDS))
    assert platform.transcript(USER)[-1].text == "明天是代表接待日。"


def test_when_neither_goes_the_template_is_what_the_technician_hears_of(open_channel):
    channel, _ = open_channel(template_id="deleted", template_fields=KEYS)
    with pytest.raises(PushFailed) as caught:
        channel.send(push(**FIELDS))
    assert (caught.value.code, caught.value.permanent) == ("40037", False)
    assert "wechat.template_id" in caught.value.message


def test_who_does_not_follow_is_not_tried_again(open_channel):
    channel, platform = open_channel(template_id=TEMPLATE, template_fields=KEYS)
    platform.templates[TEMPLATE] = ()
    platform.people.get(USER).following = False
    with pytest.raises(PushFailed) as caught:
        channel.send(push(**FIELDS))
    assert (caught.value.code, caught.value.permanent) == ("43004", True)


def test_a_text_beyond_the_limit_is_cut_and_goes(open_channel):
    channel, platform = open_channel()
    platform.people.trigger(USER, "message", platform.now())
    channel.send(push("很长" * 2000))
    assert len(platform.transcript(USER)[-1].text.encode()) <= 2000


def kept(platform: Platform, content: bytes = b"\xff\xd8\xffphoto") -> str:
    return platform.material.keep(content, "image/jpeg", platform.now())


def test_a_photo_is_fetched_by_its_id(open_channel):
    channel, platform = open_channel()
    media = channel.fetch(kept(platform), "http://mmbiz.qpic.cn/x/0")
    assert (media.content, media.mime) == (b"\xff\xd8\xffphoto", "image/jpeg")


def test_a_dropped_token_does_not_lose_a_photo(open_channel):
    channel, platform = open_channel()
    channel.fetch(kept(platform), "")
    platform.tokens.revoke_all()
    assert channel.fetch(kept(platform), "").mime == "image/jpeg"


def test_a_photo_older_than_three_days_is_gone(open_channel):
    channel, platform = open_channel()
    media_id = kept(platform)
    platform.advance(days=4)
    with pytest.raises(PushFailed) as caught:
        channel.fetch(media_id, "")
    assert (caught.value.code, caught.value.permanent) == ("40007", True)


@pytest.mark.parametrize(
    ("content", "code"), [(b"\xff\xd8\xff" + b"x" * 1024 * 1024, "too_large"), (b"<html>no photo", "kind")]
)
def test_what_is_no_photo_of_a_sensible_size_is_not_kept(open_channel, content, code):
    channel, platform = open_channel()
    media_id = platform.material.keep(content, "text/html", platform.now())
    with pytest.raises(PushFailed) as caught:
        channel.fetch(media_id, "")
    # A page in its place is a proxy's: the photo is still there, so it is tried again.
    assert (caught.value.code, caught.value.permanent) == (code, code != "kind")


@pytest.mark.parametrize(
    "address",
    ["http://169.254.169.254/", "http://127.0.0.1:1/x", "file:///etc/passwd", "http://qpic.cn.evil.cn/", ""],
)
def test_no_address_of_a_strangers_choice_is_fetched(open_channel, address):
    channel, _ = open_channel()
    with pytest.raises(PushFailed) as caught:
        channel.fetch("", address)
    assert caught.value.code == "forbidden_host"
