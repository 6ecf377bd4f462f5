"""Wiring of the clerk's desk: what it gets of the house."""

from __future__ import annotations

from fastapi import FastAPI
from starlette.responses import RedirectResponse

from bot.console.first_run import FirstRun
from bot.console.pages.reading import reading_router
from bot.console.progress import count_ahead
from bot.console.record_forms import RecordForms
from bot.console.rooms import Rooms
from bot.console.router import desk_routes
from bot.entry.desk_library import DeskLibrary
from bot.entry.errands import Errand
from bot.entry.house import House
from handlers.entry_card import FLOWS, questions_of
from handlers.five_ones import FIVE_ONES
from handlers.grid_registration import GRID_REGISTRATION
from handlers.home_visit import HOME_VISIT
from handlers.pledge import PLEDGE
from handlers.problem import PROBLEM
from handlers.reception import RECEPTION
from handlers.study import STUDY

FOR_A_DEPUTY = (HOME_VISIT, RECEPTION, FIVE_ONES, PROBLEM, GRID_REGISTRATION, STUDY, PLEDGE)


COUNT_EVERY_SECONDS = 900  # costs nothing where nothing was written


def counting(house: House) -> Errand:
    """Keeps this year's counts ready: at 100,000 entries the first after a start takes half a second."""
    return Errand(
        "progress",
        lambda: count_ahead(house.database, house.settings, house.clock().year),
        COUNT_EVERY_SECONDS,
    )


def add_desk(app: FastAPI, house: House) -> FirstRun:
    """Adds ``/desk``, to which ``/`` leads, and ``/law`` for everybody.

    Returns what opens the page for the first account.
    """
    first_run = FirstRun(house.database)
    library = DeskLibrary(house.knowledge, house.settings.office.province)
    rooms = Rooms(
        database=house.database,
        settings=lambda: house.settings,
        apply=house.apply,
        clock=house.clock,
        library=library,
        ways=house.ways,
        first_run=first_run,
        file_settings=house.file_settings,
        forms=RecordForms({flow.name: flow for flow in FOR_A_DEPUTY}, questions_of, frozenset(FLOWS)),
        ring=house.errands.wake,
    )
    app.router.routes.extend(desk_routes(rooms))
    app.include_router(reading_router(library, house.clock, lambda: house.settings.office.name))

    @app.get("/", include_in_schema=False)
    def door() -> RedirectResponse:
        return RedirectResponse("/desk", 303)

    app.state.first_run = first_run
    return first_run
