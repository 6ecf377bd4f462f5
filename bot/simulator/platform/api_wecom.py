"""The few endpoints in which WeCom differs: its token, and messages without a window."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from bot.simulator.platform.api import Answer, Call, error
from bot.simulator.platform.judge import MAX_TEXT_BYTES
from bot.simulator.platform.postman import AGENT_ID

if TYPE_CHECKING:
    from bot.simulator.platform.platform import Platform

_ids = itertools.count(1)


def gettoken(platform: Platform, call: Call) -> Answer:
    refused = platform.tokens.refuse(call.query.get("corpid", ""), call.query.get("corpsecret", ""))
    if refused:
        return error(refused, "invalid credential")
    value, seconds = platform.tokens.stable(platform.now(), force=False)
    return {"errcode": 0, "errmsg": "ok", "access_token": value, "expires_in": seconds}


def message_send(platform: Platform, call: Call) -> Answer:
    body = call.json()
    if body is None:
        return error(47001, "data format error")
    if body.get("agentid") != AGENT_ID:
        return error(40056, "invalid agentid")
    named = [user for user in str(body.get("touser", "")).split("|") if user]
    members = [user for user in named if (found := platform.people.known(user)) and found.following]
    if not members:
        return error(81013, "user & party & tag all invalid")
    text = str((body.get("text") or {}).get("content", ""))
    if body.get("msgtype") != "text" or not text:
        return error(44004, "text content is empty")
    platform.sent.append(body)
    shown = text.encode()[:MAX_TEXT_BYTES].decode(errors="ignore")  # longer is cut, not refused
    for user in members:
        platform.people.show(user, platform.now(), "account", "push", shown)
    invalid = "|".join(user for user in named if user not in members)
    return {"errcode": 0, "errmsg": "ok", "invaliduser": invalid, "msgid": f"wecom_{next(_ids)}"}


WITHOUT_TOKEN = {"/cgi-bin/gettoken"}
ROUTES = [("GET", "/cgi-bin/gettoken", gettoken), ("POST", "/cgi-bin/message/send", message_send)]
