"""The stand-in for WeChat: what people do goes out as pushes, and what they would have seen is kept.

Synchronous and thread-safe: call it from as many threads as there are people.
"""

from __future__ import annotations

import threading
from datetime import datetime
from typing import Any

from starlette.types import ASGIApp

from bot.clock import Clock, system_clock
from bot.simulator.platform import pushes
from bot.simulator.platform.account import Account
from bot.simulator.platform.api import build_app
from bot.simulator.platform.faults import Faults
from bot.simulator.platform.push_side import PushSide
from bot.simulator.platform.records import Bubble, Delivery
from bot.simulator.platform.tokens import Tokens


class Platform(PushSide):
    def __init__(self, account: Account, callback_url: str, clock: Clock | None = None) -> None:
        super().__init__(account, callback_url, clock or system_clock)
        self.faults = Faults()
        self.tokens = Tokens(account.app_id, account.app_secret)
        self.templates: dict[str, tuple[str, ...]] = {}
        self.reports: list[threading.Thread] = []  # delivery reports on their way
        self.sent: list[dict[str, Any]] = []  # every body that the interface took, for tests
        self.guarded: dict[str, tuple[datetime, int]] = {}  # client_msg_id: taken when, under which number
        self.api_app: ASGIApp = build_app(self)

    # What people do

    def follow(self, user: str, scene: str = "") -> Delivery:
        person = self.people.get(user)
        person.following, person.followed_at, person.scene = True, self.now(), scene
        self.people.trigger(user, "follow", self.now())
        self.people.show(user, self.now(), "system", "event", "关注了公众号")
        return self._push(user, pushes.event("subscribe", **self._code(scene, "qrscene_")))

    def unfollow(self, user: str) -> Delivery:
        self.people.get(user).following = False
        self.people.show(user, self.now(), "system", "event", "取消了关注")
        return self._push(user, pushes.event("unsubscribe", EventKey=""))

    def text(self, user: str, s: str, menu_id: str = "") -> Delivery:
        """``menu_id``: of the link in a text that was tapped; a tap opens the short quota only (facts
        §4.1).
        """
        self.people.trigger(user, "tap" if menu_id else "message", self.now())
        self.people.show(user, self.now(), "user", "text", s)
        fields = {"MsgType": "text", "Content": s, **({"bizmsgmenuid": menu_id} if menu_id else {})}
        return self._message(user, fields)

    def image(self, user: str, content: bytes, mime: str = "image/jpeg") -> Delivery:
        media_id = self.material.keep(content, mime, self.now())
        self.people.trigger(user, "message", self.now())
        self.people.show(user, self.now(), "user", "image", media_id=media_id)
        address = f"http://mmbiz.qpic.cn/mmbiz_jpg/{media_id}/0"
        return self._message(user, {"MsgType": "image", "PicUrl": address, "MediaId": media_id})

    def voice(self, user: str, content: bytes) -> Delivery:
        media_id = self.material.keep(content, "audio/amr", self.now())
        self.people.trigger(user, "message", self.now())
        self.people.show(user, self.now(), "user", "voice", media_id=media_id)
        fields = {"MsgType": "voice", "MediaId": media_id, "Format": "amr", "MediaId16K": f"{media_id}_16k"}
        return self._message(user, fields)

    def location(self, user: str, lat: float, lon: float, label: str = "") -> Delivery:
        self.people.trigger(user, "message", self.now())
        self.people.show(user, self.now(), "user", "location", label, latitude=lat, longitude=lon)
        return self._message(user, pushes.location(lat, lon, label))

    def scan(self, user: str, scene: str) -> Delivery:
        """Somebody who does not follow yet follows by scanning."""
        if not self.people.get(user).following:
            return self.follow(user, scene)
        self.people.trigger(user, "scan", self.now())
        self.people.show(user, self.now(), "system", "event", f"扫了二维码 {scene}")
        return self._push(user, pushes.event("SCAN", **self._code(scene, "")))

    def tap(self, user: str, key: str) -> Delivery:
        """A menu button, by its key or, for a view button, by its address."""
        button = self.material.button(key)
        self.people.show(user, self.now(), "system", "event", f"点了菜单 {(button or {}).get('name', key)}")
        if button is not None and button.get("type") == "view":
            return self._push(user, pushes.event("VIEW", EventKey=key, MenuId=432100001))
        self.people.trigger(user, "tap", self.now())
        return self._push(user, pushes.event("CLICK", EventKey=key))

    def send_raw(self, user: str, xml_fields: dict[str, Any]) -> Delivery:
        """Any fields at all; the common ones are added where they are missing."""
        return self._deliver(user, {**self._common(user), **xml_fields})

    def resend_last(self, user: str) -> Delivery:
        """The same message again, as after an answer that got lost on the way."""
        return self._deliver(user, self._last[user])

    # What can be seen

    def transcript(self, user: str, since: int = 0) -> list[Bubble]:
        return self.people.transcript(user, since)

    def media(self, media_id: str) -> tuple[bytes, str]:
        """Raises KeyError when it is not known or older than three days."""
        return self.material.get(media_id, self.now())

    def menu(self) -> dict[str, Any] | None:
        return self.material.menu

    def users(self) -> list[str]:
        return self.people.names()

    def verify_url(self) -> bool:
        return self.postman.verify_url(self.now())

    def rotate_key(self, new_key: str) -> None:
        self.postman.rotate(new_key)
