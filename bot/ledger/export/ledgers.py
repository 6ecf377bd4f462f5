"""The ledgers (台账) as official tables. A further ledger is one more row in a list."""

from __future__ import annotations

from bot.ledger.export.columns import (
    DAY,
    DEPUTY,
    GRID,
    LEVEL,
    NUMBER,
    ORDER,
    PHOTOS,
    RECORDED,
    REST,
    STATE,
    STATION,
    Column,
    Ledger,
    answer,
)
from bot.ledger.export.duties import DUTIES

CHECK_IN = Ledger(
    "check_in",
    "签到",
    "人大代表签到表",
    (
        ORDER,
        NUMBER,
        DEPUTY,
        LEVEL,
        Column("日期", "happened_on", 11.5, "date", group="签到"),
        answer("时间", "at", 8, "time", group="签到"),
        Column("地点", "place_of_check_in", 24, group="签到"),
        Column("方式", "way", 10, group="签到"),
        GRID,
        STATE,
        REST,
    ),
)

FIVE_ONES = Ledger(
    "five_ones",
    "五个一",
    "人大代表“五个一”活动台账",
    (
        ORDER,
        NUMBER,
        DAY,
        DEPUTY,
        STATION,
        GRID,
        Column("项目", "item", 12),
        Column("内容", "content", 42),
        Column("张数", "photo_count", 5.5, "number", group="照片"),
        Column("文件名", "photo_names", 18, group="照片"),
        STATE,
    ),
)

ALL = Ledger(
    "all",
    "全部",
    "人大代表履职台账",
    (
        ORDER,
        Column("台账", "ledger", 9),
        NUMBER,
        DAY,
        DEPUTY,
        STATION,
        GRID,
        Column("事项", "item", 12),
        Column("内容", "content", 40),
        PHOTOS,
        STATE,
        RECORDED,
    ),
)

LEDGERS: dict[str, Ledger] = {ledger.key: ledger for ledger in (CHECK_IN, FIVE_ONES, *DUTIES, ALL)}
