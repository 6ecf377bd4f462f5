"""The interface under faults: one token owner, one retry, an end to every call, a sentence for each error."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest

from bot.settings.platforms import WeChat
from bot.simulator.platform import Account, Platform
from bot.wechat.api import PlatformClient
from bot.wechat.error_codes import ApiFailed, Next
from tests.wechat.conftest import USER
from tests.wechat.server import serving

SEND = "/cgi-bin/message/custom/send"
TOKEN = "/cgi-bin/stable_token"


@dataclass
class Line:
    platform: Platform
    client: PlatformClient
    base: str

    def say(self, text: str = "你好") -> object:
        body = {"touser": USER, "msgtype": "text", "text": {"content": text}}
        return self.client.post("message/custom/send", data=body)

    def code(self) -> int | str:
        with pytest.raises(ApiFailed) as caught:
            self.say()
        return caught.value.code


@pytest.fixture
def line() -> Iterator[Line]:
    platform = Platform(Account("wxapp", "secret", "tok", mode="plain"), "")
    platform.people.trigger(USER, "message", platform.now())
    with serving(platform.api_app) as base:
        settings = WeChat(app_id="wxapp", app_secret="secret", token="tok", api_base=base)
        yield Line(platform, PlatformClient(settings, timeout=(2, 0.5)), base)


def test_a_message_goes_out_in_real_characters(line):
    line.say("会议明天 9:00")
    assert line.platform.transcript(USER)[-1].text == "会议明天 9:00"


def test_eight_threads_share_one_token(line):
    line.platform.people.get(USER).remaining = 100
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: line.say(), range(16)))
    assert line.platform.tokens.issued == 1


def test_a_token_that_the_platform_dropped_is_renewed_once_by_all_together(line):
    line.platform.people.get(USER).remaining = 100
    line.say()
    line.platform.tokens.revoke_all()
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: line.say(), range(16)))
    assert line.platform.tokens.issued == 2


def test_an_expired_token_is_renewed(line):
    line.say()
    line.platform.advance(hours=3)
    line.platform.people.trigger(USER, "message", line.platform.now())
    line.say()
    assert line.platform.tokens.issued == 2


def test_40001_for_ever_ends_after_one_retry(line):
    line.platform.faults.add(SEND, "errcode", 40001, times=None)
    assert line.code() == 40001
    # The first token, the same one again, and one by force: never more, whatever is tried afterwards.
    assert line.platform.tokens.issued == 3
    for _ in range(5):
        assert line.code() == 40001
    assert line.platform.tokens.issued <= 8
    assert line.platform.sent == []


@pytest.mark.parametrize(
    ("kind", "value", "code"),
    [
        ("status", 502, "http_status"),
        ("not_json", 0, "not_json"),
        ("drop", 0, "unreachable"),
        ("latency", 1, "timeout"),
    ],
)
@pytest.mark.parametrize("route", [SEND, TOKEN])
def test_trouble_on_the_way_is_worth_another_try_later(line, route, kind, value, code):
    line.platform.faults.add(route, kind, value)
    with pytest.raises(ApiFailed) as caught:
        line.say()
    assert caught.value.code == code
    assert caught.value.meaning.next is Next.RETRY_LATER
    assert not caught.value.as_push_failed().permanent
    line.say()


def test_a_dead_server_is_unreachable(line):
    dead = PlatformClient(WeChat(app_id="a", app_secret="b", api_base="http://127.0.0.1:9"))
    with pytest.raises(ApiFailed) as caught:
        dead.get("menu/get")
    assert caught.value.code == "unreachable"


@pytest.mark.parametrize("answer", [b"[]", b"3", b'"ok"', b'{"errcode":"x"}'])
def test_json_that_is_no_answer_of_the_platform_is_not_json(answer):
    async def app(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": answer})

    with serving(app) as base:
        client = PlatformClient(WeChat(app_id="a", app_secret="b", api_base=base))
        with pytest.raises(ApiFailed) as caught:
            client.get("menu/get")
    assert caught.value.code == "not_json"


def test_the_platforms_own_codes(line):
    line.platform.faults.add(SEND, "errcode", 45009)
    assert line.code() == 45009
    line.platform.people.get(USER).following = False
    assert line.code() == 45015


def test_an_upload_is_not_sent_twice(line):
    line.platform.faults.add("/cgi-bin/media/upload", "errcode", 40001)
    with pytest.raises(ApiFailed):
        line.client.media.upload("image", ("a.jpg", b"\xff\xd8\xff" * 100))
    answer = line.client.media.upload("image", ("a.jpg", b"\xff\xd8\xff" * 100))
    assert line.platform.media(answer["media_id"])[0] == b"\xff\xd8\xff" * 100


@pytest.mark.parametrize(("field", "code"), [("app_id", 40013), ("app_secret", 40125)])
def test_wrong_credentials_are_for_the_technician(line, field, code):
    right = WeChat(app_id="wxapp", app_secret="secret", api_base=line.base)
    settings = right.model_copy(update={field: "wrong"})
    with pytest.raises(ApiFailed) as caught:
        PlatformClient(settings).get("menu/get")
    assert caught.value.code == code
    assert caught.value.meaning.next is Next.FIX_SETTINGS
    assert f"wechat.{field}" in caught.value.meaning.text


def test_neither_token_nor_openid_is_in_an_errors_text(line):
    line.platform.faults.add(SEND, "errcode", 40003, message=f"invalid openid {USER} from 1.2.3.4")
    with pytest.raises(ApiFailed) as caught:
        line.say()
    assert USER not in str(caught.value)
    assert "1.2.3.4" in str(caught.value)
    line.platform.faults.add(SEND, "drop")
    with pytest.raises(ApiFailed) as caught:
        line.say()
    assert "AT_" not in str(caught.value)
