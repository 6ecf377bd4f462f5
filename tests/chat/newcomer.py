"""A newcomer who has only the greeting hands in each kind of record: what she sends, and what she reads.

``python -m tests.chat.newcomer docs/newcomer.md`` writes the transcript anew.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from knowledge.base import Knowledge
from tests.chat.world import Phone, World

NAME, CODE = "张三", "482913"
MAX_MESSAGES, MAX_TYPED_CHARS = 8, 60


@dataclass(frozen=True)
class Said:
    """One message. ``content``: what she has to tell in any case; the rest is typing that we cost her."""

    text: str
    content: bool = False


@dataclass(frozen=True)
class Script:
    """``flow``: whose record it is. ``before``: what happened earlier, by others or by herself."""

    flow: str
    said: tuple[Said, ...]
    before: Callable[[World, Phone], None] = lambda world, phone: None
    earlier: str = ""  # the same in words, for the reader
    finds: tuple[str, ...] = ("帮助",)  # what she sends to find the word; () when somebody told her


MORE = ("帮助", "更多功能")  # the second page of the help


def script(flow: str, *said: str, finds: tuple[str, ...] = ("帮助",)) -> Script:
    """A leading "=" marks content; "[照片]" and "[位置]" are sent, not typed."""
    return Script(flow, tuple(Said(each.removeprefix("="), each[0] in "=[") for each in said), finds=finds)


def _meeting(world: World, _phone: Phone) -> None:
    clerk = world.deputy("王专干")
    for said in ("登记会议", "镇人代会", "今天", "镇政府三楼", "确认"):
        clerk.says(said)


def _visit(world: World, phone: Phone) -> None:
    for each in SCRIPTS["走访"].said:
        phone.says(each.text)


def _pledge(world: World, phone: Phone) -> None:
    for each in SCRIPTS["履职承诺"].said:
        phone.says(each.text)


def _returned(world: World, phone: Phone) -> None:
    _visit(world, phone)
    clerk = world.deputy("王专干")
    for said in ("核实 ZF-2026-0001", "退回", "请写清楚是哪一户"):
        clerk.says(said)


def _answered(world: World, phone: Phone) -> None:
    for each in SCRIPTS["问题上报"].said:
        phone.says(each.text)
    clerk = world.deputy("王专干")
    for said in ("问题办理", "1", "有结果了", "路灯已经修好"):
        clerk.says(said)


def after(before: Callable[[World, Phone], None], earlier: str, made: Script) -> Script:
    return Script(made.flow, made.said, before, earlier, made.finds)


SCRIPTS: dict[str, Script] = {
    "签到": script("check_in", "签到 A07"),
    "五个一:听一次意见": script(
        "five_ones", "听意见", "今天", "=东街3组一户老人", "=盼着修路", "跳过", "确认"
    ),
    "五个一:提一条建议": script(
        "five_ones", "提建议", "今天", "=东街没有路灯", "=请装六盏路灯", "跳过", "确认"
    ),
    "五个一:反映一个问题": script(
        "five_ones", "反映问题", "今天", "=东街口", "=路灯坏了半个月", "跳过", "确认"
    ),
    "五个一:办一件实事": script(
        "five_ones", "办实事", "今天", "=给老人送了药", "=老人放心了", "跳过", "确认"
    ),
    "五个一:写民情报告": script(
        "five_ones", "写民情报告", "今天", "=东街网格民情", "=路灯、垃圾两件事最要紧", "跳过", "确认"
    ),
    "接待登记": script("reception", "接待登记", "=路灯坏了半个月", "=李大爷", "2", "确认", "结束"),
    "走访": script("home_visit", "走访", "=东街3组一户老人", "=身体还好,盼着修路", "没有", "确认"),
    "走访带照片": script("home_visit", "走访", "=东街3组一户老人", "=身体还好", "没有", "[照片]", "确认"),
    "问题上报": script("problem", "问题上报", "=东街路灯坏了半个月", "=东街12号", "确认"),
    "问题上报,发位置": script("problem", "问题上报", "=东街路灯坏了半个月", "[位置]", "[照片]", "确认"),
    "随手记": script(
        "one_sentence", "=今天上午去东街3组一户老人家,他说路灯坏了半个月,我已经跟村委会说了", "确认"
    ),
    "登记报到": script("grid_registration", "登记报到", "=80", "确认", finds=MORE),
    "会议签到": after(
        _meeting, "专干登记了会议,通知里写着“签到 H1”", script("check_in", "签到 H1", finds=())
    ),
    "请假": after(_meeting, "专干登记了会议", script("leave", "请假", "1", "=家里有人住院", finds=MORE)),
    "学习培训": script("study", "学习培训", "=县里代表培训班,学代表法", "确认", finds=MORE),
    "履职承诺": script("pledge", "履职承诺", "=年内把东街路灯盯到亮", "确认", finds=MORE),
    "兑现承诺": after(
        _pledge,
        "她写过一条承诺,回复里说“做到了回兑现承诺”",
        script("fulfil", "兑现承诺", "1", "=路灯六盏都亮了", finds=()),
    ),
    "民情报告": after(_visit, "她记过一次走访", script("residents_report", "民情报告", "确认", finds=MORE)),
    "交述职": after(
        _visit,
        "她记过一次走访",
        script("duty_report", "交述职", "=各位选民:今年我做了三件事……", "确认", finds=(*MORE, "述职", "1")),
    ),
    "更正": after(
        _visit, "她记过一次走访", script("correct", "更正", "1", "2", "=身体还好,盼着装路灯", finds=MORE)
    ),
    "撤回": after(_visit, "她记过一次走访", script("withdraw", "撤回", "1", "确认", finds=MORE)),
    "异议": after(
        _returned,
        "她的走访被专干退回,通知里说“有不同看法回异议”",
        script("object_return", "异议", "1", "=就是村口第一户", finds=()),
    ),
    "评价问题": after(
        _answered,
        "她报的问题有了结果",
        script("problem_progress", "问题进展", "1", "满意", "告诉了", finds=MORE),
    ),
}
# What a deputy can do that records nothing of her duties, or that waits for somebody else's question.
NO_RECORD = {
    "ask", "my_record", "points", "bind", "help", "more", "my_data", "erase_mine",
    "decline_notices", "resume_notices", "duty_report_draft", "deputy_card",
    "location_check_in", "revoke_location", "my_duty", "acknowledge", "who_is_on_duty",
}  # fmt: skip


def play(world: World, name: str) -> list[tuple[Said, str]]:
    """Binding first, because a newcomer has to; then the script. Each message with the reply to it."""
    made = SCRIPTS[name]
    phone = world.phone("open-newcomer")
    greeting = phone.follows()
    code = world.code_for(NAME)
    bind = Said(f"绑定 {NAME} {code}")
    turns = [(Said("[关注]", content=True), greeting), (bind, phone.says(bind.text))]
    made.before(world, phone)
    turns += [(each, _send(phone, each.text)) for each in (*map(Said, made.finds), *made.said)]
    return [(Said(said.text.replace(code, CODE), said.content), reply) for said, reply in turns]


def _send(phone: Phone, text: str) -> str:
    if text == "[照片]":
        return phone.sends_photo()
    return phone.sends_location() if text == "[位置]" else phone.says(text)


def cost(turns: list[tuple[Said, str]]) -> tuple[int, int]:
    """Messages, and characters typed beyond the content. Following the account is no message."""
    return len(turns) - 1, sum(len(said.text) for said, _ in turns if not said.content)


HEAD = f"""# 新代表第一次用

