"""A problem (问题) from report to closing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

CHANGED_MEANWHILE = "这个问题刚刚被别人处理过。请再看一眼再办。"

ASK_CONTENT = "是什么问题?用一两句话说:什么事、多久了。"
ASK_PLACE = "在什么地方?打字或者发个位置都行。"
ASK_CATEGORY = "属于哪一类?回数字:"
ASK_URGENCY = "急不急?回数字:"
GUESSED = "“类别”是按内容先填的,不对就改。"


def cannot_move(number: str, now: str, wanted: str) -> str:
    return f"{number} 现在是“{now}”,不能直接变成“{wanted}”。"


def reported(number: str, missing: Sequence[str]) -> str:
    tail = f"\n今年五个一还差:{'、'.join(missing)}。" if missing else ""
    return f"记好了,编号 {number}。专干会受理交办,办得怎样会告诉您;想看进展回“问题进展”。{tail}"


def new_for_clerk(number: str, person: str, text: str, urgency: str) -> str:
    urgent = f"【{urgency}】" if urgency != "一般" else ""
    return f"{urgent}{person}代表反映:{text[:60]}(编号 {number})。回“问题办理”受理交办。"


def line(number: str, text: str, stage: str, person: str = "") -> str:
    who = f"{person}:" if person else ""
    return f"{number} {who}{text[:24]}({stage})"


NOTHING_OPEN_FOR_CLERK = "现在没有等着办的问题。"
NOTHING_OPEN = "您没有还在办的问题。要反映,回“问题上报”。"
ASK_WHICH = "看哪一件?回数字:"
ASK_ACT = "怎么办?回数字:"
ASK_WHOM = "交给哪个单位办?如“镇城建办”。"
ASK_RESULT = "办得怎么样?写一两句结果,会转给代表。"
ASK_WHY = "为什么?写一句,会转给代表。"
ASK_RATING = "这样办您满意吗?回数字:"
ASK_TOLD = "结果告诉反映的群众了吗?回数字:"
ASK_UNHAPPY = "哪里不满意?写一句,会退回去重办。"


def assigned(number: str, whom: str, due: date) -> str:
    return f"{number} 已交办给{whom},{due.month}月{due.day}日前要有结果。已告诉代表。"


def assigned_for_deputy(number: str, text: str, whom: str, due: date) -> str:
    return f"您反映的“{text[:20]}”({number})已交{whom}办理,{due.month}月{due.day}日前答复。"


def answered_for_deputy(number: str, text: str, result: str) -> str:
    return f"您反映的“{text[:20]}”({number})有结果了:{result[:200]}。回“问题进展”说说满不满意。"


def declined_for_deputy(number: str, text: str, why: str) -> str:
    return f"您反映的“{text[:20]}”({number})没有受理:{why[:200]}。有不同看法请回专干。"


def passed_up_for_deputy(number: str, text: str, why: str) -> str:
    return f"您反映的“{text[:20]}”({number})超出本镇职权,已转报县里:{why[:200]}。"


def closed_for_deputy(number: str, text: str) -> str:
    return f"您反映的“{text[:20]}”({number})已经销号,谢谢您盯到底。"


def done(number: str, stage: str, told: bool) -> str:
    return f"{number} 现在是“{stage}”。" + ("已告诉代表。" if told else "")


def rated_for_clerk(number: str, person: str, rating: str, told: bool) -> str:
    return f"{person}代表对 {number} 评价:{rating},{'已' if told else '还没有'}告诉群众。回“问题办理”销号。"


def unhappy_for_clerk(number: str, person: str, why: str) -> str:
    return f"{person}代表对 {number} 不满意:{why[:100]}。已退回重办,回“问题办理”。"


def thanks(number: str, rating: str) -> str:
    return f"记下了:{number} 评价“{rating}”。专干会销号。"


def sent_back(number: str) -> str:
    return f"记下了:{number} 不满意,已退回重办,有结果再告诉您。"


def detail(number: str, person: str, day: date, rows: Sequence[tuple[str, str]]) -> str:
    lines = [f"【{number}】{person} {day.month}月{day.day}日"]
    return "\n".join([*lines, *(f"{label}:{value}" for label, value in rows)])
