"""The registers that offices keep of each duty, with the columns that their printed forms have."""

from __future__ import annotations

from bot.ledger.export.columns import (
    DAY,
    DEPUTY,
    GRID,
    LEVEL,
    NUMBER,
    ORDER,
    PHOTOS,
    REST,
    STATE,
    STATION,
    Column,
    Ledger,
    answer,
)
from bot.ledger.export.heard import HOME_VISIT, PROBLEM, RECEPTION

GRID_REGISTRATION = Ledger(
    "grid_registration",
    "登记报到",
    "人大代表进网格登记报到表",
    (
        ORDER,
        NUMBER,
        DEPUTY,
        LEVEL,
        Column("网格", "grid_registered", 14),
        answer("户数", "households", 6, "number"),
        STATION,
        Column("报到日期", "happened_on", 11.5, "date"),
        answer("网格员签认", "confirmed_by", 11),
        Column("走访次数", "visits", 8, "number"),  # in this term, until the last day of the period
        STATE,
        REST,
    ),
)

MEETING = Ledger(
    "meeting",
    "会议活动",
    "人大代表参加会议和活动登记表",
    (
        ORDER,
        NUMBER,
        DAY,
        answer("会议或活动", "title", 26),
        answer("地点", "place", 14),
        DEPUTY,
        LEVEL,
        STATION,
        Column("到会情况", "item", 9),
        answer("时间", "at", 6.5, "time", group="签到"),
        Column("方式", "way_to_meeting", 9, group="签到"),
        answer("请假事由", "reason", 18),
        STATE,
        REST,
    ),
)

PLEDGE = Ledger(
    "pledge",
    "履职承诺",
    "人大代表履职承诺和兑现台账",
    (
        ORDER,
        NUMBER,
        DAY,
        DEPUTY,
        GRID,
        answer("承诺事项", "content", 32),
        answer("兑现日", "fulfilled_on", 11.5, "date"),
        answer("兑现情况", "fulfilled", 30),
        answer("依据的记录", "entries", 14.5),
        STATE,
        REST,
    ),
)

STUDY = Ledger(
    "study",
    "学习培训",
    "人大代表学习培训台账",
    (
        ORDER,
        NUMBER,
        DAY,
        DEPUTY,
        LEVEL,
        STATION,
        answer("学习内容和地点", "content", 50),
        answer("学时", "hours", 7, "number"),
        PHOTOS,
        STATE,
        REST,
    ),
)

DUTY_REPORT = Ledger(
    "duty_report",
    "述职",
    "人大代表述职台账",
    (
        ORDER,
        NUMBER,
        DAY,
        DEPUTY,
        LEVEL,
        answer("述职报告", "content", 70),
        answer("依据的记录", "entries", 14.5),
        STATE,
        REST,
    ),
)

DUTIES = (RECEPTION, HOME_VISIT, PROBLEM, GRID_REGISTRATION, MEETING, PLEDGE, STUDY, DUTY_REPORT)
