"""The half of the stand-in that writes to us: its clock, its people, each push on its way to the callback."""

from __future__ import annotations

import itertools
import secrets
import threading
from datetime import datetime, timedelta
from typing import Any

from bot.clock import Clock
from bot.simulator.platform import pushes
from bot.simulator.platform.account import Account
from bot.simulator.platform.followers import Followers
from bot.simulator.platform.material import Material
from bot.simulator.platform.postman import AGENT_ID, Postman
from bot.simulator.platform.records import FAULT_NOTICE, Bubble, Delivery

FIRST_MESSAGE_ID = 24850000000000000


class PushSide:
    def __init__(self, account: Account, callback_url: str, clock: Clock) -> None:
        self._clock, self._offset = clock, timedelta()
        self.postman = Postman(account, callback_url)
        self.people = Followers()
        self.material = Material()
        # A restarted stand-in must not repeat a MsgId: the bot would give the old reply, as for a resend.
        self._ids = itertools.count(secrets.randbelow(10**9) * 1000)
        self._last: dict[str, dict[str, Any]] = {}
        self._lock = threading.Lock()

    @property
    def account(self) -> Account:
        return self.postman.account

    def now(self) -> datetime:
        return self._clock() + self._offset

    def advance(self, **delta: float) -> None:
        """Moves the platform's clock: ``advance(hours=49)``."""
        self._offset += timedelta(**delta)

    def _common(self, user: str) -> dict[str, Any]:
        created, wecom = int(self.now().timestamp()), self.account.mode == "wecom"
        ours = self.account.app_id if wecom else self.account.account_id
        fields = {"ToUserName": ours, "FromUserName": user, "CreateTime": created}
        return {**fields, "AgentID": AGENT_ID} if wecom else fields

    def _code(self, scene: str, prefix: str) -> dict[str, str]:
        if not scene:
            return {"EventKey": ""}
        return {"EventKey": prefix + scene, "Ticket": self.material.ticket_of(scene)}

    def _message(self, user: str, fields: dict[str, Any]) -> Delivery:
        return self._push(user, {**fields, "MsgId": FIRST_MESSAGE_ID + next(self._ids)})

    def _push(self, user: str, fields: dict[str, Any]) -> Delivery:
        whole = {**self._common(user), **fields}
        with self._lock:
            self._last[user] = whole
        return self._deliver(user, whole)

    def _deliver(self, user: str, fields: dict[str, Any]) -> Delivery:
        history, verdict = self.postman.carry(fields, self.now())
        seen: list[Bubble] = []
        body = pushes.to_xml(fields)
        if verdict.problem:
            # An event is nothing that the person did knowingly: she sees no notice for it.
            if fields.get("MsgType") != "event" or fields.get("Event") in ("CLICK", "SCAN", "subscribe"):
                seen.append(self.people.show(user, self.now(), "system", "notice", FAULT_NOTICE))
            return Delivery(body, tuple(history), "", tuple(seen), verdict.problem)
        if verdict.text:
            shown = self.people.show(
                user, self.now(), "account", "text", verdict.text, media_id=verdict.media_id
            )
            seen.append(shown)
        return Delivery(body, tuple(history), verdict.text, tuple(seen))
