"""The gaps of wechatpy that no other test closes; ``docs/wechat_gaps.md`` lists them all."""

from __future__ import annotations

import ast
import re
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.messages import Kind
from bot.settings.platforms import WeChat
from bot.simulator.platform import Account, Platform
from bot.wechat import xml
from bot.wechat.api import TIMEOUT_SECONDS, PlatformClient
from bot.wechat.envelope import Cipher, Unreadable
from bot.wechat.parse import read_incoming
from tests.wechat.conftest import USER
from tests.wechat.server import serving

ROOT = Path(__file__).parents[2]
TABLE = (ROOT / "docs" / "wechat_gaps.md").read_text("utf-8")
ROWS = [line for line in TABLE.splitlines() if re.match(r"\| \d", line)]
OURS = [path for room in ("bot", "handlers") for path in (ROOT / room).rglob("*.py")]


def text_push(**fields: str) -> bytes:
    given = {"ToUserName": "gh_1", "FromUserName": USER, "CreateTime": "1767225601", "MsgType": "text"}
    given |= {"Content": "你好", "MsgId": "1"} | fields
    return (
        "<xml>" + "".join(f"<{name}>{value}</{name}>" for name, value in given.items()) + "</xml>"
    ).encode()


# -- the document


def test_all_28_gaps_are_in_the_document_and_name_a_test() -> None:
    numbers = [line.split("|")[1].strip() for line in ROWS]
    assert numbers == [*map(str, range(1, 18)), "17b", *map(str, range(18, 28))]
    assert [line for line in ROWS if "::test_" not in line] == []


def test_every_test_that_the_document_names_exists() -> None:
    for file, name in sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", TABLE))):
        tree = ast.parse((ROOT / file).read_text("utf-8"))
        assert name in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}, name


# -- what we use of wechatpy, and what we do not


def test_wechatpy_is_installed_with_its_cipher_and_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert "wechatpy[cryptography]==1.8.18" in project["dependencies"]


def test_only_the_adapter_touches_it_and_only_three_of_its_parts() -> None:
    """Not its parser, replies and sessions; not OAuth and ``qrcode.show``, which know no time limit."""
    used = {}
    for path in OURS:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            used |= {name: path.parent.name for name in names if name.startswith("wechatpy")}
    assert used.keys() == {"wechatpy.client", "wechatpy.exceptions", "wechatpy.crypto"}
    assert set(used.values()) == {"wechat"}
    assert not any(re.search(r"qrcode\.show|\.customservice\.", path.read_text("utf-8")) for path in OURS)


# -- incoming fields of the wrong kind (no. 5)


@pytest.mark.parametrize(
    "content",
    ["<b>你好</b>", "你好</Content><Content>再好", "<![CDATA[a]]><i/>"],
    ids=["nested", "twice", "mixed"],
)
def test_a_field_that_is_not_one_text_is_refused(content: str) -> None:
    with pytest.raises(Unreadable):
        read_incoming(xml.read(text_push(Content=content)))


def test_an_attribute_an_empty_field_and_a_bad_id_are_taken_for_what_they_are() -> None:
    body = text_push(Content="", MsgId="x").replace(b"<Content>", b'<Content kind="1">')
    first = read_incoming(xml.read(body))
    assert (first.kind, first.text) == (Kind.TEXT, "")
    assert first.key == read_incoming(xml.read(body)).key
    assert first.key != read_incoming(xml.read(text_push(Content="别的", MsgId="x"))).key


# -- the client


@pytest.fixture
def platform() -> Platform:
    made = Platform(Account("wxapp", "secret", "tok", mode="plain"), "")
    made.people.trigger(USER, "message", made.now())
    made.templates = {"TPL": ()}
    return made


def client_of(base: str) -> PlatformClient:
    return PlatformClient(WeChat(app_id="wxapp", app_secret="secret", api_base=base))


def test_every_call_has_a_time_limit_of_its_own() -> None:
    client = client_of("http://127.0.0.1:9")
    assert client.timeout == TIMEOUT_SECONDS == (3, 8)
    assert client.auto_retry is False


def test_each_thread_has_a_session_of_its_own() -> None:
    client = client_of("http://127.0.0.1:9")
    with ThreadPoolExecutor(1) as pool:
        other = pool.submit(lambda: client._http).result()
    assert client._http is client._http
    assert client._http is not other


def test_a_query_that_is_a_text_survives_a_retry(platform: Platform) -> None:
    with serving(platform.api_app) as base:
        client = client_of(base)
        assert client.access_token
        platform.tokens.revoke_all()
        answer = client.get("user/info", params=f"openid={USER}&lang=zh_CN")
    assert (answer["openid"], platform.tokens.issued) == (USER, 2)


def test_two_processes_share_one_token_because_the_platform_gives_the_same(platform: Platform) -> None:
    """``stable_token``: neither's token ends the other's, and each knows when its own ends."""
    with serving(platform.api_app) as base:
        one, other = client_of(base), client_of(base)
        assert one.access_token == other.access_token
        assert one._token_until > 0
        assert other._token_until > 0


def test_the_platform_drops_a_second_template_message_of_one_id(platform: Platform) -> None:
    with serving(platform.api_app) as base:
        client = client_of(base)
        body = {"touser": USER, "template_id": "TPL", "client_msg_id": "p1", "data": {}}
        first = client.post("message/template/send", data=body)
        assert client.post("message/template/send", data=body)["msgid"] == first["msgid"]
        platform.advance(minutes=11)
        assert client.post("message/template/send", data=body)["msgid"] != first["msgid"]
    assert len(platform.sent) == 2


def test_every_address_follows_the_setting(platform: Platform) -> None:
    """Token, calls and media alike; wechatpy's own constant is nowhere left."""
    with serving(platform.api_app) as base:
        client = client_of(base)
        assert client.API_BASE_URL.startswith(base)
        assert client.get("user/info", params={"openid": USER})["openid"] == USER
    sources = "".join(path.read_text("utf-8") for path in OURS if path.parent.name == "wechat")
    assert "https://api.weixin.qq.com" not in sources


def test_what_is_random_is_not_guessable() -> None:
    made = {Cipher(b"0" * 32).get_random_string() for _ in range(200)}
    assert len(made) == 200
    assert all(re.fullmatch("[0-9a-f]{16}", text) for text in made)
    envelope = (ROOT / "bot" / "wechat" / "envelope.py").read_text("utf-8")
    assert "hmac.compare_digest" in envelope
    assert "os.urandom" in envelope
