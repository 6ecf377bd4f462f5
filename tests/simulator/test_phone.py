"""Each thing that a phone can do reaches the platform once, and what came of it is read back."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from bot.simulator.inputs import MAX_PHOTO_BYTES, MAX_TEXT_CHARS
from tests.simulator.conftest import MENU

PNG = b"\x89PNG\r\n\x1a\n"


def bubbles(page: TestClient, key: str = "zhao", after: int = 0) -> dict:
    return page.get(f"/simulator/{key}/bubbles", params={"after": after}).json()


@pytest.mark.parametrize(
    ("action", "body", "call"),
    [
        ("text", {"text": "签到 A01"}, ("text", "o-zhao", "签到 A01", "")),
        ("text", {"text": "继续", "menu_id": "2"}, ("text", "o-zhao", "继续", "2")),
        (
            "location",
            {"latitude": 30.1, "longitude": 120.2, "label": "站"},
            ("location", "o-zhao", 30.1, 120.2, "站"),
        ),
        ("scan", {"scene": "station_A01"}, ("scan", "o-zhao", "station_A01")),
        ("tap", {"key": "help"}, ("tap", "o-zhao", "help")),
        ("voice", {}, ("voice", "o-zhao", b"#!AMR\n")),
        ("unfollow", {}, ("unfollow", "o-zhao")),
    ],
)
def test_an_action_reaches_the_platform(page: TestClient, platform, action: str, body: dict, call) -> None:
    answer = page.post(f"/simulator/zhao/{action}", json=body)
    assert answer.status_code == 200
    assert platform.calls == [call]


def test_a_photo_goes_out_as_it_is(page: TestClient, platform) -> None:
    page.post("/simulator/zhao/photo", content=PNG, headers={"Content-Type": "image/png"})
    assert platform.calls == [("image", "o-zhao", len(PNG), "image/png")]
    [shown] = bubbles(page)["bubbles"]
    assert page.get(f"/{shown['media']}").content == PNG


def test_only_new_bubbles_come_and_each_person_sees_her_own(page: TestClient) -> None:
    page.post("/simulator/zhao/text", json={"text": "你好"})
    first = bubbles(page)["bubbles"]
    assert [(it["who"], it["text"]) for it in first] == [("user", "你好"), ("account", "收到:你好")]
    assert bubbles(page, after=first[-1]["seq"])["bubbles"] == []
    assert bubbles(page, "qian")["bubbles"] == []
    assert bubbles(page, "qian")["latest"] == {"zhao": 1, "qian": 0}


def test_a_stranger_must_follow_before_writing(page: TestClient, platform) -> None:
    assert bubbles(page, "qian")["following"] is False
    answer = page.post("/simulator/qian/text", json={"text": "你好"})
    assert answer.status_code == 409
    assert "关注" in answer.json()["detail"]
    assert platform.calls == []
    page.post("/simulator/qian/follow")
    assert bubbles(page, "qian")["following"] is True
    assert page.post("/simulator/qian/text", json={"text": "你好"}).status_code == 200


def test_a_strangers_scan_is_a_follow_with_the_code(page: TestClient, platform) -> None:
    page.post("/simulator/qian/scan", json={"scene": "station_A01"})
    assert platform.calls == [("follow", "o-qian", "station_A01")]
    assert bubbles(page, "qian")["following"] is True


def test_who_unfollows_may_not_write(page: TestClient) -> None:
    page.post("/simulator/zhao/unfollow")
    assert page.post("/simulator/zhao/text", json={"text": "你好"}).status_code == 409


def test_a_resend_needs_a_message(page: TestClient, platform) -> None:
    assert page.post("/simulator/zhao/resend").status_code == 409
    page.post("/simulator/zhao/text", json={"text": "你好"})
    assert page.post("/simulator/zhao/resend").status_code == 200
    assert platform.calls[-1] == ("resend_last", "o-zhao")


@pytest.mark.parametrize(
    ("action", "body"),
    [
        ("text", {"text": ""}),
        ("text", {"text": "长" * (MAX_TEXT_CHARS + 1)}),
        ("location", {"latitude": 91, "longitude": 0}),
        ("scan", {"scene": "x" * 65}),
        ("tap", {}),
    ],
)
def test_nonsense_is_refused(page: TestClient, platform, action: str, body: dict) -> None:
    assert page.post(f"/simulator/zhao/{action}", json=body).status_code == 422
    assert platform.calls == []


def test_a_photo_must_not_be_empty_or_endless(page: TestClient, platform) -> None:
    assert page.post("/simulator/zhao/photo", content=b"").status_code == 400
    assert page.post("/simulator/zhao/photo", content=bytes(MAX_PHOTO_BYTES + 1)).status_code == 413
    assert platform.calls == []


def test_nobody_unknown(page: TestClient) -> None:
    assert page.post("/simulator/li/text", json={"text": "你好"}).status_code == 404
    assert page.get("/simulator/li/bubbles").status_code == 404


def test_another_site_cannot_press_the_buttons(page: TestClient, platform) -> None:
    for site in ("cross-site", "same-site"):
        answer = page.post("/simulator/zhao/unfollow", headers={"Sec-Fetch-Site": site})
        assert answer.status_code == 403
    assert platform.calls == []


def test_the_published_menu_replaces_the_stages(page: TestClient, platform) -> None:
    assert bubbles(page)["menu"] == list(MENU)
    platform.published = {"button": [{"name": "新", "type": "click", "key": "new"}]}
    assert bubbles(page)["menu"] == platform.published["button"]


def test_a_template_message_is_a_card_and_a_service_message_a_bubble(page: TestClient, platform) -> None:
    platform.show("o-zhao", "account", "push", "thing1：接待日\ntime2：12月10日 9:00：早")
    platform.show("o-zhao", "account", "push", "明天是接待日：请到站")
    card, bubble = bubbles(page)["bubbles"]
    assert card["kind"] == "card"
    assert card["title"] == "代表活动提醒"
    assert card["fields"] == [["事项", "接待日"], ["时间", "12月10日 9:00：早"]]
    assert (bubble["kind"], bubble["text"]) == ("text", "明天是接待日：请到站")


def test_what_to_try_and_what_happens(page: TestClient) -> None:
    assert page.get("/simulator/zhao/tries").json() == [{"title": "先绑定", "says": "绑定 示例赵一 482913"}]
    assert page.get("/simulator/qian/tries").json() == []
    assert page.post("/simulator/happenings/reminder").json() == {"told": "发出 1 条。"}
    assert page.post("/simulator/happenings/nothing").status_code == 404


def test_no_openid_is_told_to_the_page(page: TestClient) -> None:
    page.post("/simulator/zhao/text", json={"text": "你好"})
    for path in ("stage", "zhao/bubbles", "zhao/tries"):
        assert "o-zhao" not in page.get(f"/simulator/{path}").text
