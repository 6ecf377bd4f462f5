"""What the chat page may send, and the two checks that stand before it."""

from __future__ import annotations

from fastapi import Header, HTTPException, Request
from pydantic import BaseModel, Field

MAX_PHOTO_BYTES = 20 * 1024 * 1024  # above the bot's own limit, so that the bot's refusal can be seen
MAX_TEXT_CHARS = 6000  # issue: 5,000 characters must end in a clear sentence, so they must get through


class TextSent(BaseModel):
    text: str = Field(min_length=1, max_length=MAX_TEXT_CHARS)
    menu_id: str = Field("", max_length=64)  # of the link that was tapped, empty when typed


class PlaceSent(BaseModel):
    latitude: float = Field(ge=-90, le=90)
    longitude: float = Field(ge=-180, le=180)
    label: str = Field("", max_length=64)


class SceneScanned(BaseModel):
    scene: str = Field(min_length=1, max_length=64)


class KeyTapped(BaseModel):
    key: str = Field(min_length=1, max_length=128)


def refuse_other_sites(sec_fetch_site: str = Header("")) -> None:
    """A page elsewhere must not press the buttons of a demo that runs on the visitor's machine."""
    if sec_fetch_site not in ("", "same-origin", "none"):
        raise HTTPException(403, "请在演示页面里操作。")


async def photo_body(request: Request) -> bytes:
    taken = bytearray()
    async for piece in request.stream():
        taken += piece
        if len(taken) > MAX_PHOTO_BYTES:
            raise HTTPException(413, "这张照片太大了,请换一张小一点的。")
    if not taken:
        raise HTTPException(400, "这张照片是空的,请换一张。")
    return bytes(taken)
