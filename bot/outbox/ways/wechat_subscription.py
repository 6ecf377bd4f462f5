"""Subscription notification (订阅通知): the natural way of a government account with a long-term template."""

from __future__ import annotations

from bot.messages import Outcome, Push
from bot.settings import Settings
from bot.wechat import template
from bot.wechat.api import PlatformClient
from bot.wechat.error_codes import ApiFailed


class SubscriptionNotification:
    name = "wechat_subscription"

    def __init__(self, settings: Settings, client: PlatformClient) -> None:
        self._template_id = settings.reminders.subscription_template_id
        self._keys = settings.wechat.template_fields
        self._client = client

    def send(self, push: Push) -> Outcome:
        data = template.data(push.fields, self._keys)
        body = {"touser": push.recipient, "template_id": self._template_id, "data": data}
        try:
            answer = self._client.post("message/subscribe/bizsend", data=body)
        except ApiFailed as failure:
            raise failure.as_push_failed() from failure
        return Outcome(message_id=str(answer.get("msgid", "")))
