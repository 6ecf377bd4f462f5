"""The stand-in itself: it must be as strict as the facts sheet, or what passes against it proves nothing."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from fastapi import FastAPI, Response

from bot.simulator.platform import FAULT_NOTICE, Account, Platform, new_aes_key
from bot.simulator.platform.account import sign
from bot.simulator.platform.judge import judge
from tests.wechat.conftest import USER
from tests.wechat.server import serving

KEY = new_aes_key()
PUSHED = {"FromUserName": USER, "ToUserName": "gh_1", "MsgType": "text"}


def answering(*answers: Response) -> FastAPI:
    """A callback that gives these answers in turn, the last one for ever."""
    app, left = FastAPI(), list(answers)

    @app.post("/wechat")
    def receive() -> Response:
        return left.pop(0) if len(left) > 1 else left[0]

    return app


def platform_of(base: str, mode: str = "plain") -> Platform:
    return Platform(Account("wx1", "s", "tok", KEY, mode), f"{base}/wechat")


def xml_reply(content: str = "好", **other: str) -> bytes:
    fields = {"ToUserName": USER, "FromUserName": "gh_1", "CreateTime": "5", "MsgType": "text", **other}
    return (
        "<xml>"
        + "".join(f"<{k}>{v}</{k}>" for k, v in fields.items())
        + f"<Content>{content}</Content></xml>"
    ).encode()


def verdict(body: bytes, mode: str = "plain", **pushed: str):
    return judge(Account("wx1", "s", "tok", KEY, mode), (KEY,), {**PUSHED, **pushed}, body)


def test_a_server_that_fails_three_times_is_shown_as_a_fault():
    with serving(answering(Response(status_code=502))) as base:
        platform = platform_of(base)
        delivery = platform.text(USER, "在吗")
    assert delivery.attempts == 3
    assert [bubble.text for bubble in delivery.seen] == [FAULT_NOTICE]


def test_the_number_of_attempts_can_be_four():
    with serving(answering(Response(status_code=502))) as base:
        platform = platform_of(base)
        platform.postman.attempts = 4
        assert platform.text(USER, "在吗").attempts == 4


def test_a_second_attempt_that_succeeds_is_no_fault():
    with serving(answering(Response(status_code=500), Response("success"))) as base:
        delivery = platform_of(base).text(USER, "在吗")
    assert (delivery.attempts, delivery.fault, delivery.seen) == (2, "", ())


@pytest.mark.parametrize(
    "body",
    [
        b'{"ok":1}',
        b"<xml>",
        b"<html></html>",
        xml_reply(""),
        xml_reply("字" * 683),
        xml_reply(MsgType="card"),
        xml_reply(ToUserName="gh_1", FromUserName=USER),
        xml_reply(CreateTime="now"),
        xml_reply().replace(b"</xml>", b"<MsgType>news</MsgType></xml>"),
        b"<!DOCTYPE xml>" + xml_reply(),
    ],
)
def test_an_abnormal_answer_is_refused(body):
    assert verdict(body).problem


def test_what_is_right_is_taken():
    assert verdict(xml_reply()).text == "好"
    assert verdict(xml_reply("字" * 682)).problem == ""
    assert verdict(b"") == verdict(b"success")


def test_a_reply_to_an_event_that_takes_none_is_refused():
    assert verdict(xml_reply(), Event="LOCATION").problem
    assert verdict(xml_reply(), Event="CLICK").problem == ""


def sealed(key: str = KEY, token: str = "tok") -> bytes:
    text = Account("wx1", "s", "tok", key).seal(xml_reply().decode())
    signature = sign(token, "1", "n", text)
    return (
        f"<xml><Encrypt>{text}</Encrypt><MsgSignature>{signature}</MsgSignature>"
        "<TimeStamp>1</TimeStamp><Nonce>n</Nonce></xml>"
    ).encode()


def test_in_safe_mode_only_a_sealed_and_signed_reply_is_taken():
    assert verdict(sealed(), "safe").text == "好"
    assert verdict(xml_reply(), "safe").problem
    assert verdict(sealed(token="other"), "safe").problem
    assert verdict(sealed(new_aes_key()), "safe").problem
    assert verdict(xml_reply(), "compatible").text == verdict(sealed(), "compatible").text == "好"


def test_the_quota_is_the_tables():
    platform = platform_of("http://127.0.0.1:9")
    people, now = platform.people, platform.now()
    assert people.spend("stranger", now) == 40003
    for kind, number, seconds in (
        ("message", 5, 48 * 3600),
        ("tap", 3, 60),
        ("scan", 3, 60),
        ("follow", 3, 60),
    ):
        user = f"o-{kind}"
        people.trigger(user, kind, now)
        assert [people.spend(user, now) for _ in range(number + 1)] == [0] * number + [45047]
        platform.advance(seconds=seconds)
        assert people.spend(user, platform.now()) == 45015
        platform.advance(seconds=-seconds)


def test_a_tap_does_not_shorten_the_window_of_a_message():
    platform = platform_of("http://127.0.0.1:9")
    people, now = platform.people, platform.now()
    people.trigger(USER, "message", now)
    people.trigger(USER, "tap", now)
    platform.advance(hours=1)
    assert people.spend(USER, platform.now()) == 0


def test_stable_tokens_stay_and_plain_ones_kill_each_other():
    platform = platform_of("http://127.0.0.1:9")
    tokens, now = platform.tokens, platform.now()
    first, seconds = tokens.stable(now, force=False)
    assert (tokens.stable(now, force=False)[0], seconds) == (first, 7200)
    forced, _ = tokens.stable(now, force=True)
    assert (tokens.check(first, now), tokens.check(forced, now)) == (40001, 0)
    assert tokens.stable(now, force=True)[0] == forced  # not again within 30 s
    old, new = tokens.plain(now)[0], tokens.plain(now)[0]
    platform.advance(minutes=6)
    assert (tokens.check(old, platform.now()), tokens.check(new, platform.now())) == (42001, 0)
    assert tokens.check(None, now) == 41001


def test_a_photo_lives_three_days():
    platform = platform_of("http://127.0.0.1:9")
    media_id = platform.material.keep(b"x", "image/png", platform.now())
    platform.advance(days=2, hours=23)
    assert platform.media(media_id) == (b"x", "image/png")
    platform.advance(hours=1)
    with pytest.raises(KeyError):
        platform.media(media_id)


def test_a_hundred_people_at_once_get_numbers_and_bubbles_of_their_own(world):
    with ThreadPoolExecutor(16) as pool:
        list(pool.map(lambda n: world.platform.text(f"o{n}", f"第{n}句"), range(100)))
    assert len({incoming.key for incoming in world.received}) == 100
    seqs = [bubble.seq for n in range(100) for bubble in world.platform.transcript(f"o{n}")]
    assert len(seqs) == len(set(seqs)) == 200


def test_messages_out_of_order_and_twice_at_once_keep_their_keys(world):
    fields = [{"MsgType": "text", "Content": str(n), "MsgId": 100 + n} for n in range(10)]
    with ThreadPoolExecutor(8) as pool:
        twice = [*reversed(fields), *fields]
        list(pool.map(lambda pushed: world.platform.send_raw(USER, pushed), twice))
    by_key = {incoming.key: incoming.text for incoming in world.received}
    assert sorted(by_key.values()) == sorted(str(n) for n in range(10))
