"""Points (积分): off by default, never ranked. What a verified entry is worth, the first and further ones."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from bot.settings.section import Section

KindOfEntry = Literal[
    "check_in",
    "five_ones",
    "reception",
    "home_visit",
    "problem",
    "grid_registration",
    "meeting",
    "pledge",
    "study",
    "duty_report",
]


class PointRule(Section):
    label: str = Field(description="项目名称,写在积分说明里", max_length=20)
    kind: KindOfEntry = Field(description="哪种台账")
    item: str = Field("", description="其中的哪一项,如五个一的 make_suggestion、会议的 present;留空是全部")
    words: tuple[str, ...] = Field((), description="标题或内容里有这些词才算;留空不限")
    first: float = Field(description="第一件几分", ge=0, le=100)
    further: float = Field(0, description="以后每件几分", ge=0, le=100)
    cap: float = Field(description="本项一年最多几分", ge=0, le=100)


def _rule(
    label: str, kind: KindOfEntry, first: float, further: float, cap: float, **more: object
) -> PointRule:
    return PointRule.model_validate(
        {"label": label, "kind": kind, "first": first, "further": further, "cap": cap, **more}
    )


# A table in real use (首次 / 每多一次 / 本项上限); an office that switches points on sets its own.
RULES = (
    _rule("出席人代会", "meeting", 15, 0, 15, item="present", words=("人代会", "人民代表大会")),
    _rule("视察调研检查", "meeting", 6, 1, 10, item="present", words=("视察", "调研", "检查")),
    _rule("其他会议活动", "meeting", 3, 1, 5, item="present"),
    _rule("学习培训", "study", 3, 1, 5),
    _rule("提出建议", "five_ones", 6, 2, 10, item="make_suggestion"),
    _rule("接待选民", "reception", 4, 2, 12),
    _rule("办实事", "five_ones", 5, 1, 8, item="do_practical_thing"),
    _rule("述职", "duty_report", 5, 0, 5),
)


class Points(Section):
    on: bool = Field(
        False, description="要不要积分;默认不要。中央整治“指尖上的形式主义”,不得排名、不得强制打卡"
    )
    cap: float = Field(100, description="一年总分最多几分", ge=0, le=1000)
    rules: tuple[PointRule, ...] = Field(
        RULES, description="依次对照,一条记录只按第一条对得上的计分;只算专干核实过的"
    )
