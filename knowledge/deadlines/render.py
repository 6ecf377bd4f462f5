"""Words for the chat. Short: the point, then what proves it, then what the law leaves open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from knowledge.deadlines.holidays import announced, day_off, weekday
from knowledge.deadlines.model import Ambiguity, Row

if TYPE_CHECKING:
    from knowledge.deadlines.computed import Computed

COUNTY_LABEL = "乡镇参照,非法定"


def short_date(day: date, year: int) -> str:
    """12月5日(周六), with the year where it is not the calendar's own."""
    prefix = "" if day.year == year else f"{day.year}年"
    return f"{prefix}{day.month}月{day.day}日({weekday(day)})"


def days_off(rows: Sequence[Row]) -> tuple[date, ...]:
    """Last days (by either reading) that fall on a day off (ambiguity ⑧)."""
    touched = (row for row in rows if "⑧" in row.ambiguities)
    return tuple(sorted({day for row in touched for day in (row.day, row.safe_day) if day and day_off(day)}))


def local_lines(rows: Sequence[Row], province: str | None) -> tuple[str, ...]:
    """What the named province says differently."""
    lines = (
        f"{province}({row.item}):{entry.text}"
        for row in rows
        for entry in row.rule.local
        if province and entry.province == province
    )
    return tuple(dict.fromkeys(lines))


def source(row: Row) -> str:
    mark = f",{COUNTY_LABEL}" if row.rule.binding == "county" else ""
    article = row.article if row.article.startswith("第") else f"第{row.article.removeprefix('条目')}条"
    return f"{row.rule.law_short}{article}{mark}"


def _dated(row: Row, year: int, today: date) -> str:
    assert row.day is not None
    assert row.safe_day is not None
    past = "(已过)" if row.day < today else ""
    safe = "" if row.safe_day == row.day else f",稳妥{row.safe_day.month}月{row.safe_day.day}日"
    note = f",{row.note}" if row.note else ""
    said = f"{row.bound}{short_date(row.day, year)}{past}"
    return f"· {said} {row.item}{safe}({source(row)},{row.arithmetic}{note})"


def _undated(row: Row) -> str:
    return f"· {row.item}:{row.rule.rule}。{source(row)}"


def _threshold(row: Row) -> list[str]:
    lines = [f"规定:{row.rule.rule}({source(row)})。", f"算法:{row.arithmetic}。"]
    return lines + ([f"注意:{row.note}。"] if row.note else [])


def _readings(ambiguities: Sequence[Ambiguity]) -> list[str]:
    if not ambiguities:
        return []
    lines = [
        f"{entry.id}{entry.question}:{entry.first};或者{entry.second}。稳妥:{entry.safe}。"
        for entry in ambiguities
    ]
    return ["", "法律没写死的地方:", *lines]


def _hints(rows: Sequence[Row], province: str | None) -> list[str]:
    hints = []
    off = days_off(rows)
    if off:
        listed = "、".join(f"{day.month}月{day.day}日" for day in off)
        hints.append(f"碰上休息日的:{listed}。日期没有替您顺延,请提前办。")
    unknown = sorted({row.day.year for row in rows if row.day and not announced(row.day)})
    if unknown:
        hints.append(f"{'、'.join(map(str, unknown))}年的放假安排我这里还没有,只看了周六周日。")
    lines = local_lines(rows, province)
    others = sorted({entry.province for row in rows for entry in row.rule.local})
    if lines:
        hints += [f"地方规定:{line}" for line in lines]
    elif others and not province:
        hints.append(f"有的省另有规定(如{'、'.join(others)}),告诉我省名可以一起看。")
    return ["", *hints] if hints else []


def chat_text(answer: Computed, ambiguities: Sequence[Ambiguity]) -> str:
    rows, lines = answer.rows, list(answer.points)
    if answer.kind == "calendar" and answer.anchor_day:
        year = answer.anchor_day.year
        lines += [_dated(row, year, answer.today) if row.day else _undated(row) for row in rows]
    elif answer.kind == "threshold":
        lines += [line for row in rows for line in _threshold(row)]
    return "\n".join([*lines, *_readings(ambiguities), *_hints(rows, answer.province)])
