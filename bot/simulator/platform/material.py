"""What the stand-in keeps for the account: photos for three days, the menu, the parametric codes."""

from __future__ import annotations

import hashlib
import itertools
import threading
from datetime import datetime, timedelta
from typing import Any

LIFE = timedelta(days=3)


class Material:
    def __init__(self) -> None:
        self.menu: dict[str, Any] | None = None
        self.scene_of: dict[str, str] = {}  # ticket -> scene
        self._kept: dict[str, tuple[bytes, str, datetime]] = {}
        self._numbers = itertools.count(1)
        self._lock = threading.Lock()

    def keep(self, content: bytes, mime: str, now: datetime) -> str:
        with self._lock:
            digest = hashlib.sha256(content).hexdigest()[:12]
            media_id = f"media_{next(self._numbers)}_{digest}"
            self._kept[media_id] = (content, mime, now + LIFE)
            return media_id

    def get(self, media_id: str, now: datetime) -> tuple[bytes, str]:
        """Raises KeyError."""
        content, mime, until = self._kept[media_id.removesuffix("_16k")]
        if until <= now:
            raise KeyError(media_id)
        return content, mime

    def ticket_of(self, scene: str) -> str:
        ticket = "gQ" + hashlib.sha256(scene.encode()).hexdigest()[:40]
        self.scene_of[ticket] = scene
        return ticket

    def button(self, key: str) -> dict[str, Any] | None:
        """The menu's button with this key or address."""
        for column in (self.menu or {}).get("button", []):
            for button in column.get("sub_button") or [column]:
                if key in (button.get("key"), button.get("url")):
                    found: dict[str, Any] = button
                    return found
        return None


def menu_problem(menu: dict[str, Any]) -> int:
    """0, or the error number of facts §4.7."""
    columns = menu.get("button")
    if not isinstance(columns, list) or not 1 <= len(columns) <= 3:
        return 40016
    for column in columns:
        if not 1 <= len(str(column.get("name", "")).encode()) <= 16:
            return 40018
        rows = column.get("sub_button") or []
        if len(rows) > 5:
            return 40017
        for button in rows or [column]:
            if problem := _button_problem(button, nested=bool(rows)):
                return problem
    return 0


def _button_problem(button: dict[str, Any], *, nested: bool) -> int:
    if nested and not 1 <= len(str(button.get("name", "")).encode()) <= 60:
        return 40025
    kind = button.get("type")
    if kind in ("click", "scancode_push", "scancode_waitmsg", "pic_sysphoto", "pic_photo_or_album"):
        return 0 if 1 <= len(str(button.get("key", "")).encode()) <= 128 else 40019
    if kind in ("pic_weixin", "location_select"):
        return 0 if 1 <= len(str(button.get("key", "")).encode()) <= 128 else 40019
    if kind in ("view", "miniprogram"):
        return 0 if 1 <= len(str(button.get("url", "")).encode()) <= 1024 else 40020
    return 40015
