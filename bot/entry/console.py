"""Wiring of the clerk's desk: what it gets of the house."""

from __future__ import annotations

from fastapi import FastAPI
from starlette.responses import RedirectResponse

from bot.console.first_run import FirstRun
from bot.console.rooms import Rooms
from bot.console.router import desk_routes
from bot.entry.house import House


def add_desk(app: FastAPI, house: House) -> FirstRun:
    """Adds ``/desk``; ``/`` leads there. Returns what opens the page for the first account."""
    first_run = FirstRun(house.database)
    rooms = Rooms(
        database=house.database,
        settings=lambda: house.settings,
        apply=house.apply,
        clock=house.clock,
        library=house.knowledge,
        ways=house.ways,
        first_run=first_run,
        file_settings=house.file_settings,
        ring=house.errands.wake,
    )
    app.router.routes.extend(desk_routes(rooms))

    @app.get("/", include_in_schema=False)
    def door() -> RedirectResponse:
        return RedirectResponse("/desk", 303)

    app.state.first_run = first_run
    return first_run
