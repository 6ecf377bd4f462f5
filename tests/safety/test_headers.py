"""Every answer, of every route and also of none, carries the security headers."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient
from starlette.responses import Response

from bot.entry.app import app_of
from bot.entry.headers import HEADERS, SecurityHeaders
from tests.chat.world import World


@pytest.fixture
def client(world: World) -> TestClient:
    return TestClient(app_of(world.house, background=False))


@pytest.mark.parametrize("path", ["/healthz", "/wechat", "/no/such/page"])
def test_every_answer_has_them(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


def test_a_refused_callback_has_them_too(client: TestClient) -> None:
    answer = client.post("/wechat?signature=0", content=b"<xml/>")
    assert answer.status_code == 403
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_what_a_route_sets_itself_stays() -> None:
    app = SecurityHeaders(Response("x", headers={"Cache-Control": "max-age=60"}))
    answer = TestClient(app).get("/")
    assert answer.headers.get_list("cache-control") == ["max-age=60"]


@pytest.mark.parametrize("https", [True, False])
def test_only_an_https_address_asks_for_https(https: bool) -> None:
    answer = TestClient(SecurityHeaders(Response("x"), https=https)).get("/")
    assert ("strict-transport-security" in answer.headers) is https
