"""The pushes as the platform writes them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from xml.sax.saxutils import escape

NUMBERS = {
    "CreateTime",
    "MsgId",
    "MsgID",
    "Location_X",
    "Location_Y",
    "Scale",
    "Latitude",
    "Longitude",
    "Precision",
    "Idx",
    "MenuId",
    "Count",
}


def to_xml(fields: Mapping[str, Any]) -> str:
    return "<xml>\n" + "\n".join(_element(name, value) for name, value in fields.items()) + "\n</xml>"


def _element(name: str, value: Any) -> str:
    if isinstance(value, Mapping):
        return f"<{name}>" + "".join(_element(key, item) for key, item in value.items()) + f"</{name}>"
    if isinstance(value, list):
        return "".join(_element(name, item) for item in value)
    if name in NUMBERS:
        return f"<{name}>{escape(str(value))}</{name}>"
    return f"<{name}><![CDATA[{str(value).replace(']]>', ']]]]><![CDATA[>')}]]></{name}>"


def event(name: str, **fields: Any) -> dict[str, Any]:
    return {"MsgType": "event", "Event": name, **fields}


def location(latitude: float, longitude: float, label: str) -> dict[str, Any]:
    point = {"Location_X": f"{latitude:.6f}", "Location_Y": f"{longitude:.6f}", "Scale": 16, "Label": label}
    return {"MsgType": "location", **point}
