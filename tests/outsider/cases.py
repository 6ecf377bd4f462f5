"""What an outsider tries at each flow: what the flow itself answers to, and what is worth trying besides.

A new flow is tried by its trigger, alone and with somebody's name or number behind it, without a line here.
"""

from __future__ import annotations

from bot.dialog.flow import Flow
from handlers import FLOWS
from tests.outsider.town import MARK, NUMBERS, OWNER

ANSWERS = ("1", "1", "ZF-2026-0001", "试一试", "确认", "全部")  # what she says to whatever is asked next
CARD, LOCATION = "{card}", "[位置]"


def each_number(word: str) -> tuple[str, ...]:
    return tuple(f"{word} {number}" for number in NUMBERS)


def openings(flow: Flow) -> tuple[str, ...]:
    """Out of the registry, then ours; each once."""
    taught = flow.triggers[:1]
    richer = [
        f"{each} {more}" for each in taught for more in (OWNER, NUMBERS[3]) if flow.recognise is not None
    ]
    return tuple(dict.fromkeys((*taught, f"[菜单]{flow.name}", *richer, *FURTHER.get(flow.name, ()))))


# Each line begins a conversation of its own, which is then pressed on with ANSWERS and given up.
FURTHER: dict[str, tuple[str, ...]] = {
    "acknowledge": ("好的", "收到"),
    "who_is_on_duty": ("今天谁值班", "本月谁值班"),
    "ask": (f"{OWNER}代表走访了谁?", "问规程", f"{MARK}是什么"),
    "check_in": ("签到 A07", "签到 H1", "签到", "[扫码]station_A07", "[扫码]screen_A07_000000"),
    "five_ones": ("五个一", "听意见"),
    "reception": ("接待登记", "接待"),
    "home_visit": ("走访", "继续"),
    "problem": ("问题上报",),
    "one_sentence": ("随手记", "今天去东街看望了一户老人,他说路灯坏了"),
    "my_record": ("我的履职", f"{OWNER}的履职"),
    "points": ("我的积分", "积分明细", f"{OWNER}的积分"),
    "verify": ("核实", *each_number("核实")),
    "problem_path": ("问题办理", "受理", "交办 ZF-2026-0001", "销号 WT-2026-0001"),
    "call_meeting": ("登记会议",),
    "who_came": ("到会", "到会情况"),
    "clerk_check_in": ("代签到",),
    "check_card": ("验证代表证", "验证 " + CARD, "[扫码]card_" + CARD),
    "confirm_registration": ("确认报到",),
    "bind": ("绑定", f"绑定 {OWNER} 000000", f"[扫码]bind_{OWNER}_000000"),
    "my_duty": ("我的值班",),
    "problem_progress": ("问题进展", "评价"),
    "grid_registration": ("登记报到",),
    "leave": ("请假",),
    "residents_report": ("民情报告",),
    "duty_report_draft": ("述职",),
    "duty_report": ("交述职",),
    "study": ("学习培训",),
    "pledge": ("履职承诺",),
    "fulfil": ("兑现承诺", "兑现承诺 CN-2026-0001"),
    "deputy_card": ("电子代表证",),
    "location_check_in": ("定位签到", LOCATION),
    "revoke_location": ("撤回定位同意",),
    "screen_page": ("屏幕码",),
    "correct": ("更正", *each_number("更正")),
    "my_data": ("我的信息",),
    "erase_mine": ("删除我的",),
    "withdraw": ("撤回", *each_number("撤回")),
    "object_return": ("异议", *each_number("异议")),
    "decline_notices": ("退订",),
    "resume_notices": ("恢复提醒",),
    "more": ("更多功能",),
    "help": ("帮助",),
}

CASES = {flow.name: openings(flow) for flow in FLOWS}
