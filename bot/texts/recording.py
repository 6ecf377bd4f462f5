"""Sentences that several records share, and those of reception, home visit and registration."""

from __future__ import annotations

from collections.abc import Sequence

ASK_DAY = "哪天?回“今天”“昨天”,或者写日期,如 11月20日。"
ASK_PHOTOS = "有照片就发过来,可以发几张;发完回“好了”。"
PROBLEM_LEDGER = "问题台账"

ASK_FIRST_CALLER = "第一位群众反映什么?用一两句话说。"
ASK_NEXT_CALLER = "下一位反映什么?直接说;没有了请回“结束”。"
ASK_CALLER = "他怎么称呼?写“李大爷”就行;不愿说就回“跳过”。"
ASK_HANDLING = "怎么处理的?回数字:"
ASK_ANSWER = "当场怎么答复的?"
ASK_PHONE = "他的电话?不愿留就回“跳过”。"
ASK_STATION = "在哪个站点接待的?"

ASK_WHOM = "走访了谁家?写“东街3组一户老人”这样就行,不用写真名。"
ASK_HEARD = "聊了什么、听到什么?用一两句话说。"
ASK_HIS_PROBLEM = "有没有要往上反映的问题?有就写下来,没有回“没有”。"
SAY_THE_PROBLEM = "请说说是什么问题;没有就回“没有”。"
ASK_HOUSEHOLDS = "这次走了几户?回数字。"

ASK_SENTENCE = "一句话说:哪天、去了谁家或见了谁、听到什么、做了什么。"
ASK_DEED = "这件事记成哪一种?回数字:"
ASK_WITH_WHOM = "和谁?写“东街3组一户老人”这样就行,不用写真名。"
ASK_DONE = "您做了什么?没有就回“跳过”。"

ASK_GRID = "到哪个网格报到?回数字:"
ASK_GRID_HOUSEHOLDS = "这个网格大约多少户?回数字;不清楚回“跳过”。"
NO_GRIDS = "花名册里还没有网格,请先告诉专干。"
NOTHING_TO_CONFIRM = "现在没有等您确认的报到。"
ASK_WHICH_REGISTRATION = "确认哪一位?回数字:"
ASK_REGISTRATION_RIGHT = "他到您的网格报到过吗?回数字:"
REGISTRATION_WRONG = "网格说没有见到您报到,请和民情联络员联系一下。"


YES = "是"
MODEL_MARK = "(模型填)"


def sentence_note(ledger: str, also: str, *, by_model: bool = False) -> str:
    helped = "标着“模型填”的几项是模型帮忙填的,请看看。" if by_model else ""
    return "\n".join(filter(None, [f"记到{ledger}台账。请看看填得对不对。", also, helped]))


def also_counts(names: Sequence[str]) -> str:
    return f"这一条同时计入:{'、'.join(names)}。" if names else ""


def _missing(missing: Sequence[str]) -> str:
    return f"今年五个一还差:{'、'.join(missing)}。" if missing else ""


def reception_saved(number: str, count: int) -> str:
    return f"记好了,编号 {number},今天第{count}位。"


def reception_ended(count: int) -> str:
    return f"这次一共接待{count}位,都记下了,辛苦了!"


def visit_saved(number: str, progress: str, missing: Sequence[str]) -> str:
    return "\n".join(filter(None, [f"记好了,编号 {number}。{progress}", _missing(missing)]))


def visit_progress(visited: int, households: int) -> str:
    if not households:
        return f"您已走访{visited}户次。"
    if visited >= households:
        return f"您已走访{visited}户次,网格约{households}户,已经走完一遍了!"
    return f"您已走访{visited}户次,网格约{households}户,走完一遍还差{households - visited}户。"


def registered(number: str, grid: str, waits: bool) -> str:
    tail = "已请民情联络员确认。" if waits else ""
    return f"报到好了:{grid},编号 {number}。{tail}"


def already_registered(number: str, grid: str) -> str:
    return f"本届您已经到{grid}报到过了(编号 {number}),不用再报。"


def please_confirm(name: str, grid: str, number: str) -> str:
    return f"{name}代表到{grid}登记报到(编号 {number}),请您回“确认报到”核一下。"


def confirmed(number: str) -> str:
    return f"好的,{number} 已确认。"


def confirmed_for_deputy(number: str, worker: str) -> str:
    return f"您的网格报到({number})已由民情联络员{worker}确认。"


def not_confirmed(number: str) -> str:
    return f"好的,{number} 已退回,会请代表和您联系。"
