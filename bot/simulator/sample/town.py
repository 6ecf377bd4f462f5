"""The sample township as the chat page shows it: whose phones, where to be, what to scan."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot import scenes
from bot.simulator.stage import Place, SampleCode

HERE = Path(__file__).parent
ROSTER = HERE / "roster.csv"
ACTIVITY_PLAN = HERE / "activity_plan.md"
ACCOUNT_ID = "gh_sample_town1"
OPENID_CHARS = 28  # as WeChat's own


@dataclass(frozen=True)
class Holder:
    """Whose phone it is. ``name`` as in the roster; empty role: on no roster."""

    key: str
    name: str
    role: str
    title: str

    @property
    def openid(self) -> str:
        return f"oSample-{self.key}".ljust(OPENID_CHARS, "-")


HOLDERS = (
    Holder("zhao", "示例赵一", "deputy", "代表 · 东街联络站"),
    Holder("qian", "示例钱二", "deputy", "代表 · 东街联络站"),
    Holder("zheng", "示例郑七", "deputy", "代表 · 河西联络站"),
    Holder("han", "示例韩专干", "clerk", "镇人大专干"),
    Holder("yang", "示例杨网格", "grid_worker", "网格员 · 东街第一网格"),
    Holder("resident", "一位居民", "", "不在花名册上"),
)

# GCJ-02, in a made-up place: the points only need to lie apart.
PLACES = (
    Place("示例东街联络站", 30.274085, 120.155070),
    Place("示例河西联络站", 30.281310, 120.139420),
    Place("示例镇河西村示例路(路面坑洼处)", 30.279640, 120.143980),
)

CODES = (
    SampleCode("示例东街联络站的码", scenes.station_scene("A01"), "贴在站里墙上,代表扫了就签到"),
    SampleCode("示例河西联络站的码", scenes.station_scene("A02"), "贴在站里墙上,代表扫了就签到"),
    SampleCode("一个已经撤掉的站的码", scenes.station_scene("A99"), "看看会怎么回"),
)
