"""What the reminders say to deputies and clerks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

WEEKDAYS = "一二三四五六日"
FIELD_MAX_CHARS = 20  # the platform's limit for a "thing"
ANNOUNCEMENT_MAX_CHARS = 560  # Chinese takes 3 bytes a character, a message 2,048 bytes

LOOK = "请看公众号"
OPEN_ITEMS = "还没做完的事"
DIGEST = "今日早报"
CALENDAR_MISSING = "放假安排还没有"
OPEN_ITEMS_LATER = "(发送时列出本人还没做的“五个一”、登记报到和走访;都做了就不发)"
DIGEST_LATER = "(发送时汇总当天的值班、缺人的站、没发到的提醒、新问题、新记录和没答上的问题;没有就不发)"
NO_WORKDAYS_FILE = "找不到工作日文件 {file}。"
BAD_WORKDAYS_LINE = "工作日文件 {file} 第 {number} 行看不懂,应当像“2027-02-07 班”或“2027-02-08 休”。"
STAGES = {
    "announce": "公告",
    "prepare": "准备",
    "ask": "(请确认)",
    "eve": "(明天)",
    "morning": "(今天)",
    "nudge": "记录",
}


def spoken_day(day: date) -> str:
    return f"{day.month}月{day.day}日,星期{WEEKDAYS[day.weekday()]}"


def ask(title: str, day: date, hours: str, place: str) -> str:
    return (
        f"{day.month}月{day.day}日(星期{WEEKDAYS[day.weekday()]})是{title},{hours},值班表上是您,在{place}接待群众。"
        "能来回“1”,请假回“2”,换班回“3”。"
    )


def eve(title: str, day: date, hours: str, place: str, duty: bool, on_roster: bool) -> str:
    task = "接待群众" if duty else "参加"
    otherwise = "来不了请回“我的值班”请假。" if on_roster else "来不了请早点告诉专干。"
    return f"明天({spoken_day(day)})是{title}。请您 {hours} 到{place}{task}。{otherwise}"


def morning(title: str, day: date, hours: str, place: str, duty: bool) -> str:
    task = "接待群众" if duty else "参加"
    return f"今天({spoken_day(day)})是{title}。请您 {hours} 到{place}{task}。到了发“签到”就行。"


def nudge(title: str, day: date) -> str:
    return f"{day.month}月{day.day}日{title}辛苦了。有空的话,发“五个一”把听到的事记一笔;没有可记的就不用理。"


def prepare(title: str, day: date, note: str) -> str:
    return f"{title}定在{spoken_day(day)}。该准备了:{note}。"


def announcement(title: str, day: date, hours: str, receivers: Sequence[tuple[str, list[str]]]) -> str:
    """The draft for the public, ready to copy; places that no longer fit are counted."""
    head = f"公告草稿,请您看过再发:\n\n{day.year}年{day.month}月{day.day}日"
    head += f"(星期{WEEKDAYS[day.weekday()]})是{title},{hours}接待群众,欢迎前来。"
    lines = [f"{place}:{'、'.join(names)}" for place, names in receivers]
    shown: list[str] = []
    for line in lines:
        if len(head) + sum(map(len, shown)) + len(line) > ANNOUNCEMENT_MAX_CHARS:
            shown.append(f"……共 {len(lines)} 处,其余见值班表。")
            break
        shown.append(line)
    return "\n".join([head, *shown]) if shown else f"{head}\n(还没有人值班,请先排值班表)"


def open_items(lines: Sequence[str]) -> str:
    return "\n".join(["您还有这些可以做:", *lines, "不急,有空再做。不想收这类提醒,回“退订”。"])


def open_five_ones(labels: Sequence[str]) -> str:
    return f"· 今年的“五个一”还没有:{'、'.join(labels)}。回“五个一”记一笔。" if labels else ""


def open_registration(grid: str) -> str:
    return f"· 还没有到{grid}登记报到。去过了,回“登记报到”。"


def open_visits(grid: str, households: int) -> str:
    return f"· {grid}走访一遍还差{households}户。走了一家,回“走访”。" if households > 0 else ""


def unknown_year(year: int) -> str:
    return (
        f"{year}年的放假调休安排程序里还没有,暂按周一到周五算工作日。国务院通知出来后,"
        f"请升级程序,或在工作日文件里写上。"
    )


def digest(day: date, lines: Sequence[str]) -> str:
    return "\n".join([f"早报({spoken_day(day)})", *lines])


def digest_duty(names: Sequence[str]) -> str:
    return f"今天值班:{_some(names)}。" if names else ""


def digest_gaps(places: Sequence[tuple[date, str]]) -> str:
    return f"缺人:{_some([f'{day.month}月{day.day}日{place}' for day, place in places])}。" if places else ""


def digest_stuck(names: Sequence[str]) -> str:
    return f"提醒没发到,请打电话:{_some(names)}。" if names else ""


def digest_problems(count: int) -> str:
    return f"新反映的问题 {count} 个。" if count else ""


def digest_records(counts: Sequence[tuple[str, int]]) -> str:
    return f"新记录:{'、'.join(f'{label} {count} 条' for label, count in counts)}。" if counts else ""


def digest_questions(new: int, count: int) -> str:
    return f"新增 {new} 个没人答得上的问题,一共 {count} 个。" if new else ""


def _some(names: Sequence[str], most: int = 12) -> str:
    rest = len(names) - most
    return "、".join(names[:most]) + (f"等{len(names)}个" if rest > 0 else "")


def joined(texts: Sequence[str]) -> str:
    """Several reminders in one message."""
    if len(texts) == 1:
        return texts[0]
    return "\n\n".join(f"{number}. {text}" for number, text in enumerate(texts, 1))


def several(what: str, count: int) -> str:
    tail = f"等{count}件事"
    return what[: FIELD_MAX_CHARS - len(tail)] + tail


def place_of(station: str, address: str) -> str:
    if not station:
        return "所在的联络站"
    return f"{station}({address})" if address else station


def whole_fields(fields: Mapping[str, str], text: str, day: date) -> dict[str, str]:
    """A template refuses a push that leaves one of its fields empty."""
    own = {name: value for name, value in fields.items() if value}
    return {
        "what": " ".join(text.split())[:FIELD_MAX_CHARS],
        "when": field_time(day, ""),
        "where": LOOK,
        **own,
    }


def field_what(title: str, stage: str, note: str) -> str:
    """Title and stage; the title is what gives way."""
    tail = note[:8] if stage == "prepare" else STAGES[stage]
    return title[: FIELD_MAX_CHARS - len(tail)] + tail


def field_time(day: date, hours: str) -> str:
    return f"{day.year}年{day.month}月{day.day}日 {hours}".strip()


def field_place(station: str, address: str) -> str:
    """With the address when both fit, else the name alone: half an address helps nobody."""
    whole = place_of(station, address)
    return whole if len(whole) <= FIELD_MAX_CHARS else station[:FIELD_MAX_CHARS]
