"""The calendar feed over HTTP: what a telephone or an office calendar subscribes to."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter, HTTPException, Response

from bot.clock import Clock
from bot.errors import Refused
from bot.reminders.feed import read_feed
from bot.settings import Settings
from bot.store.database import Database

CALENDAR = "text/calendar; charset=utf-8"


def feed_router(database: Database, settings: Callable[[], Settings], clock: Clock) -> APIRouter:
    """A wrong signature and a township that does not exist look the same: nothing can be guessed from it.

    ``settings``: those in force now; the desk may have changed them since the start.
    """
    router = APIRouter()

    @router.get("/calendar/{township_id}/{signature}.ics")
    def feed(township_id: str, signature: str) -> Response:
        try:
            with database.read() as connection:
                content = read_feed(connection, settings(), township_id, signature, clock())
        except Refused as refused:
            raise HTTPException(404, refused.text) from None
        return Response(content, media_type=CALENDAR)

    return router
