"""What the flows say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

ROLES = {"deputy": "代表", "clerk": "专干", "grid_worker": "民情联络员"}

ASK_WHAT = "想问什么?直接说,比如“代表建议多久要答复?”"
ASK_STATION = "您在哪个站点?"
ASK_WHICH_ITEM = "记哪一项?点一下,或者回数字:"
BIND_STOPPED = "姓名和绑定码还是对不上,先停一停,一小时以后再试。急的话请找专干要新的码。"


def refusal(text: str, phone: str) -> str:
    kept = "您的问题已经记下,专干看得到。"
    return f"{text}{kept}" + (f"\n急的话打办公室电话{phone}。" if phone else "")


def no_such_station(code: str) -> str:
    return f"没有编号“{code}”的站点。"


def _clock(at: datetime) -> str:
    return f"{at.hour:02}:{at.minute:02}"  # strftime takes three times as long


def checked_in(place: str, at: datetime, number: str, way: str) -> str:
    return f"签到成功:{at.month}月{at.day}日{_clock(at)},{place}({way})。编号 {number}。"


def already_checked_in(place: str, at: datetime, number: str) -> str:
    return f"今天{_clock(at)}已经在{place}签过到了(编号 {number}),不用再签。"


def five_ones_saved(label: str, number: str, photos: int, missing: Sequence[str]) -> str:
    with_photos = f",照片{photos}张" if photos else ""
    lines = [f"记好了:{label}{with_photos}。编号 {number}。"]
    if missing:
        lines.append(f"今年五个一还差:{'、'.join(missing)}。")
    else:
        lines.append("今年的五个一都有了,辛苦了!")
    return "\n".join(lines)


def my_record(
    name: str,
    year: int,
    totals: Sequence[tuple[str, int]],
    items: Sequence[tuple[str, int]],
    latest: Sequence[tuple[str, str, date, str]],
) -> str:
    lines = [
        f"{name},您{year}年的履职:",
        "、".join(f"{label} {count}次" for label, count in totals),
        "五个一:",
    ]
    lines += [
        f"{'✓' if count else '○'} {label}" + (f" {count}件" if count else " 还没有") for label, count in items
    ]
    if latest:
        lines.append("最近几条:")
        lines += [
            f"{number} {label} {day.month}月{day.day}日" + (f"({state})" if state else "")
            for number, label, day, state in latest
        ]
    lines.append("只有您自己和专干看得到。")
    return "\n".join(lines)


MORE_HELLO = "还能做这些。"


def help_hello(name: str) -> str:
    return f"{name},我能帮您做这些。" if name else "我能帮您做这些。"


def help_text(hello: str) -> str:
    return f"{hello}直接问、直接说都行,也可以回数字或点下面的字。"
