"""What does not come from the platform gets 403 and reaches nobody; what is garbage harms nothing."""

from __future__ import annotations

import dataclasses
import time

import pytest
import requests

from bot.simulator.platform import Account, new_aes_key
from bot.simulator.platform.account import sign
from bot.simulator.platform.pushes import to_xml
from tests.wechat.conftest import TOKEN, USER

FIELDS = {
    "ToUserName": "gh_sample0001",
    "FromUserName": USER,
    "CreateTime": 1767225601,
    "MsgType": "text",
    "Content": "你好",
    "MsgId": 24850000000000001,
}


def signed(token: str = TOKEN) -> dict[str, str]:
    stamp = str(int(time.time()))
    return {"timestamp": stamp, "nonce": "42", "signature": sign(token, stamp, "42")}


def post(world, body: bytes | str, query: dict[str, str]) -> requests.Response:
    data = body.encode() if isinstance(body, str) else body
    return requests.post(world.platform.postman.callback_url, params=query, data=data, timeout=10)


def sealed_query(account: Account, sealed: str) -> dict[str, str]:
    query = signed(account.token)
    msg = sign(account.token, query["timestamp"], query["nonce"], sealed)
    return {**query, "encrypt_type": "aes", "msg_signature": msg}


@pytest.mark.parametrize("mode", ["safe", "compatible"])
def test_an_unencrypted_body_is_refused_even_with_a_good_signature(build, mode):
    world = build(mode)
    answer = post(world, to_xml(FIELDS), signed())
    assert (answer.status_code, answer.content) == (403, b"")
    assert world.received == []


@pytest.mark.parametrize("mode", ["safe", "compatible", "plain"])
def test_a_wrong_signature_is_refused(build, mode):
    world = build(mode)
    wrong = [{"nonce": "43"}, {"signature": "é"}, {"signature": ""}]
    for query in [{}, {"signature": "x"}, signed("AnotherToken"), *({**signed(), **w} for w in wrong)]:
        answer = post(world, to_xml(FIELDS), query)
        assert (answer.status_code, answer.content) == (403, b""), query
        get = requests.get(world.platform.postman.callback_url, params={**query, "echostr": "e"}, timeout=10)
        assert (get.status_code, get.content) == (403, b""), query
    assert world.received == []


def test_a_body_that_was_changed_on_the_way_is_refused(world):
    account = world.platform.account
    query = sealed_query(account, account.seal(to_xml(FIELDS)))
    other = account.seal(to_xml({**FIELDS, "Content": "改过"}))
    assert post(world, to_xml({"Encrypt": other}), query).status_code == 403
    assert world.received == []


@pytest.mark.parametrize("mode", ["plain", "compatible", "safe"])
def test_the_consoles_check_gets_its_echo_back(build, mode):
    assert build(mode).platform.verify_url()


GARBAGE = [
    b"",
    b"\xff\xfe<",
    b"hello",
    b"{}",
    b"<xml/>",
    b"<xml></xml>",
    b"<html><xml/></html>",
    b"<xml><MsgType/></xml>",
    b"<xml>" + b"<a>" * 50 + b"</a>" * 50 + b"</xml>",
    b"<xml><MsgType>text</MsgType><MsgType>image</MsgType></xml>",
    to_xml({k: v for k, v in FIELDS.items() if k != "FromUserName"}).encode(),
    to_xml({**FIELDS, "FromUserName": {"b": "nested"}}).encode(),
    to_xml({**FIELDS, "CreateTime": "soon"}).encode(),
    to_xml({**FIELDS, "CreateTime": "9" * 400}).encode(),
    to_xml({**FIELDS, "Content": {"b": "nested"}}).encode(),
    to_xml({**FIELDS, "FromUserName": "x" * 65}).encode(),
]


def test_signed_garbage_is_acknowledged_and_reaches_nobody(build):
    world = build("plain")
    for body in GARBAGE:
        answer = post(world, body, signed())
        assert (answer.status_code, answer.text) == (200, "success"), body
    assert world.received == []


def test_sealed_garbage_is_acknowledged_and_reaches_nobody(world):
    for body in GARBAGE:
        sealed = world.platform.account.seal(body.decode("utf-8", "replace"))
        answer = post(world, to_xml({"Encrypt": sealed}), sealed_query(world.platform.account, sealed))
        assert (answer.status_code, answer.text) == (200, "success"), body
    assert world.received == []


BOMBS = [
    '<!DOCTYPE xml [<!ENTITY a "aaaa">]><xml>&a;</xml>',
    '<!DOCTYPE xml SYSTEM "http://127.0.0.1:1/x.dtd">' + to_xml(FIELDS),
    '<!DOCTYPE xml [<!ENTITY f SYSTEM "file:///etc/passwd">]>' + to_xml(FIELDS),
    '<?xml version="1.0" encoding="UTF-16"?>' + to_xml(FIELDS).replace("<xml>", "<!DOCTYPE xml><xml>"),
]


def test_a_doctype_is_refused_outside_and_inside_the_seal(build):
    plain, safe = build("plain"), build("safe")
    for body in BOMBS:
        assert post(plain, body, signed()).text == "success"
        assert post(plain, body.encode("utf-16"), signed()).text == "success"
        sealed = safe.platform.account.seal(body)
        query = sealed_query(safe.platform.account, sealed)
        assert post(safe, to_xml({"Encrypt": sealed}), query).text == "success"
        assert post(safe, body, query).status_code == 403
    assert plain.received == safe.received == []


def test_a_person_may_write_about_a_doctype(world):
    delivery = world.platform.text(USER, "<!DOCTYPE html> 和 <!ENTITY a> 还有 ]]> 是什么?")
    assert delivery.fault == ""
    assert world.received[0].text == "<!DOCTYPE html> 和 <!ENTITY a> 还有 ]]> 是什么?"


def test_a_huge_body_is_cut_off(world):
    answer = post(world, b"x" * (world.settings.limits.body_bytes + 1), signed())
    assert answer.status_code == 413
    assert post(world, b"x" * 1_000_000, {}).status_code == 403
    assert world.received == []


def test_what_neither_key_opens_is_acknowledged_once(world):
    world.platform.postman.account = dataclasses.replace(
        world.platform.account, encoding_aes_key=new_aes_key()
    )
    delivery = world.platform.text(USER, "你好")
    assert delivery.attempts == 1
    assert delivery.fault == ""
    assert world.received == []


def test_rotation_is_survived_while_the_platform_still_uses_the_old_key(build):
    old, new = new_aes_key(), new_aes_key()
    world = build("safe", encoding_aes_key=new, previous_aes_key=old)
    post_office = world.platform.postman
    post_office.account = dataclasses.replace(post_office.account, encoding_aes_key=old)
    assert world.platform.text(USER, "换钥匙前").reply == "收到换钥匙前"
    world.platform.rotate_key(new)
    post_office.seal_with_previous = True
    assert world.platform.text(USER, "刚换").reply == "收到刚换"
    post_office.seal_with_previous = False
    assert world.platform.text(USER, "换好了").reply == "收到换好了"
