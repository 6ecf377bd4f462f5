"""Customer-service messages, template messages and subscription notices."""

from __future__ import annotations

import itertools
import threading
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from bot.simulator.platform import pushes
from bot.simulator.platform.api import OK, Answer, Call, error
from bot.simulator.platform.fields import field_problem
from bot.simulator.platform.judge import MAX_TEXT_BYTES

if TYPE_CHECKING:
    from bot.simulator.platform.platform import Platform

_ids = itertools.count(200163836)
GUARDED_FOR = timedelta(minutes=10)  # unconfirmed (facts §4.2)
_KINDS = ("text", "image", "voice", "video", "music", "news", "mpnews", "msgmenu", "miniprogrampage")


def custom_send(platform: Platform, call: Call) -> Answer:
    body = call.json()
    if body is None:
        return error(47001, "data format error")
    kind = body.get("msgtype")
    content = body.get(kind) if isinstance(kind, str) else None
    if kind not in _KINDS or not isinstance(content, dict):
        return error(40008, "invalid message type")
    if b"\\u" in call.body:
        return error(40033, "invalid charset")
    if problem := _content_problem(kind, content):
        return error(problem, "invalid content")
    user = str(body.get("touser", ""))
    if problem := platform.people.spend(user, platform.now()):
        return error(problem, "response out of time limit or subscription is canceled")
    platform.sent.append(body)
    media_id = str(content.get("media_id", ""))
    platform.people.show(user, platform.now(), "account", "push", _text_of(kind, content), media_id=media_id)
    return OK


def _content_problem(kind: str, content: dict[str, Any]) -> int:
    if kind == "text":
        text = str(content.get("content", ""))
        if not text:
            return 44004
        return 45002 if len(text.encode()) > MAX_TEXT_BYTES else 0
    if kind == "news":
        return 45008 if len(content.get("articles", [])) != 1 else 0
    if kind in ("image", "voice", "video"):
        return 0 if content.get("media_id") else 40007
    return 0


def _text_of(kind: str, content: dict[str, Any]) -> str:
    if kind == "text":
        return str(content["content"])
    if kind == "msgmenu":
        items = [str(item.get("content", "")) for item in content.get("list", [])]
        return "\n".join([str(content.get("head_content", "")), *items, str(content.get("tail_content", ""))])
    return f"[{kind}]"


def typing(platform: Platform, call: Call) -> Answer:
    body = call.json() or {}
    if body.get("command") not in ("Typing", "CancelTyping"):
        return error(45072, "invalid command")
    return OK if platform.people.known(str(body.get("touser", ""))) else error(40003, "invalid openid")


def template_send(platform: Platform, call: Call) -> Answer:
    guard = str((call.json() or {}).get("client_msg_id", ""))
    if guard and (first := platform.guarded.get(guard)) and platform.now() - first[0] < GUARDED_FOR:
        return {**OK, "msgid": first[1]}  # the same message again: taken, and shown to nobody
    answer = _card(platform, call, follow_code=43004)
    if answer.get("errcode") == 0:
        number = next(_ids)
        platform.guarded[guard] = (platform.now(), number)
        _later(platform, call, pushes.event("TEMPLATESENDJOBFINISH", MsgID=number, Status="success"))
        return {**answer, "msgid": number}
    return answer


def template_list(platform: Platform, _call: Call) -> Answer:
    """Each with its text as the platform gives it: the keys stand in double braces."""
    listed = []
    for name, keys in platform.templates.items():
        content = "\n".join(f"{key}:{{{{{key}.DATA}}}}" for key in keys)
        listed.append({"template_id": name, "title": name, "content": content})
    return {"template_list": listed}


def subscription_send(platform: Platform, call: Call) -> Answer:
    answer = _card(platform, call, follow_code=43101)
    if answer.get("errcode") == 0:
        item = {"TemplateId": (call.json() or {})["template_id"], "MsgID": next(_ids), "ErrorCode": 0}
        sent = {"SubscribeMsgSentEvent": {"List": {**item, "ErrorStatus": "success"}}}
        _later(platform, call, pushes.event("subscribe_msg_sent_event", **sent))
    return answer


def _card(platform: Platform, call: Call, follow_code: int) -> dict[str, Any]:
    body = call.json()
    if body is None:
        return error(47001, "data format error")
    user, data = str(body.get("touser", "")), body.get("data")
    person = platform.people.known(user)
    if person is None:
        return error(40003, "invalid openid")
    if not person.following:
        return error(follow_code, "require subscribe")
    keys = platform.templates.get(str(body.get("template_id")))
    if keys is None:
        return error(40037, "invalid template_id")
    if not isinstance(data, dict) or (wrong := field_problem(keys, data)):
        return error(47003, f"argument invalid! data.{wrong if isinstance(data, dict) else ''}.value invalid")
    platform.sent.append(body)
    lines = [f"{key}：{data[key]['value']}" for key in keys]
    platform.people.show(
        user, platform.now(), "account", "push", "\n".join(lines), url=str(body.get("url", ""))
    )
    return dict(OK)


def _later(platform: Platform, call: Call, event: dict[str, Any]) -> None:
    """The report comes as a push of its own, after the call has been answered."""
    user = str((call.json() or {})["touser"])
    thread = threading.Thread(target=platform.send_raw, args=(user, event), daemon=True)
    platform.reports.append(thread)
    thread.start()


ROUTES = [
    ("POST", "/cgi-bin/message/custom/send", custom_send),
    ("POST", "/cgi-bin/message/custom/typing", typing),
    ("POST", "/cgi-bin/message/template/send", template_send),
    ("GET", "/cgi-bin/template/get_all_private_template", template_list),
    ("POST", "/cgi-bin/message/subscribe/bizsend", subscription_send),
]
