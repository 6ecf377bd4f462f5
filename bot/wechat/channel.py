"""The official account as a channel: pushes by template or customer-service message, photos by media id."""

from __future__ import annotations

import logging
from typing import Any

from bot.channels import Media
from bot.messages import Outcome, Push, Reply
from bot.settings import Settings
from bot.wechat import media, render, template
from bot.wechat.api import PlatformClient
from bot.wechat.error_codes import TEMPLATE_UNUSABLE, ApiFailed

log = logging.getLogger(__name__)
_MB = 1024 * 1024


class WeChatChannel:
    """Implements :class:`bot.channels.Channel`."""

    name = "wechat"

    def __init__(self, settings: Settings, client: PlatformClient | None = None) -> None:
        self._settings = settings.wechat
        self._max_bytes = settings.limits.photo_mb * _MB
        self._client = client or PlatformClient(settings.wechat)

    def pages(self, reply: Reply) -> list[str]:
        return render.pages(reply, tap_links=self._settings.tap_links)

    def send(self, push: Push) -> Outcome:
        try:
            if self._settings.template_id and push.fields:
                return self._by_template(push)
            return self._by_customer_service(push.recipient, push.text)
        except ApiFailed as failure:
            log.info("push %s not sent: %s %s", push.id, failure.code, failure.detail)
            raise failure.as_push_failed() from failure

    def fetch(self, media_id: str, media_url: str) -> Media:
        try:
            return media.fetch(self._client, media_id, media_url, self._max_bytes)
        except ApiFailed as failure:
            log.info("media not fetched: %s %s", failure.code, failure.detail)
            raise failure.as_push_failed() from failure

    def _by_template(self, push: Push) -> Outcome:
        body: dict[str, Any] = {
            "touser": push.recipient,
            "template_id": self._settings.template_id,
            "client_msg_id": push.id,  # the platform drops a second one of the same id
            "data": template.data(push.fields, self._settings.template_fields),
        }
        try:
            answer = self._client.post("message/template/send", data=body)
        except ApiFailed as failure:
            if failure.code not in TEMPLATE_UNUSABLE:
                raise
            log.warning("template unusable (%s): %s", failure.code, failure.meaning.text)
            try:
                return self._by_customer_service(push.recipient, push.text)
            except ApiFailed:
                raise failure from None  # what the technician must mend is the template
        return Outcome(message_id=str(answer.get("msgid", "")))

    def _by_customer_service(self, recipient: str, text: str) -> Outcome:
        body = {"touser": recipient, "msgtype": "text", "text": {"content": render.fit(text)}}
        self._client.post("message/custom/send", data=body)
        return Outcome()
