"""Every route × every role × her own township and another's: what is not allowed is refused.

A route without a right cannot be written (``may`` has no default); a route with an id in its path that this
file does not know fails here, so that nobody forgets the neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from fastapi import FastAPI
from sqlalchemy import select
from starlette.routing import Route

from bot.console.access import OPEN, ROLES, TECHNICIAN
from bot.console.router import MODULES
from bot.console.routing import DeskRoute
from bot.entry.house import House
from bot.store.tables import account, entry, metadata
from bot.texts import console as texts
from tests.console.town import NAMES, OTHER, OTHERS_WORD, OWN
from tests.console.visitor import Visitor

ROUTES = [route for module in MODULES for route in module.PAGES.routes]
PARAMETER = re.compile(r"\{(\w+)(?::\w+)?\}")


def _number(house: House, township_id: str) -> str:
    """One that the other township has and this one has not: numbers begin anew in each."""
    query = select(entry.c.number).where(entry.c.township_id == township_id).order_by(entry.c.id)
    with house.database.read() as connection:
        return str(connection.scalars(query).first())


def _account(house: House, name: str) -> str:
    with house.database.read() as connection:
        return str(connection.scalar(select(account.c.id).where(account.c.name == name)))


# What stands in a path, by its name there: (of this township, of the other). Add a line for a new one.
IDS: dict[str, Callable[[House, str], str]] = {
    "name": lambda _house, _key: "desk.css",
    "path": lambda _house, _key: "office.phone",
    "number": _number,
    "account_id": lambda house, key: _account(house, "zhou" if key == OWN else "lin"),
    "occasion": lambda _house, _key: "new",
    "item": lambda _house, _key: "hear_opinion",
    "stage": lambda _house, _key: "accepted",
    "push_id": lambda _house, key: f"{key}-push",
    "picture": lambda _house, _key: "matrix",
    "photo_id": lambda _house, _key: "none",
    "form": lambda _house, _key: "csv",
    "person_id": lambda _house, key: f"{key}-p1",
    "station_id": lambda _house, key: f"{key}-s1",
    "grid_id": lambda _house, key: f"{key}-g1",
    "duty_id": lambda _house, key: f"{key}-d1",
    "document": lambda _house, _key: "doc:000000000000",
    "gap_id": lambda _house, key: f"{key}-gap",
}
# Not of any township: the same for everybody who may open them at all.
OF_NO_TOWNSHIP = {"picture", "document", "form", "name", "path", "account_id", "stage", "occasion", "item"}


def _path(route: DeskRoute, house: House, township_id: str) -> str:
    missing = set(PARAMETER.findall(route.path)) - set(IDS)
    assert not missing, f"{route.path}: tell tests/console/test_rights.py what {missing} may be"
    return PARAMETER.sub(lambda found: IDS[found[1]](house, township_id), route.path)


def _named(route: DeskRoute) -> str:
    return f"{route.method} {route.path}"


def test_every_route_under_desk_is_a_declared_one(app: FastAPI) -> None:
    routes = [it for it in app.router.routes if isinstance(it, Route) and it.path.startswith("/desk")]
    assert len(routes) == len(ROUTES)
    assert all(hasattr(it, "desk_route") for it in routes)


@pytest.mark.parametrize("route", ROUTES, ids=_named)
def test_nobody_without_a_log_in_and_no_role_without_the_right(
    route: DeskRoute, app: FastAPI, house: House
) -> None:
    path = _path(route, house, OWN)
    outsider = Visitor(app)
    outsider.get("/desk/log-in")
    asked = outsider.get(path) if route.method == "GET" else outsider.send(path)
    if route.may is not OPEN:
        assert asked.status_code == 303
        assert asked.headers["location"].startswith("/desk/log-in")
    for role in ROLES:
        visitor = Visitor(app)
        visitor.enter(NAMES[role])
        answer = visitor.get(path) if route.method == "GET" else visitor.send(path)
        if route.may.held_by([role]):
            assert texts.NOT_ALLOWED not in answer.text, (role, path)
            assert answer.status_code < 500, (role, path)
        else:
            assert answer.status_code == 403, (role, path)


@pytest.mark.parametrize(
    "route", [it for it in ROUTES if set(PARAMETER.findall(it.path)) - OF_NO_TOWNSHIP], ids=_named
)
def test_the_neighbours_are_not_there(route: DeskRoute, app: FastAPI, house: House) -> None:
    """With an id of the other township: as if it did not exist, whatever the role."""
    for role in ROLES:
        if not route.may.held_by([role]) or role == TECHNICIAN:
            continue
        visitor = Visitor(app)
        visitor.enter(NAMES[role])
        path = _path(route, house, OTHER)
        answer = visitor.get(path) if route.method == "GET" else visitor.send(path, {"reason": "x"})
        if "number" not in PARAMETER.findall(route.path):  # numbers begin anew in each township
            assert answer.status_code == 404, (role, path)
        assert OTHERS_WORD not in answer.text


@pytest.mark.parametrize("route", [it for it in ROUTES if it.method == "GET"], ids=_named)
def test_no_page_names_the_neighbours(route: DeskRoute, app: FastAPI, house: House) -> None:
    for role in ROLES:
        visitor = Visitor(app)
        visitor.enter(NAMES[role])
        assert OTHERS_WORD not in visitor.get(_path(route, house, OWN)).text


@pytest.mark.parametrize("route", [it for it in ROUTES if it.method == "POST"], ids=_named)
def test_no_form_without_its_token(route: DeskRoute, app: FastAPI, house: House) -> None:
    """No token, a wrong one, somebody else's, and one sent by another site's page: nothing is written."""
    role = next(role for role in ROLES if not route.may.roles or role in route.may.roles)
    visitor, other = Visitor(app), Visitor(app)
    visitor.enter(NAMES[role])
    other.enter("both")
    path, before = _path(route, house, OWN), _written(house)
    for token in ("", "0" * 40, other.token):
        visitor.send(path, {"reason": "x", "value": "1"}, token=token)
    visitor.send(path, headers={"Sec-Fetch-Site": "cross-site"})
    assert _written(house) == before


def _written(house: House) -> list[tuple[object, ...]]:
    """All that a form may have changed: every row but those of sessions, which a refusal touches too."""
    with house.database.read() as connection:
        tables = [table for table in metadata.sorted_tables if table.name != "desk_session"]
        return [tuple(row) for table in tables for row in connection.execute(select(table))]
