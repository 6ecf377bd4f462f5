"""What a person does with the phone. Each returns when the platform is done with it, retries and all.

The answer is empty: what came of it is read from the transcript, as on a real phone.
"""

from __future__ import annotations

from fastapi import APIRouter, Depends, Header

from bot.simulator.inputs import (
    KeyTapped,
    PlaceSent,
    SceneScanned,
    TextSent,
    photo_body,
    refuse_other_sites,
)
from bot.simulator.phones import Phones

SAMPLE_VOICE = b"#!AMR\n" + b"\x7c" * 50  # one second in which nobody speaks


def messages(phones: Phones) -> APIRouter:
    router = APIRouter(dependencies=[Depends(refuse_other_sites)])

    @router.post("/{key}/text")
    def text(key: str, sent: TextSent) -> dict[str, str]:
        phones.platform.text(phones.follower(key), sent.text, sent.menu_id)
        return {}

    @router.post("/{key}/photo")
    def photo(
        key: str, content: bytes = Depends(photo_body), content_type: str = Header("image/jpeg")
    ) -> dict[str, str]:
        phones.platform.image(phones.follower(key), content, content_type.split(";")[0].strip().lower())
        return {}

    @router.post("/{key}/voice")
    def voice(key: str) -> dict[str, str]:
        phones.platform.voice(phones.follower(key), SAMPLE_VOICE)
        return {}

    @router.post("/{key}/location")
    def location(key: str, sent: PlaceSent) -> dict[str, str]:
        phones.platform.location(phones.follower(key), sent.latitude, sent.longitude, sent.label)
        return {}

    @router.post("/{key}/tap")
    def tap(key: str, sent: KeyTapped) -> dict[str, str]:
        phones.platform.tap(phones.follower(key), sent.key)
        return {}

    return router


def events(phones: Phones) -> APIRouter:
    router = APIRouter(dependencies=[Depends(refuse_other_sites)])

    @router.post("/{key}/follow")
    def follow(key: str) -> dict[str, str]:
        phones.follow(key)
        return {}

    @router.post("/{key}/unfollow")
    def unfollow(key: str) -> dict[str, str]:
        phones.unfollow(key)
        return {}

    @router.post("/{key}/scan")
    def scan(key: str, sent: SceneScanned) -> dict[str, str]:
        phones.scan(key, sent.scene)
        return {}

    @router.post("/happenings/{name}")
    def happen(name: str) -> dict[str, str]:
        return {"told": phones.happen(name)}

    @router.post("/{key}/resend")
    def resend(key: str) -> dict[str, str]:
        phones.resend(key)
        return {}

    return router
