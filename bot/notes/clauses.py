"""A sentence in its clauses, also one that was dictated without a comma."""

from __future__ import annotations

import re

_STOPS = re.compile(r"[,。;!?,;!?、\n]+|\s+")
# Where a speaker takes breath: before "他说", "我已经", "希望" …, once something has been said.
_BREATHS = re.compile(
    r"(?<=[一-鿿\d]{3})(?="
    r"(?:他们|她们|他|她|大家|老人家?)(?:们)?(?:都)?(?:说|讲|反映|抱怨|觉得|身体|的低保|想不通)"
    r"|都说|我(?:已经?|当场|马上|跟|给|让|叫|找|喊|帮|就|答应|解释)|顺便|顺路"
    r"|[^,]{0,1}(?<![他她我们])说(?=.{0,4}(?:门口|家|村|路|水|电|孩子))"
    r")"
)
_NO_BREATH = re.compile(r"(?:听|跟|和|对|同|来|跑来)$")


def clauses(said: str) -> list[str]:
    """Without the stops. What was written with commas is left as it was written."""
    parts = [part for part in _STOPS.split(said) if part]
    return [breath for part in parts for breath in (_breathed(part) if len(part) > 14 else [part])]


def _breathed(part: str) -> list[str]:
    found: list[str] = []
    start = 0
    for breath in _BREATHS.finditer(part):
        before = part[start : breath.start()]
        if len(before) >= 4 and not _NO_BREATH.search(before):
            found.append(before)
            start = breath.start()
    return [*found, part[start:]]
