"""Customer-service message (客服消息): whole sentences, but only 48 hours after she last wrote."""

from __future__ import annotations

from bot.messages import Outcome, Push
from bot.wechat import render
from bot.wechat.api import PlatformClient
from bot.wechat.error_codes import ApiFailed


class ServiceMessage:
    name = "wechat_service"

    def __init__(self, client: PlatformClient) -> None:
        self._client = client

    def send(self, push: Push) -> Outcome:
        body = {"touser": push.recipient, "msgtype": "text", "text": {"content": render.fit(push.text)}}
        try:
            self._client.post("message/custom/send", data=body)
        except ApiFailed as failure:
            raise failure.as_push_failed() from failure
        return Outcome()
