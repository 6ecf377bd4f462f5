"""A newcomer who has only the greeting hands in each kind of record: what she sends."""

from __future__ import annotations

from dataclasses import dataclass

from tests.chat.world import World


@dataclass(frozen=True)
class Said:
    """One message. ``content``: what she has to tell in any case; the rest is typing that we cost her."""

    text: str
    content: bool = False


def script(*said: str) -> tuple[Said, ...]:
    """A leading "=" marks content."""
    return tuple(Said(each.removeprefix("="), each.startswith("=")) for each in said)


SCRIPTS: dict[str, tuple[Said, ...]] = {
    "签到": script("签到 A07"),
    "五个一": script("提建议", "今天", "=东街没有路灯", "=请装六盏路灯", "跳过", "确认"),
    "接待登记": script("接待登记", "=路灯坏了半个月", "=李大爷", "2", "确认", "结束"),
    "走访": script("走访", "=东街3组一户老人", "=身体还好,盼着修路", "没有", "确认"),
    "问题上报": script("问题上报", "=东街路灯坏了半个月", "=东街12号", "确认"),
    "随手记": script("=今天上午去东街3组一户老人家,他说路灯坏了半个月,我已经跟村委会说了", "确认"),
    "登记报到": script("登记报到", "=80", "确认"),
    "请假": script("请假", "1", "=家里有人住院"),
    "学习培训": script("学习培训", "=县里代表培训班,学代表法", "确认"),
    "履职承诺": script("履职承诺", "=年内把东街路灯盯到亮", "确认"),
    "民情报告": script("民情报告", "确认"),
    "交述职": script("交述职", "=各位选民:今年我做了三件事……", "确认"),
}
NEEDS_ENTRIES, NEEDS_MEETING = "民情报告", "请假"


def play(world: World, name: str) -> list[tuple[Said, str]]:
    """Binding first, because a newcomer has to; then the script. Each message with the reply to it."""
    if name == NEEDS_MEETING:
        clerk = world.deputy("王专干")
        for said in ("登记会议", "镇人代会", "明天", "镇政府三楼", "确认"):
            clerk.says(said)
    phone = world.phone("open-newcomer")
    phone.follows()
    bind = Said(f"绑定 张三 {world.code_for('张三')}")
    turns = [(bind, phone.says(bind.text))]
    if name == NEEDS_ENTRIES:
        for each in SCRIPTS["走访"]:
            phone.says(each.text)
    return [*turns, *((each, phone.says(each.text)) for each in SCRIPTS[name])]


def cost(turns: list[tuple[Said, str]]) -> tuple[int, int]:
    """Messages, and characters typed beyond the content."""
    return len(turns), sum(len(said.text) for said, _ in turns if not said.content)
