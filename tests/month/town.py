"""The sample township of the month: 4 stations, 12 grids, 60 deputies and more. All invented."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

TOWNSHIP = "示例镇"
STATIONS = (
    ("A01", "示例东街联络站"),
    ("A02", "示例河西联络站"),
    ("A03", "示例南坪联络站"),
    ("A04", "示例北桥联络站"),
)
GRIDS = tuple((f"W{n:02d}", f"{STATIONS[n // 3][1][2:4]}第{'一二三'[n % 3]}网格") for n in range(12))
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何"
GIVEN = "兰平强"
NAMESAKES = (9, 39)  # two deputies of one name, of different grids
CLERK = "示例韩专干"


@dataclass(frozen=True)
class Someone:
    """``key`` is her OpenID; ``grid`` and ``station`` are indexes, -1 for none."""

    key: str
    name: str
    role: str
    station: int = -1
    grid: int = -1

    @property
    def station_name(self) -> str:
        return STATIONS[self.station][1]

    @property
    def station_code(self) -> str:
        return STATIONS[self.station][0]

    @property
    def grid_name(self) -> str:
        return GRIDS[self.grid][1]


def _name(n: int) -> str:
    n = NAMESAKES[0] if n in NAMESAKES else n
    return f"示例{SURNAMES[n % 20]}{GIVEN[n // 20]}"


DEPUTIES = tuple(Someone(f"oMonthDeputy{n:016d}", _name(n), "代表", n // 15, n // 5) for n in range(60))
WORKERS = tuple(
    Someone(f"oMonthWorker{n:016d}", f"示例{SURNAMES[n]}联络员", "网格员", n // 3, n) for n in range(12)
)
OFFICE = Someone("oMonthClerk00000000000000000", CLERK, "专干")
RESIDENT = Someone("oMonthResident00000000000000", "一位居民", "")
PEOPLE = (*DEPUTIES, *WORKERS, OFFICE)


def write_roster(path: Path) -> None:
    rows = [("联络站", code, name, "", "") for code, name in STATIONS]
    rows += [("网格", code, name, STATIONS[n // 3][0], "") for n, (code, name) in enumerate(GRIDS)]
    for who in PEOPLE:
        at = ("", "") if who.station < 0 else (STATIONS[who.station][0], GRIDS[who.grid][0])
        rows.append((who.role, "", who.name, *at))
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(("类别", "编号", "名称或姓名", "所属联络站", "所属网格"))
        out.writerows(rows)
