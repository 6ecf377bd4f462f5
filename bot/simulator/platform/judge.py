"""Would the platform take this answer, and what would the person read?"""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree import ElementTree

from defusedxml.ElementTree import fromstring

from bot.simulator.platform.account import Account, BadSeal, sign

MAX_TEXT_BYTES = 2048
REPLY_TYPES = ("text", "image", "voice", "video", "music", "news", "transfer_customer_service")
SILENT_EVENTS = {
    "location",
    "view",
    "view_miniprogram",
    "unsubscribe",
    "templatesendjobfinish",
    "masssendjobfinish",
    "subscribe_msg_popup_event",
    "subscribe_msg_change_event",
    "subscribe_msg_sent_event",
}


@dataclass(frozen=True)
class Verdict:
    problem: str = ""  # empty: taken
    text: str = ""  # what the person reads; empty and no problem: no reply
    media_id: str = ""


class _Abnormal(Exception):
    pass


def judge(account: Account, keys: tuple[str, ...], pushed: dict[str, str], body: bytes) -> Verdict:
    """``keys``: the AES keys that the platform takes at the moment. ``pushed``: the fields of the push."""
    if body.strip() in (b"", b"success"):
        return Verdict()
    try:
        return _reply(_open(account, keys, body), pushed)
    except (_Abnormal, BadSeal) as problem:
        return Verdict(problem=str(problem))


def _open(account: Account, keys: tuple[str, ...], body: bytes) -> ElementTree.Element:
    root = _parse(body)
    sealed = root.findtext("Encrypt")
    if sealed is None:
        if account.mode in ("safe", "wecom"):
            raise _Abnormal("an unencrypted reply in safe mode")
        return root
    stamp, nonce = root.findtext("TimeStamp") or "", root.findtext("Nonce") or ""
    if root.findtext("MsgSignature") != sign(account.token, stamp, nonce, sealed):
        raise _Abnormal("MsgSignature of the reply is wrong")
    for key in keys:
        try:
            opened = Account(account.app_id, "", account.token, key).unseal(sealed)
        except BadSeal:
            continue
        return _parse(opened.encode())
    raise _Abnormal("the reply is sealed with a key that is not in use")


def _parse(body: bytes) -> ElementTree.Element:
    try:
        root: ElementTree.Element = fromstring(body, forbid_dtd=True)
    except (ElementTree.ParseError, ValueError) as error:
        raise _Abnormal(f"not XML: {type(error).__name__}") from error
    if root.tag != "xml":
        raise _Abnormal("no <xml> root")
    return root


def _reply(root: ElementTree.Element, pushed: dict[str, str]) -> Verdict:
    names = [child.tag for child in root]
    if len(names) != len(set(names)):
        raise _Abnormal("a repeated element")
    swapped = root.findtext("ToUserName") == pushed["FromUserName"]
    if not swapped or root.findtext("FromUserName") != pushed["ToUserName"]:
        raise _Abnormal("sender and receiver are not swapped")
    if not (root.findtext("CreateTime") or "").isdigit():
        raise _Abnormal("CreateTime is not a number")
    kind = root.findtext("MsgType") or ""
    if kind not in REPLY_TYPES:
        raise _Abnormal(f"unknown MsgType {kind}")
    if pushed.get("Event", "").lower() in SILENT_EVENTS:
        raise _Abnormal("a reply to an event that takes none")
    if kind == "news" and root.findtext("ArticleCount") != "1":
        raise _Abnormal("more than one article")
    text = root.findtext("Content") or ""
    if kind == "text" and not text.strip():
        raise _Abnormal("an empty text")
    if len(text.encode()) > MAX_TEXT_BYTES:
        raise _Abnormal(f"{len(text.encode())} bytes of text")
    return Verdict(text=text or f"[{kind}]", media_id=root.findtext("*/MediaId") or "")
