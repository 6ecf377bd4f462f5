"""Two pages: a station's screen with its changing code, and the picture of an electronic deputy card."""

from __future__ import annotations

import html
import io

import segno
from fastapi import APIRouter, HTTPException, Response
from sqlalchemy import select

from bot.checkin import screen
from bot.clock import Clock
from bot.scenes import card_scene, screen_scene
from bot.settings import Settings
from bot.store.database import Database
from bot.store.tables import station
from bot.texts import checkin as texts

RELOAD_SECONDS = 10
NOT_KEPT = {"Cache-Control": "no-store"}


def screen_router(database: Database, settings: Settings, clock: Clock) -> APIRouter:
    router = APIRouter()

    @router.get("/screen/{code}/{key}")
    def station_screen(code: str, key: str) -> Response:
        with database.read() as connection:
            row = connection.execute(
                select(station.c.id, station.c.code, station.c.name).where(
                    station.c.code == code.upper(), station.c.active
                )
            ).all()
        mine = next((each for each in row if screen.page_key(settings.data_dir, each.id) == key), None)
        if mine is None:
            raise HTTPException(404)
        digits = screen.code_at(settings.data_dir, mine.id, clock())
        picture = _svg(screen_scene(mine.code, digits))
        body = texts.screen_page(html.escape(mine.name), mine.code, digits, picture, RELOAD_SECONDS)
        return Response(body, media_type="text/html; charset=utf-8", headers=NOT_KEPT)

    @router.get("/card/{code}.svg")
    def deputy_card(code: str) -> Response:
        """The picture says nothing but the digits in its own address: it needs no look into the database."""
        if not (code.isascii() and code.isdigit() and len(code) == screen.DIGITS):
            raise HTTPException(404)
        return Response(_svg(card_scene(code)), media_type="image/svg+xml", headers=NOT_KEPT)

    return router


def _svg(content: str) -> str:
    out = io.BytesIO()
    segno.make(content, error="m").save(out, kind="svg", scale=10, border=3, xmldecl=False)
    return out.getvalue().decode()
