"""``GET /answer/…``: the finished answer behind a signed link, as a plain page for a phone."""

from __future__ import annotations

import html
from datetime import datetime

from fastapi import APIRouter
from fastapi.responses import HTMLResponse
from sqlalchemy import select

from bot.clock import Clock
from bot.ladder import links
from bot.settings import Settings
from bot.store.database import Database
from bot.store.tables import slow_turn
from bot.texts import ladder as texts

REFRESH_SECONDS = 5

_PAGE = """<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
{refresh}<title>{title}</title><style>
body{{margin:0;background:#f6f6f4;color:#1d1d1b;font:18px/1.8 system-ui,sans-serif}}
main{{max-width:40em;margin:0 auto;padding:1.2em 1.2em 3em;background:#fff;min-height:100vh}}
h1{{font-size:1.1em;border-bottom:1px solid #ddd;padding-bottom:.5em}}
p{{white-space:pre-wrap;overflow-wrap:anywhere}}
</style></head><body><main><h1>{title}</h1><p>{text}</p></main></body></html>"""


def answer_router(database: Database, settings: Settings, clock: Clock) -> APIRouter:
    router = APIRouter()

    @router.get("/answer/{token}", include_in_schema=False)
    def answer(token: str) -> HTMLResponse:
        now: datetime = clock()
        try:
            identifier = links.verify(settings.data_dir, token, now)
        except links.LinkExpired:
            return _page(texts.EXPIRED, 410)
        if identifier is None:
            return _page(texts.UNKNOWN, 404)
        with database.read() as connection:
            row = connection.execute(
                select(slow_turn.c.text, slow_turn.c.ready_at).where(slow_turn.c.id == identifier)
            ).one_or_none()
        if row is None:
            return _page(texts.EXPIRED, 410)
        if row.ready_at is None:
            return _page(texts.NOT_YET, 200, refresh=True)
        return _page(row.text, 200)

    return router


def _page(text: str, status: int, *, refresh: bool = False) -> HTMLResponse:
    again = f'<meta http-equiv="refresh" content="{REFRESH_SECONDS}">' if refresh else ""
    body = _PAGE.format(refresh=again, title=html.escape(texts.TITLE), text=html.escape(text))
    return HTMLResponse(body, status, headers={"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"})
