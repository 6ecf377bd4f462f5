"""Fitting our words into a template's fields, whose kinds and lengths the platform enforces (facts §4.3).

A value that breaks its kind is refused as a whole (47003), so everything is cut and cleaned here.
"""

from __future__ import annotations

import re

from bot.texts import wechat as texts

MAX_CHARS = {
    "thing": 20,
    "phrase": 5,
    "name": 10,
    "character_string": 32,
    "letter": 32,
    "number": 32,
    "symbol": 5,
    "phone_number": 17,
    "car_number": 8,
    "short_thing": 5,
    "time": 40,
    "date": 40,
    "amount": 14,
    "const": 20,
}
# What such a value may not hold, and what stands for a value of which nothing is left.
_FOREIGN = {
    "character_string": (re.compile(r"[^\x20-\x7e]"), "0"),
    "letter": (re.compile(r"[^A-Za-z]"), "A"),
    "number": (re.compile(r"[^0-9.]"), "0"),
    "phone_number": (re.compile(r"[^0-9+\-()]"), "0"),
    "phrase": (re.compile(r"[^\u4e00-\u9fff]"), texts.EMPTY_FIELD),
}
_KIND = re.compile(r"^([a-z_]+?)\d*$")
_EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f\u200d]")  # shown as a box
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def data(fields: dict[str, str], keys: dict[str, str]) -> dict[str, dict[str, str]]:
    """``keys``: our name of a field to the template's key (``thing1``). A name without a key is left out;
    with no keys at all the names are taken to be the template's own."""
    named = {keys[name]: value for name, value in fields.items() if name in keys} if keys else fields
    return {key: {"value": fitted(key, value)} for key, value in named.items()}


def fitted(key: str, value: str) -> str:
    match = _KIND.match(key)
    kind = match.group(1) if match else "thing"
    value = _EMOJI.sub("", _CONTROL.sub(" ", value)).strip()
    if kind in _FOREIGN:
        foreign, instead = _FOREIGN[kind]
        value = foreign.sub("", value).strip() or instead
    limit = MAX_CHARS.get(kind, 20)
    if len(value) > limit:
        value = value[: limit - 1].rstrip() + "…" if kind == "thing" else value[:limit]
    return value or texts.EMPTY_FIELD
