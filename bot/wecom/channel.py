"""WeCom as a channel: application messages, at any time, to members in the application's visible range."""

from __future__ import annotations

import logging

from bot.channels import Media
from bot.messages import Outcome, Push, Reply
from bot.settings import Settings
from bot.wechat import media, render
from bot.wechat.error_codes import ApiFailed
from bot.wecom.api import WeComClient

log = logging.getLogger(__name__)
NOT_VISIBLE = 81013
DUPLICATE_SECONDS = 1800  # WeCom drops the same text to the same member within this time
_MB = 1024 * 1024


class WeComChannel:
    """Implements :class:`bot.channels.Channel`."""

    name = "wecom"

    def __init__(self, settings: Settings, client: WeComClient | None = None) -> None:
        self._agent_id = int(settings.wecom.agent_id or 0)
        self._max_bytes = settings.limits.photo_mb * _MB
        self._client = client or WeComClient(settings.wecom)

    def pages(self, reply: Reply) -> list[str]:
        return render.pages(reply, tap_links=False)  # the chat of WeCom knows no bizmsgmenu links

    def send(self, push: Push) -> Outcome:
        body = {
            "touser": push.recipient,
            "msgtype": "text",
            "agentid": self._agent_id,
            "text": {"content": render.fit(push.text)},
            "enable_duplicate_check": 1,
            "duplicate_check_interval": DUPLICATE_SECONDS,
        }
        try:
            answer = self._client.post("message/send", data=body)
            if answer.get("invaliduser"):
                raise ApiFailed(NOT_VISIBLE)
        except ApiFailed as failure:
            log.info("push %s not sent: %s %s", push.id, failure.code, failure.detail)
            raise failure.as_push_failed() from failure
        return Outcome(message_id=str(answer.get("msgid", "")))

    def fetch(self, media_id: str, media_url: str) -> Media:
        try:
            return media.fetch(self._client, media_id, media_url, self._max_bytes)
        except ApiFailed as failure:
            log.info("media not fetched: %s %s", failure.code, failure.detail)
            raise failure.as_push_failed() from failure
