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
RECEPTION = LedgerKind("reception", "接待", "JD")
HOME_VISIT = LedgerKind("home_visit", "走访", "ZF")
PROBLEM = LedgerKind("problem", "问题", "WT")
GRID_REGISTRATION = LedgerKind("grid_registration", "登记报到", "BD")
MEETING = LedgerKind("meeting", "会议活动", "HY")
PLEDGE = LedgerKind("pledge", "履职承诺", "CN")
STUDY = LedgerKind("study", "学习培训", "XX")
DUTY_REPORT = LedgerKind("duty_report", "述职", "SZ")

_ALL = (
    CHECK_IN,
    FIVE_ONES,
    RECEPTION,
    HOME_VISIT,
    PROBLEM,
    GRID_REGISTRATION,
    MEETING,
    PLEDGE,
    STUDY,
    DUTY_REPORT,
)
KINDS: dict[str, LedgerKind] = {kind.key: kind for kind in _ALL}
# What is recorded elsewhere counts in these too; in no other ledger need anything else be looked for.
GATHER = frozenset({FIVE_ONES.key, PROBLEM.key})
BY_LETTERS: dict[str, LedgerKind] = {kind.letters: kind for kind in _ALL}
