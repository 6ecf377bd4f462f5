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
    STAGE,
    STATE,
    STATION,
    Column,
    Ledger,
    answer,
)

_PATH = (
    answer("承办单位", "assigned_to", 11, group="办理"),
    answer("交办日", "assigned_on", 11.5, "date", group="办理"),
    answer("结果", "result", 16, group="办理"),
    answer("办结日", "answered_on", 11.5, "date", group="办理"),
    answer("评价", "rating", 8, group="办理"),
    answer("告知群众", "told_on", 11.5, "date", group="办理"),
)  # of a problem: 交办, 反馈, 评价

RECEPTION = Ledger(
    "reception",
    "接待",
    "人大代表接待选民登记表",
    (
        ORDER,
        NUMBER,
        Column("日期", "happened_on", 11.5, "date", group="接待"),
        answer("时间", "at", 6.5, "time", group="接待"),
        Column("地点", "station", 12, group="接待"),
        Column("代表", "person", 8.5, group="接待"),
        Column("层级", "level", 8.5, group="接待"),
        answer("姓名", "caller", 8.5, group="选民", resident=True),
        answer("电话", "phone", 12.5, group="选民"),
        answer("反映的事", "content|problem", 26),
        answer("类别", "category", 9),
        answer("当场答复", "answer", 14),
        answer("去向", "handling", 9),
        STAGE,
        STATE,
        REST,
    ),
)

HOME_VISIT = Ledger(
    "home_visit",
    "走访",
    "人大代表走访记录(民情日记)",
    (
        ORDER,
        NUMBER,
        DAY,
        DEPUTY,
        GRID,
        answer("走访对象", "whom", 14, resident=True),
        answer("户数", "households", 5.5, "number"),
        answer("听到的意见", "content", 30),
        answer("反映的问题", "problem", 22),
        answer("类别", "category", 9),
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
        DAY,
        DEPUTY,
        GRID,
        answer("反映人", "whom|caller", 9, resident=True),
        answer("地点", "place", 12),
        answer("问题", "problem|content", 26),
        answer("类别", "category", 9),
        answer("缓急", "urgency", 7),
        *_PATH,
        STAGE,
        PHOTOS,
        REST,
    ),
)

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
        STATE,
        REST,
    ),
)

MEETING = Ledger(
    "meeting",
    "会议活动",
    "人大代表参加会议和活动登记表",
    (ORDER, NUMBER, DAY, answer("会议或活动", "title", 26), answer("地点", "place", 14), DEPUTY, LEVEL,
     STATION, Column("到会情况", "item", 10), answer("事由", "reason", 18), STATE, REST),
)  # fmt: skip

PLEDGE = Ledger(
    "pledge",
    "履职承诺",
    "人大代表履职承诺和兑现台账",
    (ORDER, NUMBER, DAY, DEPUTY, GRID, answer("承诺事项", "content", 34), answer("完成时限", "due", 11.5,
     "date"), answer("兑现情况", "result", 28), STATE, REST),
)  # fmt: skip

STUDY = Ledger(
    "study",
    "学习培训",
    "人大代表学习培训台账",
    (ORDER, NUMBER, DAY, DEPUTY, LEVEL, answer("主题", "title", 26), answer("组织单位", "organiser", 16),
     answer("学时", "hours", 7, "number"), answer("主要内容或体会", "content", 34), STATE, REST),
)  # fmt: skip

DUTY_REPORT = Ledger(
    "duty_report",
    "述职",
    "人大代表述职台账",
    (ORDER, NUMBER, DAY, DEPUTY, LEVEL, answer("述职报告", "content", 80), STATE, REST),
)

DUTIES = (RECEPTION, HOME_VISIT, PROBLEM, GRID_REGISTRATION, MEETING, PLEDGE, STUDY, DUTY_REPORT)
