"""Generated bodies and envelopes: never a 5xx, nothing unsigned gets in, no answer the platform refuses.

Each example is a batch of ten; a developer's run makes some 1,300 bodies, the slow tests of CI 10,800 more.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.messages import Kind
from bot.simulator.platform import Account, new_aes_key
from bot.simulator.platform.judge import judge
from bot.simulator.platform.pushes import to_xml
from tests.wechat.fuzz_app import Callback

BATCH = 10
QUICK = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
SLOW = settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))

NAMES = (
    "ToUserName FromUserName CreateTime MsgType MsgId Content Event EventKey Ticket MediaId PicUrl Label "
    "Location_X Location_Y Scale Latitude Title Url ScanCodeInfo SendLocationInfo MsgID Status List xml "
    "Recognition SubscribeMsgPopupEvent Encrypt bizmsgmenuid"
)
WORDS = (
    "text image voice video location link event subscribe SCAN CLICK LOCATION unsubscribe scancode_waitmsg "
    "TEMPLATESENDJOBFINISH subscribe_msg_popup_event o1 gh_1 1767225600 -1 NaN inf 1e999 9"
)
names = st.sampled_from(NAMES.split())
words = st.one_of(
    st.text(max_size=40),
    st.sampled_from(WORDS.split()),
    st.integers(-(10**25), 10**25).map(str),
    st.just("x" * 3000),
)
values = st.recursive(
    words, lambda inner: st.dictionaries(names, inner, max_size=3) | st.lists(inner, max_size=3), max_leaves=6
)
sane = st.fixed_dictionaries(
    {
        "ToUserName": st.just("gh_1"),
        "FromUserName": st.sampled_from(["o1", "o2"]),
        "CreateTime": st.integers(0, 2**31).map(str),
        "MsgType": st.sampled_from(["text", "event", "image", "location", "voice", "link", "file"]),
    }
)
fields = st.builds(lambda base, more: {**base, **more}, sane, st.dictionaries(names, values, max_size=6))
printable = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=60)


@pytest.fixture(scope="module", params=["safe", "compatible", "plain"])
def callback(request) -> Iterator[Callback]:
    called = Callback(request.param, Account("wx1", "s", "tok", new_aes_key(), request.param))
    yield called
    called.close()


def xml_of(pushed: dict) -> str:
    """As the platform writes it, without the characters that XML cannot hold."""
    text = to_xml(pushed)
    return "".join(c for c in text if c in "\n\t" or (c >= " " and not "\ud800" <= c <= "\udfff"))


def check_strangers(callback: Callback, batch: list[tuple[dict[str, str], bytes]]) -> None:
    callback.received.clear()
    for query, body in batch:
        status, answer = callback.post(query, body)
        assert (status, answer) == (403, b"")
    assert callback.received == []


def check_signed(callback: Callback, batch: list[dict]) -> None:
    for pushed in batch:
        callback.received.clear()
        body = xml_of(pushed)
        query, sealed = callback.sealed(body)
        if callback.mode == "plain":
            query, sealed = callback.signed(), body.encode()
        status, answer = callback.post(query, sealed)
        assert status in (200, 413)
        if status == 200 and answer != b"success":
            (incoming,) = callback.received
            assert incoming.kind not in (Kind.NOTICE, Kind.UNFOLLOW)
            fields = {"FromUserName": incoming.sender, "ToUserName": incoming.account}
            fields["Event"] = incoming.event
            verdict = judge(callback.account, (callback.account.encoding_aes_key,), fields, answer)
            assert verdict.problem == ""
            assert verdict.text


def check_mutated(callback: Callback, batch: list[tuple[int, int, str]]) -> None:
    good = {"ToUserName": "gh_1", "FromUserName": "o1", "CreateTime": 5, "MsgType": "text", "MsgId": 1}
    for at, flip, part in batch:
        callback.received.clear()
        query, body = callback.sealed(to_xml({**good, "Content": "签到"}))
        if part == "body":
            at %= len(body)
            body = body[:at] + bytes([body[at] ^ flip]) + body[at + 1 :]
        else:
            value = query[part]
            at %= len(value)
            query[part] = value[:at] + chr((ord(value[at]) ^ flip) % 0x250) + value[at + 1 :]
        status, _ = callback.post(query, body)
        assert status in (200, 403)
        if part in ("msg_signature", "signature", "timestamp", "nonce"):
            assert status == 403
        for incoming in callback.received:
            assert (incoming.sender, incoming.text) == ("o1", "签到")


strangers = st.lists(
    st.tuples(
        st.dictionaries(
            st.sampled_from(["signature", "timestamp", "nonce", "msg_signature", "encrypt_type", "openid"]),
            printable,
            max_size=6,
        ),
        st.one_of(st.binary(max_size=300), fields.map(lambda f: xml_of(f).encode())),
    ),
    min_size=BATCH,
    max_size=BATCH,
)
signed = st.lists(fields, min_size=BATCH, max_size=BATCH)
mutated = st.lists(
    st.tuples(
        st.integers(0, 2000),
        st.integers(1, 127),
        st.sampled_from(["body", "body", "msg_signature", "signature", "timestamp", "nonce"]),
    ),
    min_size=BATCH,
    max_size=BATCH,
)

test_strangers_get_nothing_in = QUICK(given(batch=strangers)(check_strangers))
test_whatever_is_signed_ends_well = QUICK(given(batch=signed)(check_signed))
test_a_changed_byte_changes_nobodys_words = QUICK(given(batch=mutated)(check_mutated))
test_strangers_at_length = pytest.mark.slow(SLOW(given(batch=strangers)(check_strangers)))
test_signed_at_length = pytest.mark.slow(SLOW(given(batch=signed)(check_signed)))
test_changed_bytes_at_length = pytest.mark.slow(SLOW(given(batch=mutated)(check_mutated)))
