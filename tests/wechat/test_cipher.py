"""The stand-in's sealing and ours, each against two SDKs written by others, and against bare AES."""

from __future__ import annotations

import base64
from xml.etree import ElementTree

import pytest
from Crypto.Cipher import AES
from hypothesis import given, settings
from hypothesis import strategies as st
from wechatpy.crypto import WeChatCrypto
from wechatpy.utils import check_signature
from werobot.crypto import MessageCrypt

from bot.simulator.platform import account as standin
from bot.wechat.envelope import Envelope, Forged, Unreadable, sign

APP, TOKEN, KEY = "wx1234567890abcdef", "TestToken123", standin.new_aes_key()
ACCOUNT = standin.Account(APP, "secret", TOKEN, KEY)
OTHER_KEY = standin.new_aes_key()
texts = st.text(st.characters(blacklist_categories=["Cs"]), min_size=1, max_size=300)


def test_the_official_vector_of_the_signature():
    expected = "899cf89e464efb63f54ddac96b0a0a235f53aa78"
    assert sign("AAAAA", "1714037059", "486452656") == expected
    assert standin.sign("AAAAA", "1714037059", "486452656") == expected
    check_signature("AAAAA", expected, "1714037059", "486452656")


@given(texts)
@settings(max_examples=100, deadline=None)
def test_what_the_standin_seals_both_sdks_open(text):
    sealed = ACCOUNT.seal(text)
    signature = standin.sign(TOKEN, "1", "n", sealed)
    theirs = WeChatCrypto(TOKEN, KEY, APP).decrypt_message({"Encrypt": sealed}, signature, "1", "n")
    assert theirs == text
    assert MessageCrypt(TOKEN, KEY, APP).decrypt_message("1", "n", signature, sealed).decode() == text


@given(texts)
@settings(max_examples=100, deadline=None)
def test_what_both_sdks_seal_the_standin_and_the_adapter_open(text):
    for sdk in (WeChatCrypto(TOKEN, KEY, APP), MessageCrypt(TOKEN, KEY, APP)):
        root = ElementTree.fromstring(sdk.encrypt_message(text, timestamp="7", nonce="abc"))
        sealed = root.findtext("Encrypt")
        assert ACCOUNT.unseal(sealed) == text
        query = {"msg_signature": root.findtext("MsgSignature"), "timestamp": "7", "nonce": "abc"}
        assert Envelope(APP, TOKEN, (KEY,), "safe").decrypt(query, sealed)[0] == text


@given(texts)
@settings(max_examples=50, deadline=None)
def test_what_the_adapter_seals_both_sdks_and_bare_aes_open(text):
    envelope = Envelope(APP, TOKEN, (KEY,), "safe")
    _, cipher = opened_with((KEY,), ACCOUNT.seal("x"))
    root = ElementTree.fromstring(envelope.seal(text, cipher, "1", "n"))
    sealed, signature = root.findtext("Encrypt"), root.findtext("MsgSignature")
    assert WeChatCrypto(TOKEN, KEY, APP).decrypt_message({"Encrypt": sealed}, signature, "1", "n") == text
    assert MessageCrypt(TOKEN, KEY, APP).decrypt_message("1", "n", signature, sealed).decode() == text
    key = base64.b64decode(KEY + "=")
    plain = AES.new(key, AES.MODE_CBC, key[:16]).decrypt(base64.b64decode(sealed))
    assert len(plain) % 32 == 0
    assert 1 <= plain[-1] <= 32
    assert plain[16 : -plain[-1]] == len(text.encode()).to_bytes(4, "big") + text.encode() + APP.encode()


def test_padding_above_sixteen_is_opened():
    pads = set()
    for length in range(1, 33):
        sealed = ACCOUNT.seal("a" * length)
        assert ACCOUNT.unseal(sealed) == "a" * length
        query = {"msg_signature": standin.sign(TOKEN, "1", "n", sealed), "timestamp": "1", "nonce": "n"}
        assert Envelope(APP, TOKEN, (KEY,), "safe").decrypt(query, sealed)[0] == "a" * length
        pads.add(32 - (16 + 4 + length + len(APP)) % 32)
    assert pads == set(range(1, 33))


def opened_with(keys: tuple[str, ...], sealed: str):
    query = {"msg_signature": standin.sign(TOKEN, "1", "n", sealed), "timestamp": "1", "nonce": "n"}
    return Envelope(APP, TOKEN, keys, "safe").decrypt(query, sealed)


def test_the_previous_key_opens_and_the_reply_goes_back_under_it():
    sealed = ACCOUNT.seal("旧钥匙")
    text, cipher = opened_with((OTHER_KEY, KEY), sealed)
    assert text == "旧钥匙"
    reply = Envelope(APP, TOKEN, (OTHER_KEY, KEY), "safe").seal("回信", cipher, "1", "n")
    assert ACCOUNT.unseal(ElementTree.fromstring(reply).findtext("Encrypt")) == "回信"


@pytest.mark.parametrize("sealed", ["", "AAAA", "不是base64", "A" * 64, ACCOUNT.seal("x")[:-8]], ids=range(5))
def test_what_no_key_opens_is_forged_or_unreadable_and_nothing_else(sealed):
    with pytest.raises((Forged, Unreadable)):
        opened_with((KEY,), sealed)


def test_another_accounts_message_is_unreadable():
    foreign = standin.Account("wxsomebodyelse", "s", TOKEN, KEY).seal("x")
    with pytest.raises(Unreadable):
        opened_with((KEY,), foreign)


def test_without_a_token_nothing_is_believed():
    query = {"signature": sign("", "1", "n"), "timestamp": "1", "nonce": "n"}
    with pytest.raises(Forged):
        Envelope(APP, "", (KEY,), "safe").check(query)
