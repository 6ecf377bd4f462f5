"""WeCom end to end against the stand-in; its sealing against the SDK's own class for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field

import pytest
import requests
from fastapi import FastAPI
from wechatpy.enterprise import parse_message
from wechatpy.enterprise.crypto import WeChatCrypto

from bot.errors import PushFailed
from bot.messages import Choice, Incoming, Kind, Push, Reply
from bot.settings import Settings
from bot.simulator.platform import Account, Platform, new_aes_key
from bot.simulator.platform.account import sign
from bot.simulator.platform.postman import AGENT_ID
from bot.wecom.api import WeComClient
from bot.wecom.callback import wecom_router
from bot.wecom.channel import WeComChannel
from tests.wechat.server import serving

USER = "zhangsan"


@dataclass
class Office:
    platform: Platform
    channel: WeComChannel
    received: list[Incoming] = field(default_factory=list)

    def handle(self, incoming: Incoming) -> str:
        self.received.append(incoming)
        return "" if incoming.kind is Kind.NOTICE else f"收到{incoming.text}"


@pytest.fixture
def office() -> Iterator[Office]:
    account = Account("ww1234567890", "corpsecret", "WecomToken", new_aes_key(), "wecom")
    platform = Platform(account, "")
    with ExitStack() as stack:
        section = {
            "corp_id": account.app_id,
            "agent_id": str(AGENT_ID),
            "secret": account.app_secret,
            "token": account.token,
            "encoding_aes_key": account.encoding_aes_key,
            "api_base": stack.enter_context(serving(platform.api_app)),
        }
        settings = Settings(wecom=section)
        made = Office(platform, WeComChannel(settings, WeComClient(settings.wecom)))
        app = FastAPI()
        app.include_router(wecom_router(settings, made.handle))
        platform.postman.callback_url = stack.enter_context(serving(app)) + "/wecom"
        yield made


def push(text: str = "明天是代表接待日。", to: str = USER) -> Push:
    return Push("0123456789abcdef01234567", "wecom", to, "reception_day_eve", text)


def test_the_consoles_encrypted_echo_comes_back_plain(office):
    assert office.platform.verify_url()


def test_a_text_is_answered_and_marked_with_its_channel(office):
    delivery = office.platform.text(USER, "签到 😀")
    assert (delivery.reply, delivery.fault) == ("收到签到 😀", "")
    (incoming,) = office.received
    assert (incoming.channel, incoming.sender, incoming.kind) == ("wecom", USER, Kind.TEXT)


def test_photos_locations_and_taps_read_as_on_the_other_channel(office):
    office.platform.image(USER, b"\xff\xd8\xffphoto", "image/jpeg")
    office.platform.location(USER, 30.27, 120.15, "东街")
    office.platform.tap(USER, "check_in")
    office.platform.send_raw(USER, {"MsgType": "event", "Event": "enter_agent", "EventKey": ""})
    assert [i.kind for i in office.received] == [Kind.IMAGE, Kind.LOCATION, Kind.TAP, Kind.NOTICE]
    assert office.channel.fetch(office.received[0].media_id, "").content == b"\xff\xd8\xffphoto"


def test_a_stranger_gets_403_with_any_body(office):
    account, url = office.platform.account, office.platform.postman.callback_url
    sealed = account.seal("<xml></xml>")
    wrong = sign("AnotherToken", "1", "2", sealed)
    for query in ({}, {"msg_signature": wrong, "timestamp": "1", "nonce": "2"}):
        for body in (f"<xml><Encrypt>{sealed}</Encrypt></xml>", "x", ""):
            assert requests.post(url, params=query, data=body, timeout=5).status_code == 403
        assert requests.get(url, params={**query, "echostr": sealed}, timeout=5).status_code == 403
    assert office.received == []


def test_the_sdk_reads_what_the_standin_sends_and_the_other_way_round(office):
    account = office.platform.account
    fields = {**office.platform._common(USER), "MsgType": "text", "Content": "你好", "MsgId": 1}
    from bot.simulator.platform.pushes import to_xml

    query, body = office.platform.postman.envelope(to_xml(fields), fields, office.platform.now())
    sdk = WeChatCrypto(account.token, account.encoding_aes_key, account.app_id)
    text = sdk.decrypt_message(body, query["msg_signature"], query["timestamp"], query["nonce"])
    assert parse_message(text).content == "你好"
    answer = requests.post(
        office.platform.postman.callback_url, params=query, data=body.encode(), timeout=5
    ).text
    stamp = answer.split("<TimeStamp>")[1].split("<")[0]
    signature = answer.split("<MsgSignature><![CDATA[")[1].split("]")[0]
    assert "收到你好" in sdk.decrypt_message(answer, signature, stamp, query["nonce"])


def test_a_push_needs_no_window_before_it(office):
    office.platform.people.get(USER)
    office.platform.advance(days=30)
    outcome = office.channel.send(push())
    assert outcome.message_id.startswith("wecom_")
    assert office.platform.transcript(USER)[-1].text == "明天是代表接待日。"


def test_who_is_not_a_member_is_not_tried_again(office):
    with pytest.raises(PushFailed) as caught:
        office.channel.send(push(to="nobody"))
    assert (caught.value.code, caught.value.permanent) == ("81013", True)


def test_an_ip_that_is_not_trusted_is_for_the_technician(office):
    office.platform.people.get(USER)
    message = "not allow to access from your ip: 203.0.113.9"
    office.platform.faults.add("/cgi-bin/message/send", "errcode", 60020, message=message)
    with pytest.raises(PushFailed) as caught:
        office.channel.send(push())
    assert (caught.value.code, caught.value.permanent) == ("60020", False)
    assert "企业可信IP" in caught.value.message


def test_choices_are_plain_lines(office):
    (page,) = office.channel.pages(Reply("选哪一项?", (Choice("听一次意见", "1"),)))
    assert page == "选哪一项?\n1 听一次意见"
