"""Every sample push, in every mode, over real HTTP."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from wechatpy import parse_message

from bot.messages import Kind
from bot.wechat import xml
from bot.wechat.parse import read_incoming

SAMPLES = Path(__file__).parents[2].parent / "shared" / "wechat_samples"
FILES = sorted(SAMPLES.glob("*.xml"))
pytestmark = pytest.mark.skipif(not FILES, reason="the shared samples are not on this machine")

EXPECTED = {
    "msg_text": Kind.TEXT,
    "msg_text_article": Kind.TEXT,
    "msg_text_bizmsgmenu": Kind.TEXT,
    "msg_image": Kind.IMAGE,
    "msg_voice": Kind.VOICE,
    "msg_voice_16k": Kind.VOICE,
    "msg_voice_asr": Kind.VOICE,
    "msg_video": Kind.VIDEO,
    "msg_shortvideo": Kind.VIDEO,
    "msg_location": Kind.LOCATION,
    "msg_link": Kind.LINK,
    "msg_unknown": Kind.OTHER,
    "ev_subscribe": Kind.FOLLOW,
    "ev_subscribe_nokey": Kind.FOLLOW,
    "ev_subscribe_qr": Kind.FOLLOW,
    "ev_unsubscribe": Kind.UNFOLLOW,
    "ev_scan": Kind.SCAN,
    "ev_scancode_waitmsg": Kind.SCAN,
    "ev_click": Kind.TAP,
}


def fields_of(path: Path) -> dict[str, object]:
    return {child.tag: _value(child) for child in ElementTree.parse(path).getroot()}


def _value(element: ElementTree.Element) -> object:
    if not len(element):
        return element.text or ""
    found: dict[str, object] = {}
    for child in element:
        value = _value(child)
        if child.tag in found:
            previous = found[child.tag]
            found[child.tag] = [*previous, value] if isinstance(previous, list) else [previous, value]
        else:
            found[child.tag] = value
    return found


@pytest.mark.parametrize("mode", ["plain", "compatible", "safe"])
def test_each_sample_gets_an_answer_that_the_platform_takes(build, mode):
    world = build(mode)
    for path in FILES:
        fields = fields_of(path)
        delivery = world.platform.send_raw(str(fields["FromUserName"]), fields)
        assert delivery.fault == "", path.name
        assert delivery.attempts == 1, path.name
    assert len(world.received) == len(FILES)
    kinds = {path.stem: incoming.kind for path, incoming in zip(FILES, world.received, strict=True)}
    assert kinds == {path.stem: EXPECTED.get(path.stem, Kind.NOTICE) for path in FILES}


def incoming(name: str):
    return read_incoming(xml.read((SAMPLES / f"{name}.xml").read_bytes()))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_sender_account_and_time_agree_with_the_sdk(path):
    ours = read_incoming(xml.read(path.read_bytes()))
    theirs = parse_message(path.read_text("utf-8"))
    assert (ours.sender, ours.account) == (theirs.source, theirs.target)
    assert int(ours.sent_at.timestamp()) == int(theirs._data["CreateTime"])


def test_every_sample_has_a_key_of_its_own_and_keeps_it():
    keys = [read_incoming(xml.read(path.read_bytes())).key for path in FILES]
    again = [read_incoming(xml.read(path.read_bytes())).key for path in FILES]
    assert keys == again
    # A follow with an empty EventKey and one without are the same follow.
    assert len(set(keys)) == len(FILES) - 1


def test_the_fields_that_the_sdk_does_not_give():
    assert incoming("msg_text_bizmsgmenu").detail["tapped_id"] == "fb_up_1001"
    assert incoming("msg_voice_16k").detail["media_id_16k"] == "voice_media16k_Qw92"
    assert incoming("msg_text_article").detail == {"article_id": "2247480001_1", "article_index": "1"}


def test_a_code_reads_the_same_from_a_follow_and_from_a_scan():
    assert incoming("ev_subscribe_qr").scene == incoming("ev_scan").scene == "window_A07"


def test_subscription_answers_are_read_once_or_many():
    popup = incoming("ev_subscribe_msg_popup").detail["items"]
    assert [item["answer"] for item in popup] == ["accept", "reject"]
    assert [item["answer"] for item in incoming("ev_subscribe_msg_change").detail["items"]] == ["reject"]


def test_delivery_reports_carry_the_message_they_are_about():
    report = incoming("ev_templatesend_block")
    assert report.detail == {"message_id": "3300000000000000002", "status": "failed:user block"}
    assert "3300000000000000002" in report.key


def test_whereabouts_sent_by_the_console_setting_do_not_travel():
    event = incoming("ev_location")
    assert event.location is None
    assert "30.27" not in repr(event)


def test_a_location_message_is_a_point_with_its_label():
    point = incoming("msg_location").location
    assert (point.latitude, point.longitude) == (30.274085, 120.15507)
    assert point.label == "示例市示例区政务服务中心"
