"""Corrections, withdrawal, verification, return and objection."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

CHANGED_MEANWHILE = "这条记录刚刚被别人改过。请重新来一次,先看看现在的内容。"
NEED_NUMBER = "请写记录的编号,如 WG-2026-0001。"
ASK_NUMBER = "哪一条?请写编号,如 WG-2026-0001。"
ASK_WHICH = "哪一条?回数字,或者写编号:"
ASK_LINE = "改哪一项?回数字:"
ASK_REASON = "为什么改?写一句,会留在记录里。"
NOTHING_RECENT = "您最近没有可以改的记录。更早的请找专干,专干改会写明原因。"

ASK_WHICH_TO_VERIFY = "看哪一条?回数字:"
ASK_WHY_RETURN = "哪里不对?写一句,会转给代表。"
NOTHING_PENDING = "没有等着核实的记录。"
OBJECTION = "代表的异议"

ASK_WHICH_RETURNED = "对哪一条有异议?回数字:"
ASK_OBJECTION = "请说说理由,专干会再看一遍。"
NOTHING_RETURNED = "您没有被退回的记录。"
STATES = {"returned": "被退回,请更正", "withdrawn": "已撤回", "objected": "异议处理中"}


def may_not(number: str, hours: int) -> str:
    return f"{number} 您改不了:自己记的{hours}小时以内能改,更早的请找专干,专干改会写明原因。"


def withdraw_instead(number: str) -> str:
    return f"{number} 没有能单独改的内容。要不对,请回“撤回 {number}”再重新记。"


def corrected(number: str, version: int) -> str:
    return f"改好了:{number},这是第{version}稿,前面的都留着。"


NOT_ON_ITS_WAY = "补上的问题只记在这一条里,不会转给专干去办。要办,请回“反映问题”报一次。"


def corrected_for_deputy(number: str, reason: str) -> str:
    return f"专干更正了您的记录 {number},原因:{reason}。有不同看法请和专干说。"


def withdrawn(number: str) -> str:
    return f"{number} 已撤回。编号留着,不再计数。"


def withdrawn_for_deputy(number: str, reason: str) -> str:
    return f"专干撤回了您的记录 {number},原因:{reason}。有不同看法请和专干说。"


def all_of(count: int) -> str:
    return f"上面{count}条全部核实"


def to_verify(number: str, person: str, day: date, rows: Sequence[tuple[str, str]]) -> str:
    lines = [f"【{number}】{person} {day.month}月{day.day}日"]
    return "\n".join([*lines, *(f"{label}:{value}" for label, value in rows), "属实吗?回数字:"])


def verified(count: int, left: int) -> str:
    tail = "还有没核实的,回“核实”接着看。" if left else "都核实完了。"
    return f"已核实{count}条。{tail}"


def returned(number: str) -> str:
    return f"{number} 已退回,会告诉代表。"


def returned_for_deputy(number: str, reason: str) -> str:
    return f"您的记录 {number} 退回来了:{reason}。请回“更正 {number}”改一改;有不同看法回“异议 {number}”。"


def objected(number: str) -> str:
    return f"记下了。{number} 的异议已转给专干,会再看一遍。"


def objected_for_clerk(number: str, person: str, reason: str) -> str:
    return f"{person}代表对退回 {number} 有异议:{reason[:150]}。回“核实 {number}”再看一遍。"
