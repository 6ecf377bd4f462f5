"""A hand-made stand-in for the stand-in: remembers calls, answers with an echo, knows no network."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from bot.clock import SHANGHAI
from bot.simulator.platform import Bubble

START = datetime(2026, 11, 9, 8, 0, tzinfo=SHANGHAI)


class FakePlatform:
    def __init__(self) -> None:
        self.calls: list[tuple[Any, ...]] = []
        self.published: dict[str, Any] | None = None
        self.kept: dict[str, tuple[bytes, str]] = {}
        self._bubbles: list[tuple[str, Bubble]] = []

    def show(self, user: str, who: str, kind: str, text: str = "", **more: Any) -> None:
        at = START + timedelta(minutes=len(self._bubbles))
        self._bubbles.append((user, Bubble(len(self._bubbles) + 1, at, who, kind, text, **more)))

    def follow(self, user: str, scene: str = "") -> None:
        self.calls.append(("follow", user, scene))
        self.show(user, "system", "event", "关注了公众号")
        self.show(user, "account", "text", "欢迎")

    def unfollow(self, user: str) -> None:
        self.calls.append(("unfollow", user))

    def text(self, user: str, text: str, menu_id: str = "") -> None:
        self.calls.append(("text", user, text, menu_id))
        self.show(user, "user", "text", text)
        self.show(user, "account", "text", f"收到:{text}")

    def image(self, user: str, content: bytes, mime: str) -> None:
        self.calls.append(("image", user, len(content), mime))
        self.kept["m1"] = (content, mime)
        self.show(user, "user", "image", media_id="m1")

    def voice(self, user: str, content: bytes) -> None:
        self.calls.append(("voice", user, content[:6]))

    def location(self, user: str, latitude: float, longitude: float, label: str) -> None:
        self.calls.append(("location", user, latitude, longitude, label))
        self.show(user, "user", "location", label, latitude=latitude, longitude=longitude)

    def scan(self, user: str, scene: str) -> None:
        self.calls.append(("scan", user, scene))

    def tap(self, user: str, key: str) -> None:
        self.calls.append(("tap", user, key))

    def resend_last(self, user: str) -> None:
        if not any(call[1] == user for call in self.calls):
            raise KeyError(user)
        self.calls.append(("resend_last", user))

    def transcript(self, user: str, since: int = 0) -> list[Bubble]:
        return [bubble for whose, bubble in self._bubbles if whose == user and bubble.seq > since]

    def media(self, media_id: str) -> tuple[bytes, str]:
        return self.kept[media_id]

    def menu(self) -> dict[str, Any] | None:
        return self.published
