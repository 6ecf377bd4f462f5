"""What stands in the papers about one deputy: duty file (履职档案), residents' report, duty report."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

NOTHING = "这段时间没有记录。"
TO_FILL = "(请补充)"
EVIDENCE = "依据的台账记录"
NOT_KEPT = "性别、民族、出生年月、学历、工作单位和职务不在本系统保存,请按代表登记表填写:"
AWARDS = "表彰奖励不在本系统登记,请办公室据实填写:"
GROUP_ACTIVITIES, STATIONED, CONTACTS, DEEDS = "小组和集中活动", "进站签到", "走访和接待", "办实事"
SUGGESTIONS, PROBLEMS, OPINIONS = "提出建议", "反映问题", "听取意见"
REPORTS, PLEDGES, RESIDENTS_REPORTS = "述职", "履职承诺", "民情报告"
FILE_PARTS = (
    "基本情况",
    "参加人大各类会议",
    "视察调研",
    "学习培训",
    "小组活动",
    "建议意见",
    "述职和接受监督",
    "表彰奖励",
)
REPORT_PARTS = ("走访概况", "主要民情", "突出问题及原因", "建议", "已办实事")
DUTY_PARTS = (
    "学习、宣传、执行宪法法律和人大决议",
    "会议期间的工作",
    "闭会期间的活动",
    "联系选民、办实事",
    "存在的不足",
    "今后打算",
)


def _day(value: date) -> str:
    return f"{value.year}年{value.month}月{value.day}日"


def file_title(township: str, name: str) -> str:
    return f"{township}人大代表履职档案\n({name})"


def report_title(grid: str, first: date, last: date) -> str:
    until = _day(last).removeprefix(f"{first.year}年")  # the year once: two lines hold the title
    return f"{grid or '本网格'}民情报告\n（{_day(first)}至{until}）"


def duty_title(name: str, year: int, *, short: bool) -> str:
    return f"{year}年履职情况报告\n({name}{',三分钟' if short else ''})"


def fact(label: str, value: str) -> str:
    return f"{label}:{value or '(空)'}。"


def seat(level: str, number: int, began: date, ended: date | None) -> str:
    until = f"至{_day(ended)}" if ended else "起,在任"
    return f"{level}第{number}届人大代表,{_day(began)}{until}。"


def meeting(day: date, title: str, number: str) -> str:
    return f"{_day(day)},参加{title}。({number})"


def leave(day: date, title: str, reason: str, approved: bool, number: str) -> str:
    how = "已批准" if approved else "尚未核实"
    return f"{_day(day)},{title}请假,事由:{reason or '(未写)'},{how}。({number})"


def study(day: date, text: str, hours: int, number: str) -> str:
    return f"{_day(day)},{text}{f',{hours}学时' if hours else ''}。({number})"


def study_total(count: int, hours: int) -> str:
    return f"共{count}次{f',{hours}学时' if hours else ''}。"


def check_ins(count: int, numbers: str) -> str:
    return f"到联络站、活动现场签到{count}次。({numbers})"


def visits(count: int, households: int, numbers: str) -> str:
    return f"走访{count}次,{households}户次。({numbers})"


def receptions(count: int, numbers: str) -> str:
    return f"接待群众{count}人次。({numbers})"


def statement(day: date, text: str, number: str) -> str:
    return f"{_day(day)},{text}。({number})"


def problem(text: str, category: str, stage: str, extra: str, number: str) -> str:
    kind = f"〔{category}〕" if category else ""
    return f"{kind}{text},{stage}{extra}。({number})"


def handled(by: str, result: str, rating: str) -> str:
    parts = [
        f"由{by}办理" if by else "",
        f"结果:{result.rstrip('。')}" if result else "",
        f"评价:{rating}" if rating else "",
    ]
    return "".join(f",{part}" for part in parts if part)


def opinions(count: int, numbers: str) -> str:
    return f"听取意见{count}次。({numbers})"


def pledge(text: str, fulfilled: str, number: str) -> str:
    return f"承诺“{text}”,{f'兑现情况:{fulfilled}' if fulfilled else '尚未兑现'}。({number})"


def handed_in(day: date, what: str, behind: Sequence[str], number: str) -> str:
    based = f",依据{'、'.join(behind)}" if behind else ""
    return f"{_day(day)},提交{what}{based}。({number})"


def overview(first: date, last: date, grid: str, households: int, callers: int, heard: str) -> str:
    where = f"在{grid}" if grid else ""
    what = "、".join(
        each
        for each in (
            f"走访{households}户次" if households else "",
            f"接待群众{callers}人次" if callers else "",
        )
        if each
    )
    return f"{_day(first)}至{_day(last)},{where}{what or '听取群众意见'}。({heard})"


def categories(counted: Sequence[tuple[str, int, str]]) -> list[str]:
    return [f"{label}{count}件。({numbers})" for label, count, numbers in counted]


def to_unit(text: str, by: str, number: str) -> str:
    return f"关于“{text}”:{f'已由{by}承办,建议' if by else '建议'}{TO_FILL}。({number})"


def no_such_deputy(name: str, at: str) -> str:
    where = f"{at}" if at else ""
    return f"花名册里没有{where}代表“{name}”,请核对姓名,或者用 renda roster list 看名单。"


def which_of_them(name: str, places: Sequence[str]) -> str:
    return f"有{len(places)}位代表都叫“{name}”,请加 --station 写明联络站:{'、'.join(places)}。"


def nothing_to_say(name: str) -> str:
    return f"{name}这段时间没有可以写进去的记录,没法起草。"


def paper_written(path: object, entries: int) -> str:
    return f"写好了:{path},依据 {entries} 条记录。请用 Word 或 WPS 修改定稿。"


BAD_REPORT = "哪一种报告?请写“述职”或“民情”。"
ONLY_WORD = "公文只出 Word,请把文件名的后缀写成 .docx。"
