"""From the platform's XML to :class:`bot.messages.Incoming`; every trap of facts §7.2 no. 2 to 6 ends here.

Coordinates of the LOCATION event (sent every few seconds when the account's console says so) are dropped:
where a person is, is nobody's business unless she sends it herself.
"""

from __future__ import annotations

import hashlib
import math
import re
from datetime import datetime
from typing import Any

from bot.clock import SHANGHAI
from bot.messages import Incoming, Kind, Location
from bot.wechat import events
from bot.wechat.envelope import Unreadable
from bot.wechat.xml import Malformed, Node

SENDER = re.compile(r"[\w.@-]{1,64}", re.ASCII)
ACCOUNT = re.compile(r"[\w.@-]{1,64}", re.ASCII)
MESSAGE_ID = re.compile(r"[0-9]{1,32}")
LATEST = 4102444800  # the year 2100
KEY_CHARS = 200

KINDS = {
    "text": Kind.TEXT,
    "image": Kind.IMAGE,
    "voice": Kind.VOICE,
    "video": Kind.VIDEO,
    "shortvideo": Kind.VIDEO,
    "location": Kind.LOCATION,
    "link": Kind.LINK,
}


def read_incoming(body: Node, channel: str = "wechat") -> Incoming:
    """Raises :class:`Unreadable` when a field that everything depends on is missing or is not a text."""
    try:
        return _read(body, channel)
    except Malformed as error:
        raise Unreadable(str(error)) from error


def _read(body: Node, channel: str) -> Incoming:
    kind_name = body.get("MsgType").strip().lower()
    sender, account, created = body.get("FromUserName"), body.get("ToUserName"), body.get("CreateTime")
    if not SENDER.fullmatch(sender) or not ACCOUNT.fullmatch(account) or not kind_name:
        raise Unreadable("no sender, account or type")
    common: dict[str, Any] = {"channel": channel, "account": account, "sender": sender}
    common["sent_at"] = _moment(created)
    if kind_name == "event":
        event = events.read(body)
        key = _short(f"{sender}:{event.key or f'{created}:{event.name}:{event.scene_key}'}")
        return Incoming(**common, key=key, **event.fields)
    fields = _message(kind_name, body)
    identity = body.get("MsgId").strip()
    if not MESSAGE_ID.fullmatch(identity):
        identity = f"{created}:{_digest(repr((kind_name, sorted(map(repr, body.children)))))}"
    return Incoming(**common, key=_short(f"{sender}:{identity}"), **fields)


def _message(name: str, body: Node) -> dict[str, Any]:
    kind = KINDS.get(name, Kind.OTHER)
    fields: dict[str, Any] = {"media_id": body.get("MediaId"), "media_url": body.get("PicUrl")}
    if kind is Kind.TEXT:
        fields["text"] = body.get("Content")
    elif kind is Kind.LINK:
        fields["text"] = "\n".join(filter(None, (body.get("Title"), body.get("Url"))))
    elif kind is Kind.LOCATION:
        fields["location"] = location(body)
        kind = kind if fields["location"] else Kind.OTHER
    given = DETAILS.keys() & {child.name for child in body.children}
    detail = {DETAILS[name]: value for name in sorted(given) if (value := body.get(name))}
    if kind is Kind.OTHER:
        detail["type"] = name[:40]
    return {**fields, "kind": kind, "detail": detail}


DETAILS = {
    # never attributes of wechatpy's messages (facts §7.2 no. 3); hints only, nothing depends on them
    "bizmsgmenuid": "tapped_id",
    "MsgDataId": "article_id",
    "Idx": "article_index",
    "Format": "format",
    "MediaId16K": "media_id_16k",
    "Recognition": "recognition",
    "ThumbMediaId": "thumb_media_id",
    "Description": "description",
    "AgentID": "agent_id",
}


def location(body: Node) -> Location | None:
    """The picked point, or None when the platform's numbers are none on earth."""
    try:
        latitude, longitude = float(body.get("Location_X")), float(body.get("Location_Y"))
    except ValueError:
        return None
    on_earth = math.isfinite(latitude) and math.isfinite(longitude)
    if not on_earth or abs(latitude) > 90 or abs(longitude) > 180:
        return None
    return Location(latitude, longitude, body.get("Label"))


def _moment(created: str) -> datetime:
    if not created.strip().isascii() or not created.strip().isdigit() or int(created) > LATEST:
        raise Unreadable("CreateTime is not a moment")
    return datetime.fromtimestamp(int(created), tz=SHANGHAI)


def _short(key: str) -> str:
    """At most 200 characters: an EventKey may be a web address of a thousand."""
    return key if len(key) <= KEY_CHARS else f"{key[:120]}#{_digest(key)}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]
