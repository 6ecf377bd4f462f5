"""A short message through the office's gateway (短信网关), by a template of its HTTP body. Off by default.

The gateway's answer is judged by its HTTP status alone: what its body means differs from gateway to gateway.
"""

from __future__ import annotations

import json

import requests

from bot.errors import PushFailed
from bot.messages import Outcome, Push
from bot.settings.reminding import Reminders

TIMEOUT_SECONDS = (3, 8)


class SmsGateway:
    name = "sms"

    def __init__(self, reminders: Reminders) -> None:
        self._settings = reminders

    def send(self, push: Push) -> Outcome:
        body = _filled(self._settings.sms_body, phone=push.recipient, text=push.text)
        headers = {"Content-Type": "application/json; charset=utf-8"}
        if self._settings.sms_token:
            headers["Authorization"] = f"Bearer {self._settings.sms_token}"
        try:
            answer = requests.post(
                self._settings.sms_url, data=body.encode(), headers=headers, timeout=TIMEOUT_SECONDS
            )
        except requests.Timeout:
            raise PushFailed("timeout") from None
        except requests.RequestException:
            raise PushFailed("unreachable") from None
        if answer.status_code >= 500 or answer.status_code == 429:
            raise PushFailed("http_status", str(answer.status_code))
        if answer.status_code >= 400:
            raise PushFailed("sms_refused", str(answer.status_code), permanent=True)
        return Outcome()


def _filled(template: str, **values: str) -> str:
    """Values are escaped as JSON strings are, so that a quotation mark in a text cannot break out."""
    for name, value in values.items():
        template = template.replace("{" + name + "}", json.dumps(value, ensure_ascii=False)[1:-1])
    return template
