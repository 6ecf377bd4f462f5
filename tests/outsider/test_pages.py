"""Every page that the server has: what somebody sees who has the address of nothing of hers."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from bot.checkin import screen
from bot.entry.app import app_of
from tests.outsider.town import MARK, OWNER, Town

# Route -> an address of it that a stranger could guess, and what she may get.
PAGES: dict[str, tuple[str, set[int]]] = {
    "/": ("/", {200, 302, 303, 307, 404}),  # at most the way to the desk's log-in
    "/wechat": ("/wechat?signature=0&timestamp=1&nonce=2&echostr=x", {403}),
    "/wecom": ("/wecom?msg_signature=0&timestamp=1&nonce=2&echostr=x", {403, 404}),
    "/answer/{token}": ("/answer/abc", {404, 410}),
    "/screen/{code}/{key}": ("/screen/A07/000000000000000000000000", {404}),
    "/card/{code}.svg": ("/card/000000.svg", {200}),  # says nothing but its own address
    "/healthz": ("/healthz", {200, 503}),
    "/law/{law}/{number}": ("/law/没有的法/第一条", {404}),  # statutes only: nothing of the office
    "/calendar/{township_id}/{signature}.ics": (f"/calendar/t1/{'0' * 32}.ics", {404}),
}
OF_THE_DESK = ("/desk", "/console")  # has its own matrix of every route with every role


def paths(app: FastAPI) -> set[str]:
    found: set[str] = set()

    def walk(routes: Any, before: str) -> None:
        for route in routes:
            path = before + getattr(route, "path", "")
            inner = getattr(route, "routes", None) or getattr(
                getattr(route, "original_router", None), "routes", None
            )
            if inner:
                walk(inner, path)
            else:
                found.add(path)

    walk(app.routes, "")
    return {path for path in found if path}


@pytest.fixture
def app(town: Town) -> FastAPI:
    return app_of(town.world.house, background=False)


def test_every_page_has_a_case_and_the_simulator_is_no_page_of_the_office(app: FastAPI) -> None:
    here = {path for path in paths(app) if not path.startswith(OF_THE_DESK)}
    assert "/answer/{token}" in here
    assert here <= set(PAGES)
    assert not [path for path in here if "simulator" in path or "attachment" in path or "photo" in path]


@pytest.mark.parametrize("route", PAGES)
def test_a_guessed_address_shows_nothing(app: FastAPI, route: str) -> None:
    address, allowed = PAGES[route]
    answer = TestClient(app).get(address)
    assert answer.status_code in allowed
    assert MARK not in answer.text
    assert OWNER not in answer.text


@pytest.mark.parametrize("path", ["", "/stage", "/zhao/bubbles", "/assets/main.js"])
def test_what_is_for_the_demo_is_not_there(app: FastAPI, path: str) -> None:
    assert TestClient(app).get(f"/simulator{path}").status_code == 404


def test_the_key_of_one_screen_opens_no_other(app: FastAPI, town: Town) -> None:
    client, folder = TestClient(app), town.world.settings.data_dir
    assert client.get(f"/screen/A07/{screen.page_key(folder, 'A07')}").status_code == 200
    assert client.get(f"/screen/B02/{screen.page_key(folder, 'A07')}").status_code == 404


def test_files_of_the_data_folder_are_reached_by_no_address(app: FastAPI, town: Town) -> None:
    client = TestClient(app)
    for path in ("/attachments/", "/renda.db", "/secrets/", "/..%2frenda.db", "/screen/..%2f..%2frenda.db/x"):
        assert client.get(path).status_code == 404
