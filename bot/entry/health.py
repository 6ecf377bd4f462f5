"""``GET /healthz``: 200 with the state of each part, 503 when messages cannot be taken."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from bot.entry.house import House
from bot.settings import Settings
from bot.store.tables import push


def health_router(house: House) -> APIRouter:
    router = APIRouter()

    @router.get("/healthz", include_in_schema=False)
    def healthz() -> JSONResponse:
        parts = {
            "database": _part(house.database.check),
            "wechat": _wechat(house),
            "knowledge": house.knowledge.state(),
            "outbox": _part(lambda: _outbox(house)),
        }
        takes_messages = parts["database"] == "ok" and parts["wechat"] == "ok"
        body = {"status": "ok" if takes_messages else "unavailable", **parts}
        return JSONResponse(body, status_code=200 if takes_messages else 503)

    return router


def _part(look: Callable[[], Any]) -> Any:
    try:
        seen = look()
    except SQLAlchemyError as error:
        return f"error: {type(error).__name__}"
    return "ok" if seen is None else seen


def _wechat(house: House) -> str:
    missing = missing_settings(house.settings)
    return "ok" if not missing else f"not configured: {', '.join(missing)}"


def missing_settings(settings: Settings) -> list[str]:
    """The settings without which no message can be taken, by their names in ``config.toml``."""
    wechat = settings.wechat
    needed = {"app_id": wechat.app_id, "token": wechat.token}
    if wechat.mode != "plain":
        needed["encoding_aes_key"] = wechat.encoding_aes_key
    return [f"wechat.{name}" for name, value in needed.items() if not value]


def _outbox(house: House) -> dict[str, int]:
    with house.database.read() as connection:
        rows = connection.execute(select(push.c.state, func.count()).group_by(push.c.state))
        return {row[0]: row[1] for row in rows}
