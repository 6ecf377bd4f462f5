"""Temporary material: what people sent, and what the account uploads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import Response

from bot.simulator.platform.api import Answer, Call, error

if TYPE_CHECKING:
    from bot.simulator.platform.platform import Platform

_MAX_BYTES = {"image": 10 * 1024 * 1024, "voice": 2 * 1024 * 1024, "video": 10 * 1024 * 1024, "thumb": 65536}
_SUFFIX = {"image/jpeg": "jpg", "image/png": "png", "image/gif": "gif", "audio/amr": "amr"}


def upload(platform: Platform, call: Call) -> Answer:
    kind = call.query.get("type", "")
    if kind not in _MAX_BYTES:
        return error(40004, "invalid media type")
    if "media" not in call.form:
        return error(41005, "media data missing")
    content, mime = call.form["media"]
    if not content:
        return error(44001, "empty media data")
    if len(content) > _MAX_BYTES[kind]:
        return error(40009 if kind == "image" else 40006, "invalid media size")
    media_id = platform.material.keep(content, mime or "application/octet-stream", platform.now())
    return {"type": kind, "media_id": media_id, "created_at": int(platform.now().timestamp())}


def get(platform: Platform, call: Call) -> Answer:
    media_id = call.query.get("media_id", "")
    try:
        content, mime = platform.material.get(media_id, platform.now())
    except KeyError:
        return error(40007, "invalid media_id")
    name = f'attachment; filename="{media_id}.{_SUFFIX.get(mime, "bin")}"'
    return Response(content, media_type=mime, headers={"Content-disposition": name})


ROUTES = [("POST", "/cgi-bin/media/upload", upload), ("GET", "/cgi-bin/media/get", get)]
