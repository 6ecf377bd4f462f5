"""The platform's events: which of them are something a person did, and which only tell us something.

A reply is possible to subscribe, SCAN, CLICK and scancode_waitmsg (facts §2); everything else is a NOTICE
and is acknowledged with ``success``.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from bot.messages import Kind
from bot.wechat.xml import Node

QR_PREFIX = "qrscene_"


@dataclass(frozen=True)
class Event:
    name: str  # lower case
    scene_key: str  # distinguishes two events of one second
    fields: dict[str, Any]
    key: str = ""  # the platform's own id, where the event has one


def read(body: Node) -> Event:
    name = body.get("Event").strip().lower()
    event_key = body.get("EventKey").strip()
    if name in READERS:
        kind, scene = READERS[name](body, event_key)
        distinct = f"{event_key}:{scene}" if name.startswith("scancode") else event_key
        return Event(name, distinct, {"kind": kind, "scene": scene, "event": name})
    detail = _detail(name, body)
    fields: dict[str, Any] = {"kind": Kind.NOTICE, "event": name[:60], "scene": event_key, "detail": detail}
    if name.endswith("sendjobfinish") and body.get("MsgID").strip():
        return Event(name, event_key, fields, key=f"{name}:{body.get('MsgID').strip()}")
    return Event(name[:60], event_key or _digest(detail), fields)


def _follow(_body: Node, event_key: str) -> tuple[Kind, str]:
    return Kind.FOLLOW, event_key.removeprefix(QR_PREFIX)


def _unfollow(_body: Node, _event_key: str) -> tuple[Kind, str]:
    return Kind.UNFOLLOW, ""


def _scan(_body: Node, event_key: str) -> tuple[Kind, str]:
    return Kind.SCAN, event_key.removeprefix(QR_PREFIX)


def _tap(_body: Node, event_key: str) -> tuple[Kind, str]:
    return Kind.TAP, event_key


def _scanned_code(body: Node, _event_key: str) -> tuple[Kind, str]:
    return Kind.SCAN, body.child("ScanCodeInfo").get("ScanResult")


READERS = {
    "subscribe": _follow,
    "subscribe_scan": _follow,  # what wechatpy renames a follow by a parametric code to
    "unsubscribe": _unfollow,
    "scan": _scan,
    "click": _tap,
    "scancode_waitmsg": _scanned_code,
}


def _detail(name: str, body: Node) -> dict[str, Any]:
    """The notice's own fields under our names; nothing of a person's whereabouts."""
    if name.endswith("sendjobfinish"):
        return {"message_id": body.get("MsgID").strip(), "status": body.get("Status").strip()}
    if name.startswith("subscribe_msg_"):
        return {"items": _items(body)}
    if name == "scancode_push":
        return {"result": body.child("ScanCodeInfo").get("ScanResult")}
    if name.startswith("kf_"):
        return {"account": body.get("KfAccount") or body.get("ToKfAccount")}
    return {"menu_id": body.get("MenuId")} if body.get("MenuId") else {}


def _items(body: Node) -> list[dict[str, str]]:
    """``List`` once or many times, in whatever wrapper: the official sample once had the wrong one."""
    lists = [item for wrapper in body.children for item in wrapper.all("List")]
    return [
        {
            "template_id": item.get("TemplateId"),
            "answer": item.get("SubscribeStatusString"),  # accept, reject
            "message_id": item.get("MsgID"),
            "error": item.get("ErrorCode"),
            "status": item.get("ErrorStatus"),
        }
        for item in lists
    ]


def _digest(detail: dict[str, Any]) -> str:
    """Notices without a key of their own, told apart by what they say."""
    return hashlib.sha256(json.dumps(detail, sort_keys=True).encode()).hexdigest()[:16]
