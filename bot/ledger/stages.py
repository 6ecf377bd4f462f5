"""How far a problem (问题) has come: 受理 → 交办 → 反馈 → 评价 → 销号, as far as the township can take it."""

from __future__ import annotations

NONE = ""
REPORTED = "reported"
ACCEPTED = "accepted"
ASSIGNED = "assigned"
ANSWERED = "answered"
RATED = "rated"
CLOSED = "closed"
PASSED_UP = "passed_up"  # beyond the township: handed to the county
DECLINED = "declined"  # none of the congress's business: a lawsuit, a petition

LABELS = {
    REPORTED: "待受理",
    ACCEPTED: "已受理",
    ASSIGNED: "已交办",
    ANSWERED: "已反馈",
    RATED: "已评价",
    CLOSED: "已销号",
    PASSED_UP: "已转报县级",
    DECLINED: "不予受理",
}
WITH_CLERK = frozenset({REPORTED, ACCEPTED, ASSIGNED, RATED})
OPEN = WITH_CLERK | {ANSWERED}

# What may follow what. A deputy who is not satisfied sends it back: ANSWERED -> ASSIGNED (重办).
NEXT = {
    REPORTED: frozenset({ACCEPTED, ASSIGNED, ANSWERED, PASSED_UP, DECLINED}),
    ACCEPTED: frozenset({ASSIGNED, ANSWERED, PASSED_UP, DECLINED}),
    ASSIGNED: frozenset({ANSWERED, ASSIGNED, PASSED_UP}),
    ANSWERED: frozenset({RATED, ASSIGNED}),
    RATED: frozenset({CLOSED, ASSIGNED}),
    PASSED_UP: frozenset({ANSWERED, CLOSED}),
}
