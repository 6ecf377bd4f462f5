"""Chinese punctuation for printed papers: the chat writes half-width marks, official papers do not."""

from __future__ import annotations

import re

_WIDE = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", "(": "（", ")": "）"}
_MARK = re.compile(r"[,;:!?()]")
_CHINESE = re.compile(r"[\u4e00-\u9fff，；：！？（）。、“”《》…—]")


def full_width(text: str) -> str:
    """Marks beside a Chinese character become full-width; 1,200 and 9:30 and http://… stay as they are.

    A closing bracket follows its opening one, whatever stands before it: （WG-2026-0001）.
    """
    made: list[str] = []
    open_wide: list[bool] = []
    for index, char in enumerate(text):
        before, after = made[-1] if made else "", text[index + 1 : index + 2]
        between_digits = before.isdigit() and after.isdigit()
        beside = _CHINESE.match(before) or _CHINESE.match(after)
        wide = bool(_MARK.match(char) and beside and not between_digits)
        if char == "(":
            open_wide.append(wide)
        elif char == ")" and open_wide:
            wide = open_wide.pop()
        made.append(_WIDE[char] if wide else char)
    return "".join(made)
