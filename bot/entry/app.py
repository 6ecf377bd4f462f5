"""The web application: the callback, the health page, the clerk's desk, and in demo mode the simulator."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from bot.checkin.page import screen_router
from bot.clock import Clock, system_clock
from bot.entry.console import add_desk, counting
from bot.entry.front import Front
from bot.entry.headers import SecurityHeaders, wanted
from bot.entry.health import health_router
from bot.entry.house import House, build
from bot.ladder.page import answer_router
from bot.reminders.bell import start_bell
from bot.reminders.feed_page import feed_router
from bot.settings import Settings
from bot.wechat.callback import callback
from bot.wechat.turns import Turns
from bot.wecom.callback import wecom_callback


def create_app(settings: Settings, *, clock: Clock = system_clock, background: bool = True) -> FastAPI:
    """The application over a new house. ``background=False``: no bell, no index build (tests drive them)."""
    return app_of(build(settings, clock), background=background)


def app_of(house: House, *, background: bool = True) -> FastAPI:
    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        stop_bell = start_bell(house.plan_and_send) if background else None
        progress = counting(house)
        if background:
            house.knowledge.start_background_build()
            house.errands.start()
            progress.start()
            progress.wake()
        yield
        if stop_bell is not None:
            stop_bell()
            house.errands.stop()
            progress.stop()
        house.close()

    app = Front(title="renda", docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)
    app.state.house = house
    https = house.settings.server.public_url.startswith("https://")
    app.add_middleware(SecurityHeaders, https=https)
    app.doors["/wechat"] = callback(house.settings, _turns(house), wanted(https=https))
    app.include_router(answer_router(house.database, house.settings, house.clock))
    if house.settings.wecom.corp_id:
        app.doors["/wecom"] = wecom_callback(house.settings, _turns(house), wanted(https=https))
    app.include_router(screen_router(house.database, house.settings, house.clock))
    app.include_router(feed_router(house.database, lambda: house.settings, house.clock))
    app.include_router(health_router(house))
    add_desk(app, house)
    return app


def _turns(house: House) -> Turns:
    return Turns(house.handle, house.late, short_text=house.short_text, begin=house.begin)
