"""No OpenID, code, name, phone number or word of a message stands in the log above debug, faults included."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import update

from bot.errors import PushFailed
from bot.messages import Incoming
from bot.settings import Settings
from bot.simulator.platform import Account, new_aes_key
from bot.simulator.platform.account import sign
from bot.simulator.platform.pushes import event, to_xml
from bot.store.tables import person
from bot.wechat.callback import callback_router
from tests.chat.world import World

OPENID = "oHygiene0123456789012345abcd"
PHONE = "13912345678"
WORDS = "东街三组老王家的路灯坏了半个月"
HANDED_IN = b"\xff\xd8photo"
MEDIA = "media-"


@pytest.fixture
def logged(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """Everything at INFO and above, with traces, as the handler of the command line writes it."""
    with caplog.at_level(logging.INFO):
        yield caplog


def written(logged: pytest.LogCaptureFixture) -> str:
    layout = logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s")
    ours = [
        record for record in logged.records if not record.name.startswith("httpx")
    ]  # the test's own client
    return "\n".join(layout.format(record) for record in ours if record.levelno >= logging.INFO)


def assert_clean(text: str, *more: str) -> None:
    for secret in (OPENID, PHONE, WORDS, WORDS[:6], "张三", "路灯", *more):
        assert secret not in text


def talk(world: World) -> str:
    """A binding with a wrong and a right code, a form with a photo, questions, going and coming; the code."""
    with world.house.database.write() as connection:
        connection.execute(update(person).where(person.c.id == "张三").values(phone=PHONE))
    phone, code = world.phone(OPENID), world.code_for("张三")
    for text in ("绑定 张三 000000", f"绑定 张三 {code}", "签到 A07", "乡镇人代会一年开几次?", "五个一", "3"):
        phone.says(text)
    for text in ("今天", "东街路口", WORDS):
        phone.says(text)
    phone.sends_photo(HANDED_IN)
    for text in ("好了", "确认", "我的履职", f"我的电话是{PHONE},{WORDS}怎么办?"):
        phone.says(text)
    phone.sends_location(WORDS)
    phone.scans("A07")
    phone.platform_resends()
    for _ in range(15):
        phone.says(WORDS)
    phone.unfollows()
    return code


def test_an_ordinary_day(world: World, logged: pytest.LogCaptureFixture) -> None:
    code = talk(world)
    world.house.run_errands()
    world.house.plan_and_send()
    assert_clean(written(logged), code)


def test_a_photo_that_cannot_be_fetched(world: World, logged: pytest.LogCaptureFixture) -> None:
    phone = world.deputy("张三", OPENID)
    for text in ("五个一", "3", "今天", "东街路口", WORDS):
        phone.says(text)
    phone.sends_photo(HANDED_IN)
    for media in world.channel.photos:
        world.channel.photos[media] = PushFailed("40007", f"invalid media of {OPENID}")
    world.house.run_errands()
    assert_clean(written(logged))


@pytest.mark.parametrize("table", ["entry", "draft", "message", "contact"])
def test_a_fault_of_the_database_quotes_nobody(
    world: World, logged: pytest.LogCaptureFixture, table: str
) -> None:
    """SQLAlchemy's own text holds the statement's parameters: names, words, OpenIDs."""
    phone = world.deputy("张三", OPENID)
    with world.house.database.write() as connection:
        connection.exec_driver_sql(f"ALTER TABLE {table} RENAME TO gone")
    client, account = callback(world)
    for text in ("签到 A07", "五个一", "3", "今天", "东街路口", WORDS, f"{WORDS}怎么办?"):
        answer = post(client, account, {"MsgType": "text", "Content": text, "MsgId": hash(text) % 10**9})
        assert answer.status_code == 200
    assert phone.sender == OPENID
    assert "fault F" in written(logged)
    assert_clean(written(logged))


def test_forged_and_broken_posts(world: World, logged: pytest.LogCaptureFixture) -> None:
    client, account = callback(world)
    body = to_xml({"FromUserName": OPENID, "Content": WORDS})
    client.post(f"/wechat?signature=0&timestamp=1&nonce=2&openid={OPENID}", content=body.encode())
    query = {"timestamp": "1", "nonce": "2", "signature": sign(account.token, "1", "2"), "openid": OPENID}
    client.post("/wechat", params=query, content=body.encode())
    client.post("/wechat", params=query, content=f"<xml><broken>{WORDS}".encode())
    post(client, account, event("TEMPLATESENDJOBFINISH", Status=f"failed: {OPENID}", MsgID=1))
    assert_clean(written(logged))


def callback(world: World) -> tuple[TestClient, Account]:
    account = Account("wxhygiene00000000", "secret", "HygieneToken", new_aes_key(), "safe")
    section = {"app_id": account.app_id, "token": account.token, "mode": "safe"}
    section["encoding_aes_key"] = account.encoding_aes_key
    app = FastAPI()

    def handle(incoming: Incoming) -> str:
        return world.house.handle(incoming)

    app.include_router(callback_router(Settings(wechat=section), handle))
    return TestClient(app), account


def post(client: TestClient, account: Account, fields: dict[str, object]):
    whole = {"ToUserName": account.account_id, "FromUserName": OPENID, "CreateTime": 1767225600, **fields}
    sealed = account.seal(to_xml(whole))
    query = {
        "timestamp": "1",
        "nonce": "2",
        "signature": sign(account.token, "1", "2"),
        "encrypt_type": "aes",
    }
    query |= {"msg_signature": sign(account.token, "1", "2", sealed), "openid": OPENID}
    body = to_xml({"ToUserName": account.account_id, "Encrypt": sealed})
    return client.post("/wechat", params=query, content=body.encode())
