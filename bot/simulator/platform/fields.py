"""Whether a template's values are of the kinds that its keys ask for (facts §4.3)."""

from __future__ import annotations

import re
from typing import Any

_PATTERNS = {
    "thing": r".{1,20}",
    "phrase": r"[\u4e00-\u9fff]{1,5}",
    "name": r".{1,20}",
    "character_string": r"[\x21-\x7e ]{1,32}",
    "letter": r"[A-Za-z]{1,32}",
    "number": r"[0-9.]{1,32}",
    "symbol": r".{1,5}",
    "phone_number": r"[0-9+\-()]{1,17}",
    "amount": r".{1,14}",
    "time": r".*\d.*",
    "date": r".*\d.*",
}


def field_problem(keys: tuple[str, ...], data: dict[str, Any]) -> str:
    """The first key whose value is missing, empty, too long or of the wrong kind; empty when all is well."""
    for key in keys:
        value = data.get(key, {}).get("value") if isinstance(data.get(key), dict) else None
        kind = re.sub(r"\d+$", "", key)
        if not isinstance(value, str) or not re.fullmatch(_PATTERNS.get(kind, r".+"), value):
            return key
    return ""
