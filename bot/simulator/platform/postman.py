"""Carrying a push to the callback: signed, sealed, cut at 5 s, tried three times in all."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import requests

from bot.simulator.platform.account import Account, sign
from bot.simulator.platform.judge import Verdict, judge
from bot.simulator.platform.pushes import to_xml
from bot.simulator.platform.records import Attempt

AGENT_ID = 1000002  # of the stand-in's one WeCom application


@dataclass
class Postman:
    """``previous_key``: after a rotation the platform may still seal with it (``seal_with_previous``)."""

    account: Account
    callback_url: str
    cutoff_seconds: float = 5.0
    attempts: int = 3
    previous_key: str = ""
    seal_with_previous: bool = False

    def rotate(self, new_key: str) -> None:
        self.previous_key = self.account.encoding_aes_key
        self.account = replace(self.account, encoding_aes_key=new_key)

    def carry(self, fields: dict[str, Any], now: datetime) -> tuple[list[Attempt], Verdict]:
        history: list[Attempt] = []
        verdict = Verdict(problem="no attempt")
        for _ in range(self.attempts):
            attempt, verdict = self.post(fields, now)
            history.append(attempt)
            if attempt.status == 200:
                break
        return history, verdict

    def post(self, fields: dict[str, Any], now: datetime) -> tuple[Attempt, Verdict]:
        """One POST with a fresh timestamp and nonce; the body is the same each time."""
        query, body = self.envelope(to_xml(fields), fields, now)
        started = time.monotonic()
        try:
            with requests.Session() as session:
                session.trust_env = False
                answer = session.post(
                    self.callback_url,
                    params=query,
                    data=body.encode(),
                    headers={"Content-Type": "text/xml"},
                    timeout=self.cutoff_seconds,
                    allow_redirects=False,
                )
        except requests.Timeout:
            return self._failed(0, started, "timeout")
        except requests.RequestException:
            return self._failed(0, started, "dropped")
        if answer.status_code != 200:
            return self._failed(answer.status_code, started, f"http_{answer.status_code}")
        keys = tuple(filter(None, (self.account.encoding_aes_key, self.previous_key)))
        verdict = judge(self.account, keys, fields, answer.content)
        outcome = f"abnormal: {verdict.problem}" if verdict.problem else ("ok" if verdict.text else "silent")
        return Attempt(200, time.monotonic() - started, outcome), verdict

    def envelope(self, xml: str, fields: dict[str, Any], now: datetime) -> tuple[dict[str, str], str]:
        """The query and the body as the account's mode asks for."""
        account = self.account
        if self.seal_with_previous and self.previous_key:
            account = replace(account, encoding_aes_key=self.previous_key)
        stamp, nonce = str(int(now.timestamp())), str(secrets.randbelow(10**10))
        query = {"timestamp": stamp, "nonce": nonce}
        if account.mode != "wecom":
            query["signature"] = sign(account.token, stamp, nonce)
            query["openid"] = str(fields.get("FromUserName", ""))
        if account.mode == "plain":
            return query, xml
        sealed = account.seal(xml)
        query["msg_signature"] = sign(account.token, stamp, nonce, sealed)
        if account.mode == "wecom":
            return query, to_xml({"ToUserName": account.app_id, "AgentID": AGENT_ID, "Encrypt": sealed})
        query["encrypt_type"] = "aes"
        if account.mode == "compatible":
            return query, to_xml({**fields, "Encrypt": sealed})
        return query, to_xml({"ToUserName": fields.get("ToUserName", ""), "Encrypt": sealed})

    def _failed(self, status: int, started: float, outcome: str) -> tuple[Attempt, Verdict]:
        return Attempt(status, time.monotonic() - started, outcome), Verdict(problem=outcome)

    def verify_url(self, now: datetime, echo: str = "echo-1234567890") -> bool:
        """The console's check of the callback address."""
        token, stamp, nonce = self.account.token, str(int(now.timestamp())), str(secrets.randbelow(10**10))
        query = {"timestamp": stamp, "nonce": nonce, "echostr": echo}
        if self.account.mode == "wecom":
            query["echostr"] = self.account.seal(echo)
            query["msg_signature"] = sign(token, stamp, nonce, query["echostr"])
        else:
            query["signature"] = sign(token, stamp, nonce)
        try:
            with requests.Session() as session:
                session.trust_env = False
                answer = session.get(self.callback_url, params=query, timeout=self.cutoff_seconds)
        except requests.RequestException:
            return False
        return answer.status_code == 200 and answer.text == echo
