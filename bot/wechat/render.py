"""Replies as texts that the platform takes: at most 2,000 bytes a page, links whole, choices to tap.

The platform's own limit is 2,048 bytes by measurement; beyond it the person sees a fault notice (facts §2).
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote

from bot.messages import Choice, Reply
from bot.texts import wechat as texts
from bot.wechat.xml import cdata

PAGE_BYTES = 2000
_LINK = re.compile(r"<a\s[^>]*>.*?</a>", re.DOTALL | re.IGNORECASE)
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_BREAKS = ("\n\n", "\n", "。", "！", "？", "!", "?", "；", ";", "，", ",", " ")


def pages(reply: Reply, *, tap_links: bool) -> list[str]:
    """In reading order; every page but the last ends with the hint how to go on. A silent reply has none."""
    text = clean(reply.text)
    lines = [_choice(choice, number, tap_links) for number, choice in enumerate(reply.choices, 1)]
    return split("\n".join(filter(None, [text, *lines])))


def split(text: str, limit: int = PAGE_BYTES) -> list[str]:
    if not text.strip():
        return []
    if _size(text) <= limit:
        return [text]
    room = limit - _size(texts.MORE)
    done: list[str] = []
    while _size(text) > limit:
        cut = _cut(text, room)
        head, text = text[:cut].rstrip(), text[cut:].lstrip()
        done.append(head + texts.MORE)
    return [*done, text] if text else done


def clean(text: str) -> str:
    """Without characters that XML or the platform refuses; line ends as the platform shows them."""
    return _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def fit(text: str, limit: int = PAGE_BYTES) -> str:
    """The first page, for a text that nobody can page through."""
    text = clean(text)
    if _size(text) <= limit:
        return text
    return text[: _cut(text, limit - _size(texts.CUT))].rstrip() + texts.CUT


def _cut(text: str, room: int) -> int:
    """The character to cut before: at most ``room`` bytes, outside links, at a break of the last third."""
    most = len(text.encode()[:room].decode(errors="ignore"))
    for link in _LINK.finditer(text):
        if link.start() < most < link.end():
            # A link longer than a whole page cannot be kept; it is cut like any text.
            most = link.start() or most
            break
    spans = [link.span() for link in _LINK.finditer(text, 0, most)]
    for mark in _BREAKS:
        at = text.rfind(mark, most * 2 // 3, most)
        if at > 0 and not any(start <= at < end for start, end in spans):
            return at + len(mark)
    return most


def _choice(choice: Choice, number: int, tap_links: bool) -> str:
    label, says = clean(choice.label).replace("\n", " "), clean(choice.says)
    if says.isdigit() and not label.startswith(says):
        label = f"{says} {label}"
    if not tap_links:
        return label if says in label else texts.choice_line(label, says)
    label = label.replace("<", "〈").replace(">", "〉")
    # The id is a hint that some clients never send back: the meaning is in the content (facts §2).
    return f'<a href="weixin://bizmsgmenu?msgmenucontent={_quoted(says)}&msgmenuid={number}">{label}</a>'


@lru_cache(maxsize=512)  # the same few words under every question
def _quoted(says: str) -> str:
    return quote(says, safe="")


def reply_xml(recipient: str, account: str, text: str, created: int) -> str:
    """The passive reply. Recipient and account are the push's sender and receiver: they swap."""
    return (
        f"<xml>\n<ToUserName>{cdata(recipient)}</ToUserName>\n<FromUserName>{cdata(account)}</FromUserName>\n"
        f"<CreateTime>{created}</CreateTime>\n<MsgType><![CDATA[text]]></MsgType>\n"
        f"<Content>{cdata(text)}</Content>\n</xml>"
    )


def _size(text: str) -> int:
    return len(text.encode())
