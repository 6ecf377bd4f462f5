"""The duty roster (值班表) in words: what the deputies are asked and what the clerk reads."""

from __future__ import annotations

from datetime import date

from bot.texts.reminders import WEEKDAYS, field_place, field_time

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
CHANGED = "值班有变动"
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
NO_WISHES = "还没有记过谁来不了、谁愿意哪天。"
BACKWARDS = "开始日期要在结束日期之前。"
TWO_OF_THE_NAME = "有两位代表都叫“{name}”,请先在花名册里区分。"
NOBODY_OF_THE_NAME = "没有代表“{name}”。"
NOBODY = "第 {row} 行:没有写代表。"


def wish_line(name: str, kind: str, first: date, last: date) -> str:
    days = on(first) if first == last else f"{on(first)}到{on(last)}"
    return f"{name}:{days}{'愿意值班' if kind == 'prefers' else '来不了'}"


def on(day: date) -> str:
    """A day inside a sentence: the weekday in brackets, so that the place can follow."""
    return f"{day.month}月{day.day}日(星期{WEEKDAYS[day.weekday()]})"


def step_in(day: date, place: str, hours: int) -> str:
    return (
        f"{on(day)}是代表接待日,{place}有一位代表来不了,想请您替一次。"
        f"能来回“1”,不能来回“2”;{hours}小时没回,我们就问下一位。"
    )


def step_in_fields(day: date, place: str) -> dict[str, str]:
    return {"what": WHAT, "when": field_time(day, ""), "where": field_place(place, "")}


def swap_request(who: str, offered: date, wanted: date, place: str) -> str:
    return (
        f"{who}想和您换班:您{on(wanted)}那次由{who}去,{on(offered)}那次请您去,都在{place}。"
        "换不换,回“我的值班”选一下;不换就照旧。"
    )


def swap_accepted(who: str, offered: date, wanted: date, place: str) -> str:
    return f"{who}同意换班了。{on(offered)}由{who}去,{on(wanted)}请您到{place}。"


def swap_declined(who: str, offered: date, wanted: date, place: str) -> str:
    return f"{who}换不了,{on(offered)}{place}还是您。来不了,回“我的值班”请假。"


def swap_for_clerk(who: str, offered: date, other: str, wanted: date, place: str) -> str:
    return f"{place}换班:{on(offered)}改为{other},{on(wanted)}改为{who}。值班表已经改好。"


def replaced(who: str, day: date, place: str) -> str:
    return f"{who}替您值{on(day)}{place}的班,您放心。"


def replaced_for_clerk(gone: str, who: str, day: date, place: str) -> str:
    return f"{on(day)}{place}:{gone}请假,{who}来替。值班表已经改好。"


def gap_for_clerk(day: date, place: str) -> str:
    return f"{on(day)}{place}还缺人:请假以后,能问的代表都问过了。请您安排。"


def swap_fields(day: date, place: str) -> dict[str, str]:
    return {"what": CHANGED, "when": field_time(day, ""), "where": field_place(place, "")}


DECLINED_NOTICES = "好的,以后只有值班的事才提醒您。想恢复,回“恢复提醒”。"
RESUMED_NOTICES = "好的,提醒恢复了。"
LEAVE_FROM_DUTY = "近期没有要请假的会议。值班来不了,回“我的值班”请假或换班。"
NO_DUTY = "您近期没有值班。"
ASK_WHICH = "您的值班,要说哪一次?"
ASK_REASON = "请假的原因?"
ASK_SWAP_WITH = "想换哪一次?选了以后,我们去问那位代表。"
NOBODY_TO_SWAP = "现在没有可以换的班。来不了,回“我的值班”请假,我们找人替您。"
COMES = "能来"
CANNOT = "请假"
CANNOT_STEP_IN = "不能来"
SWAP = "换班"
AGREES = "同意换"
DISAGREES = "不换"


def ask_coming(day: date, place: str, state: str) -> str:
    if state == "asked":
        return f"{on(day)}{place},能来替一次吗?"
    said = "您说过能来。" if state == "confirmed" else ""
    return f"{on(day)}在{place}值班。{said}能来吗?"


def ask_swap(who: str, offered: date, wanted: date) -> str:
    return f"{who}想用{on(offered)}换您的{on(wanted)},换吗?"


def duty_line(day: date, place: str, state: str) -> str:
    return f"{on(day)} {place}({STATES.get(state, state)})"


def swap_line(who: str, wanted: date) -> str:
    return f"{who}想换您{on(wanted)}的班"


def swap_choice(who: str, day: date) -> str:
    return f"{who} {on(day)}"


def comes(day: date, place: str) -> str:
    return f"记好了,{on(day)}在{place}见。前一天和当天早上会提醒您。"


def excused(stand_in: str) -> str:
    if stand_in:
        return "好的,已经请假,正在请别的代表替您。有人答应了就告诉您。"
    return "好的,已经请假。暂时没有人能替,已告诉专干。"


def swap_offered(who: str, day: date) -> str:
    return f"已经去问{who}了。{who}答应以前,{on(day)}还是您。"


def swap_done(day: date, place: str) -> str:
    return f"换好了,请您{on(day)}到{place}。前一天和当天早上会提醒您。"


STAYS = "好的,不换,值班照旧。"
NOT_STEPPING_IN = "好的,知道了。我们再问别的代表。"
