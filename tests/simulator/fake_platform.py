"""A hand-made stand-in for the stand-in: remembers calls, answers with an echo, knows no network."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.clock import SHANGHAI

START = datetime(2026, 11, 9, 8, 0, tzinfo=SHANGHAI)


@dataclass(frozen=True)
class Bubble:
    seq: int
    at: datetime
    who: str
    kind: str
    text: str = ""
    media_id: str = ""


class FakePlatform:
    def __init__(self) -> None:
        self.calls: list[tuple[Any, ...]] = []
        self.answer = "收到:{}"
        self.published: dict[str, Any] | None = None
        self._said: dict[str, list[Bubble]] = {}
        self._media: dict[str, tuple[bytes, str]] = {}

    def add(self, user: str, who: str, kind: str, text: str = "", media_id: str = "") -> None:
        said = self._said.setdefault(user, [])
        at = START + timedelta(minutes=len(said))
        said.append(Bubble(len(said) + 1, at, who, kind, text, media_id))

    def follow(self, user: str, scene: str = "") -> None:
        self.calls.append(("follow", user, scene))
        self.add(user, "system", "event", "你关注了公众号")
        self.add(user, "account", "text", "欢迎")

    def unfollow(self, user: str) -> None:
        self.calls.append(("unfollow", user))
        self.add(user, "system", "event", "你取消了关注")

    def text(self, user: str, text: str) -> None:
        self.calls.append(("text", user, text))
        self.add(user, "user", "text", text)
        self.add(user, "account", "text", self.answer.format(text))

    def image(self, user: str, content: bytes, mime: str) -> None:
        self.calls.append(("image", user, mime))
        self._media["m1"] = (content, mime)
        self.add(user, "user", "image", "", "m1")

    def location(self, user: str, latitude: float, longitude: float, label: str) -> None:
        self.calls.append(("location", user, latitude, longitude, label))
        self.add(user, "user", "location", label)

    def scan(self, user: str, scene: str) -> None:
        self.calls.append(("scan", user, scene))

    def tap(self, user: str, key: str) -> None:
        self.calls.append(("tap", user, key))

    def resend_last(self, user: str) -> None:
        self.calls.append(("resend_last", user))
        if user not in self._said:
            raise LookupError(user)

    def transcript(self, user: str) -> list[Bubble]:
        return list(self._said.get(user, []))

    def media(self, media_id: str) -> tuple[bytes, str]:
        return self._media[media_id]

    def menu(self) -> dict[str, Any] | None:
        return self.published
