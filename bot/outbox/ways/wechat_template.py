"""Template message (模板消息): for followers of a verified service account, with a duplicate guard."""

from __future__ import annotations

from bot.messages import Outcome, Push
from bot.settings import Settings
from bot.wechat import template
from bot.wechat.api import PlatformClient
from bot.wechat.error_codes import ApiFailed


class TemplateMessage:
    name = "wechat_template"

    def __init__(self, settings: Settings, client: PlatformClient) -> None:
        self._settings = settings.wechat
        self._client = client

    def send(self, push: Push) -> Outcome:
        body = {
            "touser": push.recipient,
            "template_id": self._settings.template_id,
            "client_msg_id": push.id,  # the platform drops a second one of the same id
            "data": template.data(push.fields, self._settings.template_fields),
        }
        try:
            answer = self._client.post("message/template/send", data=body)
        except ApiFailed as failure:
            raise failure.as_push_failed() from failure
        return Outcome(message_id=str(answer.get("msgid", "")))
