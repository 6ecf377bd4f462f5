"""All routes of the desk, in one explicit list. A new page is a module with ``PAGES`` and a line here."""

from __future__ import annotations

from types import ModuleType

from starlette.routing import Route

from bot.console.areas import AREAS
from bot.console.pages import (
    account,
    accounts,
    entries,
    first,
    help,
    ledgers,
    ledgers_correct,
    ledgers_enter,
    ledgers_export,
    log_in,
    occasions,
    problems,
    progress,
    settings,
    static,
    today,
    trail,
    wording,
)
from bot.console.rooms import Rooms
from bot.console.serve import starlette_routes

MODULES: tuple[ModuleType, ...] = (
    static,
    log_in,
    first,
    today,
    problems,
    ledgers,
    ledgers_export,
    ledgers_enter,
    ledgers_correct,
    entries,
    progress,
    *AREAS,
    occasions,
    wording,
    settings,
    accounts,
    trail,
    account,
    help,
)


def desk_routes(rooms: Rooms) -> list[Route]:
    declared = [route for module in MODULES for route in module.PAGES.routes]
    rooms.paths = frozenset(route.path for route in declared if route.method == "GET")
    return starlette_routes(declared, rooms)
