"""Whoever is shown a person is on the trail: derived from the routes, so that none is forgotten."""

from __future__ import annotations

import html
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import func, select

from bot.console.access import CLERK, OPEN, ROLES, TECHNICIAN
from bot.console.routing import DeskRoute
from bot.entry.house import House
from bot.store.tables import audit
from tests.console.test_rights import ROUTES, _named, _number, _path
from tests.console.town import NAMES, OWN
from tests.console.visitor import Visitor

# Deputies, whom and what residents told, a question as it was asked: no page shows one of them unseen.
PERSONAL = ("张三", "李四", "赵五", "陈大爷", "1380000000", "村里的公示栏归谁管")
ROSTER = "姓名,身份,电话,联络站,网格,状态\n赵五,代表,13800000009,A02,G2,\n"
# What a form has to be sent so that its answer is a page with persons, and what the file is.
SENT: dict[str, dict[str, Any]] = {
    "/desk/entries/new": {"kind": "home_visit", "deputy": f"{OWN}-p1"},
    "/desk/persons/codes": {"again": "1"},
    "/desk/pushes/preview": {"text": "明天九点开会。", "to": "张三"},
    "/desk/entries/{number}/correct": {"content": ""},
    "/desk/library/answers": {"gap": f"{OWN}-gap", "title": "村里的公示栏归谁管?"},
}
SHOWING_FORMS = {
    "/desk/entries/new",
    "/desk/entries/{number}/correct",
    "/desk/library/answers",
    "/desk/persons/codes",
    "/desk/persons/import",
    "/desk/persons/{person_id}/code",
    "/desk/pushes/preview",
}


def _views(house: House) -> int:
    with house.database.read() as connection:
        found = connection.scalar(
            select(func.count()).select_from(audit).where(audit.c.action.in_(("view", "ledger_export")))
        )
    return int(found or 0)


def _asked(visitor: Visitor, route: DeskRoute, path: str) -> str:
    """The text of the answer; empty for a redirect, which shows nothing yet."""
    if route.method == "GET":
        query = {"question": f"{OWN}-gap"} if path == "/desk/library/answers/new" else {}
        answer = visitor.get(path, **query)
    else:
        files = {"file": ("roster.csv", ROSTER.encode("utf-8-sig"), "text/csv")} if route.upload else None
        answer = visitor.send(path, SENT.get(route.path, {}), files=files)
    return html.unescape(answer.text) if answer.status_code in (200, 400) else ""


# Templates of the roster hold the names of a sample; everything else that is not open is asked.
ASKED = [it for it in ROUTES if it.may is not OPEN and "/template." not in it.path]


@pytest.mark.parametrize("route", ASKED, ids=_named)
def test_whoever_is_shown_a_person_is_on_the_trail(route: DeskRoute, app: FastAPI, house: House) -> None:
    for role in ROLES:
        if not route.may.held_by([role]):
            continue
        visitor = Visitor(app)
        visitor.enter(NAMES[role])
        before = _views(house)
        path = _path(route, house, OWN)
        if "{number}" in route.path:  # one that a form of ours wrote
            path = path.replace(_number(house, OWN), "ZF-2026-0001")
        text = _asked(visitor, route, path)
        shows = any(word in text for word in PERSONAL)
        assert not shows or _views(house) > before, (role, route.path)
        assert not shows or role != TECHNICIAN, "the technician looks after accounts, not after records"
        if role == CLERK and route.method == "POST":
            assert shows == (route.path in SHOWING_FORMS), route.path


def test_a_route_that_says_it_shows_persons_always_writes_the_line(app: FastAPI, house: House) -> None:
    visitor = Visitor(app)
    visitor.enter(NAMES[CLERK])
    for route in ROUTES:
        if not route.shows or not route.may.held_by([CLERK]) or route.method != "GET":
            continue
        before = _views(house)
        if visitor.get(_path(route, house, OWN)).status_code == 200:
            assert _views(house) > before, route.path
