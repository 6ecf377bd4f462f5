"""The duty roster (值班表) in words: what the deputies are asked and what the clerk reads."""

from __future__ import annotations

from datetime import date

from bot.texts.reminders import field_place, field_time, spoken_day

NOT_HERS = "没有找到您的这次值班,可能已经改过了。回“我的值班”看看。"
ALREADY_TAKEN = "谢谢您!这次已经有人替了,您不用来了。"
NO_SUCH_DUTY = "这次值班不能换,请选别的日子。"
NO_SUCH_OFFER = "这次换班已经处理过了。"
STATES = {
    "proposed": "建议",
    "assigned": "未答复",
    "confirmed": "已确认",
    "on_leave": "请假",
    "asked": "正在问",
    "declined": "不能来",
    "no_answer": "没答复",
    "swapped": "已换班",
}
HEADINGS = ("日期", "联络站", "代表", "状态")
WHAT = "请您替一次值班"
GAP = "缺人"
PROPOSED_HINT = "还没有生效。看过以后加上 --confirm 再运行一次,才会提醒代表。"
CONFIRMED = "已生效 {count} 人次,会按时提醒代表。"
IMPORTED = "导入 {count} 人次。"
NOTHING = "这几天没有值班安排。"
NO_TOWNSHIP = "花名册是空的,请先导入花名册。"
WHICH_TOWNSHIP = "有好几个乡镇,请用 --township 写明是哪一个:{names}。"
IMPORT_FAILED = "值班表没有导入,请改好下面几处再来:"
NO_HEADINGS = "第一行要有这三个列名:日期、联络站、代表。"
BAD_DAY = "第 {row} 行:日期“{value}”看不懂,请写成 2026-12-10。"
NO_OCCASION = "第 {row} 行:{day} 不是要排值班的日子。"
NO_STATION = "第 {row} 行:没有联络站“{value}”。"
NO_DEPUTY = "第 {row} 行:没有代表“{value}”。"
TWO_DEPUTIES = "第 {row} 行:有两位代表都叫“{value}”,请先在花名册里区分。"
NOBODY = "第 {row} 行:没有写代表。"


def step_in(day: date, place: str, hours: int) -> str:
    return (
        f"{spoken_day(day)}是代表接待日,{place}有一位代表来不了,想请您替一次。"
        f"能来回“我的值班”再选确认,不能来选请假;{hours}小时没回,我们就问下一位。"
    )


def step_in_fields(day: date, place: str) -> dict[str, str]:
    return {"what": WHAT, "when": field_time(day, ""), "where": field_place(place, "")}


DECLINED_NOTICES = "好的,以后只有值班的事才提醒您。想恢复,回“恢复提醒”。"
RESUMED_NOTICES = "好的,提醒恢复了。"
NO_DUTY = "您近期没有值班。"
ASK_WHICH_DAY = "您的值班,要说哪一天?"
ASK_COMING = "这一天能来吗?"
ASK_REASON = "请假的原因?"
COMES = "能来"
CANNOT = "请假"


def duty_line(day: date, place: str, state: str) -> str:
    return f"{spoken_day(day)} {place}({STATES.get(state, state)})"


def comes(day: date, place: str) -> str:
    return f"记好了,{spoken_day(day)}{place}见。前一天和当天早上会提醒您。"


def excused(stand_in: str) -> str:
    if stand_in:
        return "好的,已经请假,正在请别的代表替您。"
    return "好的,已经请假。暂时没有人能替,专干会看到。"