张三代表刚拿到绑定码,只看过关注后的那句问候。下面每一段都从绑定开始,是真的对话
(`python -m tests.chat.newcomer docs/newcomer.md` 生成,测试核对)。每种记录不超过 {MAX_MESSAGES} 条消息、
内容之外不超过 {MAX_TYPED_CHARS} 个字,绑定和找到那个词的“帮助”都算在内。选项在微信里可以点,这里照打字算。

| 记录 | 消息 | 内容之外打的字 |
|---|---|---|
"""


def transcript(open_world: Callable[[], World]) -> str:
    """Each script in a world of its own. The greeting and the binding are shown once, at the beginning."""
    rows, talks = [], []
    for name, made in SCRIPTS.items():
        world = open_world()
        turns = play(world, name)
        world.close()
        messages, typed = cost(turns)
        rows.append(f"| {name} | {messages} | {typed} |")
        shown = turns if not talks else turns[2:]
        earlier = f"\n(先前:{made.earlier})\n" if made.earlier else ""
        talks.append(f"\n## {name}\n{earlier}\n" + "\n".join(_shown(*turn) for turn in shown))
    return HEAD + "\n".join(rows) + "\n" + "\n".join(talks)


def _shown(said: Said, reply: str) -> str:
    return f"**张三**:{said.text}\n\n" + "\n".join(f"> {line}  " for line in reply.splitlines()) + "\n"


def main(target: Path) -> None:
    with tempfile.TemporaryDirectory() as kept:
        shelf = Knowledge.open(Path(kept))
        shelf.ask("代表法第一条")

        def open_world() -> World:
            return World(Path(tempfile.mkdtemp(dir=kept)), shelf)

        target.write_text(transcript(open_world), "utf-8")
        shelf.close()
        shutil.rmtree(kept, ignore_errors=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
