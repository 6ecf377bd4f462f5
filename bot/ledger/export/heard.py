"""The registers of what deputies hear and what becomes of it: receptions, home visits, problems."""

from __future__ import annotations

from bot.ledger.export.columns import (
    DAY,
    DEPUTY,
    GRID,
    NUMBER,
    ORDER,
    PHOTOS,
    REST,
    STAGE,
    STATE,
    CellKind,
    Column,
    Ledger,
    answer,
)


def _of_path(title: str, key: str, width_chars: float = 6.2, kind: CellKind = "day") -> Column:
    """A step of a problem's way: 受理, 交办, 反馈, 评价, 销号."""
    return answer(title, key, width_chars, kind, group="办理")


_ASSIGNED = (_of_path("承办单位", "assigned_to", 8, "text"), _of_path("交办日", "assigned_on"))
_TOLD = (_of_path("告知群众", "told_on"), _of_path("评价", "rating", 6, "text"))

RECEPTION = Ledger(
    "reception",
    "接待",
    "人大代表接待选民登记表",
    (
        ORDER,
        NUMBER,
        Column("日期", "happened_on", 10.5, "date", group="接待"),
        answer("时间", "at", 6.2, "time", group="接待"),
        Column("地点", "station", 9, group="接待"),
        Column("代表", "person", 7, group="接待"),
        Column("层级", "level", 6, group="接待"),
        answer("姓名", "caller|whom", 7.5, group="选民", resident=True),
        answer("电话", "phone", 12.5, group="选民"),
        answer("反映的事", "content|problem", 20),
        answer("类别", "category", 7),
        answer("当场答复", "answer|done", 11),
        answer("去向", "handling", 6.5),
        *_ASSIGNED,
        _of_path("结果", "result", 10, "text"),
        _of_path("办结日", "answered_on"),
        *_TOLD,
        STAGE,
        STATE,
        REST,
    ),
)

HOME_VISIT = Ledger(
    "home_visit",
    "走访",
    "人大代表走访记录（民情日记）",
    (
        ORDER,
        NUMBER,
        DAY,
        DEPUTY,
        GRID,
        answer("走访对象", "whom", 14, resident=True),
        answer("户数", "households", 5.5, "number"),
        answer("听到的意见", "content", 28),
        answer("反映的问题", "problem", 20),
        answer("类别", "category", 9),
        answer("做了什么", "done", 14),
        STAGE,
        PHOTOS,
        STATE,
        REST,
    ),
)

PROBLEM = Ledger(
    "problem",
    "问题",
    "社情民意和问题办理台账",
    (
        ORDER,
        NUMBER,
        Column("来源", "ledger", 6),
        Column("日期", "happened_on", 10.5, "date"),
        Column("代表", "person", 7),
        Column("网格", "grid", 8.5),
        answer("反映人", "whom|caller", 8, resident=True),
        answer("地点", "place", 9),
        answer("问题", "problem|content", 20),
        answer("类别", "category", 7),
        answer("缓急", "urgency", 5),
        _of_path("受理日", "accepted_on"),
        *_ASSIGNED,
        _of_path("时限", "due_on"),
        _of_path("结果", "result", 12, "text"),
        _of_path("反馈代表", "answered_on"),
        *_TOLD,
        _of_path("销号日", "closed_on"),
        STAGE,
        PHOTOS,
        REST,
    ),
)
