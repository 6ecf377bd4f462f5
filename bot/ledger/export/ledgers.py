"""The ledgers as official tables: title and columns, as data. A further ledger is one more row here.

A column's source is an attribute of the line, ``fields.KEY``, or one of the names in ``cells.SOURCES``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

CellKind = Literal["text", "number", "date", "time", "moment"]


@dataclass(frozen=True)
class Column:
    title: str
    source: str
    width_chars: float = 12
    kind: CellKind = "text"
    group: str = ""  # neighbours of one group share a merged heading
    resident: bool = False  # names a resident: masked unless asked otherwise


@dataclass(frozen=True)
class Ledger:
    key: str
    label: str
    title: str  # without the township, which stands before it
    columns: tuple[Column, ...]


ORDER = Column("序号", "order", 5.5, "number")
NUMBER = Column("编号", "number", 14.5)
DAY = Column("日期", "happened_on", 11.5, "date")
DEPUTY = Column("代表", "person", 8.5)
STATION = Column("联络站", "station", 15)
GRID = Column("网格", "grid", 12)
PHOTO_COUNT = Column("张数", "photo_count", 5.5, "number", group="照片")
PHOTO_NAMES = Column("文件名", "photo_names", 18, group="照片")
STATE = Column("核实情况", "state", 9)
RECORDED = Column("登记时间", "created_at", 17, "moment")

CHECK_IN = Ledger(
    "check_in",
    "签到",
    "人大代表签到表",
    (
        ORDER,
        NUMBER,
        DEPUTY,
        Column("层级", "level", 12),
        Column("日期", "happened_on", 12, "date", group="签到"),
        Column("时间", "fields.at", 8, "time", group="签到"),
        Column("地点", "place_of_check_in", 24, group="签到"),
        Column("方式", "way", 10, group="签到"),
        GRID,
        STATE,
        Column("备注", "fields.reason", 14),
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
        PHOTO_COUNT,
        PHOTO_NAMES,
        STATE,
    ),
)

ALL = Ledger(
    "all",
    "全部",
    "人大代表履职台账",
    (
        ORDER,
        Column("台账", "ledger", 10),
        NUMBER,
        DAY,
        DEPUTY,
        STATION,
        GRID,
        Column("事项", "item", 12),
        Column("内容", "content", 40),
        Column("照片", "photo_count", 6, "number"),
        STATE,
        RECORDED,
    ),
)

LEDGERS: dict[str, Ledger] = {ledger.key: ledger for ledger in (CHECK_IN, FIVE_ONES, ALL)}
