"""The kinds of ledger (台账) and the letters their numbers begin with. A new kind is one row here."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class LedgerKind:
    key: str
    label: str
    letters: str  # initials of the label in pinyin, as offices number their papers


CHECK_IN = LedgerKind("check_in", "签到", "QD")
FIVE_ONES = LedgerKind("five_ones", "五个一", "WG")

KINDS: dict[str, LedgerKind] = {kind.key: kind for kind in (CHECK_IN, FIVE_ONES)}
