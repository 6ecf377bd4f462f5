"""The chat page and what it reads; what it does is in ``actions``.

The endpoints only drive the stand-in platform, which posts to the real callback; none touches the ledger.
"""

from __future__ import annotations

import secrets
from typing import Any

from fastapi import APIRouter, HTTPException, Response

from bot.simulator import actions, page, view
from bot.simulator.phones import Phones
from bot.simulator.platform import Platform
from bot.simulator.sample_photo import sample_photo
from bot.simulator.stage import Stage


def simulator_router(platform: Platform, stage: Stage) -> APIRouter:
    """``GET /simulator`` and all that its page calls. For the demo only: whoever reaches it is everybody."""
    phones = Phones(platform, stage)
    router = APIRouter()
    for part in (_files(platform), _reads(phones), actions.messages(phones), actions.events(phones)):
        router.include_router(part, prefix="/simulator", include_in_schema=False)
    return router


def _files(platform: Platform) -> APIRouter:
    router = APIRouter()
    router.add_api_route("", page.page, methods=["GET"])
    router.add_api_route("/assets/{name}", page.asset, methods=["GET"])

    @router.get("/sample-photo")
    def ready_photo() -> Response:
        return page.picture(sample_photo(), "image/jpeg")

    @router.get("/media/{media_id}")
    def media(media_id: str) -> Response:
        try:
            content, mime = platform.media(media_id)
        except LookupError as error:
            raise HTTPException(404, "照片已经没有了。") from error
        return page.picture(content, mime)

    return router


def _reads(phones: Phones) -> APIRouter:
    router = APIRouter()
    platform, stage = phones.platform, phones.stage
    epoch = secrets.token_hex(4)  # tells an open page that the server, and with it the transcript, is new

    @router.get("/stage")
    def shown_stage() -> dict[str, Any]:
        return view.stage_json(stage)

    @router.get("/{key}/tries")
    def tries(key: str) -> list[dict[str, str]]:
        return view.tries_json(phones.person(key))

    @router.get("/{key}/bubbles")
    def bubbles(key: str, after: int = 0) -> dict[str, Any]:
        person = phones.person(key)
        new = [view.bubble_json(it, stage.card) for it in platform.transcript(person.openid, after)]
        return {
            "epoch": epoch,
            "bubbles": new,
            "following": phones.follows(person),
            "menu": view.buttons(platform.menu()) or list(stage.menu),
            "latest": {it.key: view.received(platform.transcript(it.openid)) for it in stage.people},
        }

    return router
