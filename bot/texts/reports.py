"""The sentences of drafted reports: each ends with the numbers of the entries behind it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

TO_FILL_REPORT = "原因和建议:(请您补充)"
TO_FILL_DUTY = "不足和打算:(请您补充)"
NOTHING_YET = "还没有可以写进去的记录,没法起草。先用“走访”“接待登记”“问题上报”记几条。"
ASK_TITLE = "给报告起个题目,直接发过来。"
ASK_CONTENT = "请把改好的全文发过来。"
ASK_WHICH_VERSION = "要哪一种?回数字:"
ASK_DUTY_REPORT = "写好了就把述职报告发过来,全文合成一条发。"


def _day(value: date) -> str:
    return f"{value.month}月{value.day}日"


def overview(first: date, last: date, households: int, callers: int, grid: str, numbers: str) -> str:
    when = _day(first) if first == last else f"{_day(first)}至{_day(last)}"
    what = "、".join(
        filter(
            None, [f"走访{households}户次" if households else "", f"接待群众{callers}人次" if callers else ""]
        )
    )
    where = f",网格:{grid}" if grid else ""
    return f"概况:{when},{what or '听取意见'}{where}({numbers})。" if numbers else ""


def categories(counted: Sequence[tuple[str, int]]) -> str:
    return f"主要民情:{'、'.join(f'{label}{count}件' for label, count in counted)}。" if counted else ""


def problem(order: int, text: str, number: str, stage: str) -> str:
    return f"问题{order}:{text[:60]}({number},{stage})。"


def done(text: str, number: str) -> str:
    return f"办实事:{text[:60]}({number})。"


def left_out(count: int) -> str:
    return f"(还有{count}条没有写进来)"


def title(grid: str, year: int, month: int) -> str:
    return f"{grid or '本网格'}民情报告({year}年{month}月)"


def opening(name: str, year: int) -> str:
    return f"各位选民:我是人大代表{name},现在报告{year}年履职情况。"


def studied(text: str) -> str:
    return f"学习宣传方面:{text}。"


def attended(count: int, numbers: str) -> str:
    return f"会议期间:参加会议活动{count}次({numbers})。"


def contacts(visits: int, callers: int, numbers: str) -> str:
    told = (f"走访{visits}次" if visits else "", f"接待群众{callers}人次" if callers else "")
    return f"联系选民:{','.join(filter(None, told))}({numbers})。"


def reported(count: int, closed: int, numbers: str) -> str:
    return f"反映问题{count}件,已销号{closed}件({numbers})。"


def example(text: str, stage: str, number: str) -> str:
    return f"其中“{text[:40]}”现在{stage}({number})。"


def suggested(text: str, number: str) -> str:
    return f"提出建议:{text[:60]}({number})。"


def pledge(text: str, fulfilled: str, number: str) -> str:
    became = f"兑现情况:{fulfilled[:60]}" if fulfilled else "正在做"
    return f"年初承诺“{text[:40]}”,{became}({number})。"


def draft_hint(chars: int, three_minutes: bool) -> str:
    short = ",三分钟大约要600到750字,还可以再添" if three_minutes and chars < 600 else ""
    return f"——\n草稿{chars}字{short}。改好了回“交述职”。全部来自您自己的记录,没有用模型。"


def handed_in(number: str) -> str:
    return f"收好了,编号 {number}。"
