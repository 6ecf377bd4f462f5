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

RECEPTION = Ledger(
    "reception",
    "接待",
    "人大代表接待选民登记表",
    (
        ORDER,
        NUMBER,
        DAY,
        answer("地点", "place", 12),
        Column("姓名", "person", 8.5, group="接待代表"),
        Column("层级", "level", 8.5, group="接待代表"),
        answer("姓名", "caller", 8.5, group="选民", resident=True),
        answer("住址", "address", 12, group="选民"),
        answer("电话", "phone", 12.5, group="选民"),
        answer("反映问题或意见", "content|problem", 28),
        answer("类别", "category", 9),
        answer("当场答复", "reply", 16),
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
        answer("宣讲的政策", "policy", 14),
        answer("听到的意见", "content|heard|problem", 30),
        answer("类别", "category", 9),
        answer("拟办意见", "plan", 16),
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
        answer("反映人", "whom", 9, resident=True),
        answer("地点", "place", 13),
        answer("问题", "problem|content", 28),
        answer("类别", "category", 9),
        answer("紧急程度", "urgency", 9),
        answer("交办单位", "assigned_to", 12, group="办理"),
        answer("办理结果", "result", 20, group="办理"),
        answer("评价", "rating", 8, group="办理"),
        STAGE,
        PHOTOS,
        REST,
    ),
)

GRID_REGISTRATION = Ledger(
    "grid_registration",
    "登记报到",
    "人大代表进网格登记报到表",
    (ORDER, NUMBER, DEPUTY, LEVEL, GRID, STATION, Column("报到日期", "happened_on", 11.5, "date"),
     answer("网格员", "grid_worker", 10), answer("签认", "confirmed", 10), STATE, REST),
)  # fmt: skip

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

DUTIES = (RECEPTION, HOME_VISIT, PROBLEM, GRID_REGISTRATION, MEETING, PLEDGE, STUDY)
