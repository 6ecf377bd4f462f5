"""What stands on an exported ledger (台账), and what a clerk reads when it cannot be written."""

from __future__ import annotations

from datetime import date
from pathlib import Path

STATES = {
    "recorded": "已登记",
    "verified": "已核实",
    "returned": "已退回",
    "objected": "有异议",
    "withdrawn": "已撤回",
}
WAYS = {
    "scan": "扫码",
    "code": "站点编号",
    "screen": "屏幕动态码",
    "location": "定位",
    "card": "电子代表证",
    "machine": "考勤机",
    "clerk": "专干代登",
}
ITEMS = WAYS | {"present": "到会", "leave": "请假"}
YES, NO = "是", "否"
PHOTO_STATES = {"(waiting)": "(正在取回)", "(lost)": "(没能取回)"}
WITHDRAWN_CONTENT = "(本条已撤回)"
SIGNATURE = "填表人:                    审核人:                    填表日期:        年    月    日"
ASSISTED = "本文由人工智能辅助起草,须经人工审核后使用。"
MASKED_NOTE = "群众的姓名和电话已隐去。"
UNMASKED_NOTE = "含群众个人信息,请妥善保管。"
BY_DEPUTY, BY_DEPUTY_TITLE = "按代表", "人大代表“五个一”完成情况表"
BY_GRID, BY_GRID_TITLE = "按网格", "人大代表“五个一”和登记报到汇总表"
REGISTRATION = "登记报到"
NO_GRID = "(还没分网格)"
ROLL, ABSENT, NOT_APPROVED = "签到表", "未到", "(未核实)"
BAD_PERIOD = "--month 写成 2026-11,--year 写成 2026,只用一个。"
BACKWARDS = "结束日期比开始日期早,请对调一下再试。"
LIST_HEADINGS = ("编号", "日期", "代表", "联络站", "事项", "内容", "照片", "核实情况")
NOTHING_FOUND = "这段时间没有记录。"


def title(township: str, table_title: str) -> str:
    return f"{township}{table_title}"


def unit(office: str) -> str:
    return f"填报单位:{office}"


def day(value: date) -> str:
    return f"{value.year}年{value.month}月{value.day}日"


def period(first: date, last: date) -> str:
    """“2026年11月”, “2026年”, one day, or from day to day."""
    if first == last:
        return day(first)
    whole_months = first.day == 1 and (last.toordinal() + 1 == _month_after(last).toordinal())
    if whole_months and (first.year, first.month) == (last.year, last.month):
        return f"{first.year}年{first.month}月"
    if whole_months and first.month == 1 and last.month == 12 and first.year == last.year:
        return f"{first.year}年"
    return f"{day(first)}至{day(last)}"


def _month_after(value: date) -> date:
    return date(value.year + value.month // 12, value.month % 12 + 1, 1)


def period_line(first: date, last: date) -> str:
    return f"时间:{period(first, last)}"


def total(count: int, *, masked: bool | None) -> str:
    note = "" if masked is None else MASKED_NOTE if masked else UNMASKED_NOTE
    return f"共 {count} 条。{note}"


def summarised(path: Path, count: int) -> str:
    return f"已汇总 {count} 位代表,写在 {path}。"


def exported(path: Path, count: int) -> str:
    return f"已导出 {count} 条,写在 {path}。"


def unknown_kind(text: str, known: str) -> str:
    return f"没有“{text}”这种台账。可以用:{known}。"


def unknown_suffix(path: Path) -> str:
    return f"文件名 {path.name} 的后缀不对,请用 .xlsx、.docx、.csv 或 .json。"


def bad_day(text: str) -> str:
    return f"日期“{text}”看不懂,请写成 2026-11-01 这样。"


def too_long_for_word(limit: int) -> str:
    return f"记录太多,Word 文件最多放 {limit} 条。请把时间分短些,或者导出 .xlsx。"


def listed(found: int, shown: int) -> str:
    if not found:
        return NOTHING_FOUND
    return (
        f"共 {found} 条。"
        if shown == found
        else f"共 {found} 条,先列 {shown} 条;要全部请用 renda ledger export。"
    )


def no_such_folder(path: Path) -> str:
    return f"写不了 {path}:没有这个文件夹,或者它本身是一个文件夹。请换一个位置。"


def disk_full(path: Path) -> str:
    return f"磁盘满了,{path.name} 没有写成,原来的文件没有动。请清理出空间再试。"


def unwritable(path: Path) -> str:
    return f"写不了 {path}。它可能正在 WPS 或 Excel 里开着,请先关掉;或者换一个文件名。"


def roll_title(meeting: str) -> str:
    return f"{meeting}签到表"


def place(words: str) -> str:
    return f"地点:{words}"


def no_such_meeting(code: str, day: date, known: list[str]) -> str:
    there = f"那天有:{'、'.join(known)}。" if known else "那天没有登记会议,请用 --day 写明开会的日子。"
    return f"{day.isoformat()} 没有编号 {code} 的会议。{there}"
