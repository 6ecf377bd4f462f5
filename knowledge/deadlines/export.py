"""The same rows as a table for a sheet, and as a calendar file for a phone."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event

from knowledge.deadlines.model import Row
from knowledge.deadlines.render import COUNTY_LABEL, local_lines, source

HEADER = ("事项", "日期或门槛", "稳妥", "规定", "法律", "条", "算法", "说明")


def _note(row: Row, province: str | None) -> str:
    parts = [row.note] if row.note else []
    if row.rule.binding == "county":
        parts.append(COUNTY_LABEL)
    if "⑧" in row.ambiguities:
        parts.append("碰上休息日,请提前办")
    if row.ambiguities:
        parts.append(f"有两种理解:{''.join(row.ambiguities)}")
    return ";".join([*parts, *local_lines((row,), province)])


def table(rows: Sequence[Row], province: str | None) -> tuple[tuple[str, ...], ...]:
    lines = (
        (
            row.item,
            row.value,
            row.safe,
            row.rule.rule,
            row.law,
            row.article,
            row.arithmetic,
            _note(row, province),
        )
        for row in rows
    )
    return (HEADER, *lines)


def _event(row: Row, today: date) -> Event:
    """On the safe day, so that a phone reminds in time; the last day by the usual reading is in the text."""
    assert row.day is not None
    assert row.safe_day is not None
    event = Event()
    event.add(
        "uid",
        f"{row.rule.id}-{row.day.isoformat()}-{row.safe_day.isoformat()}-{len(row.item)}@renda-assistant",
    )
    event.add("dtstamp", datetime.combine(today, time(), UTC))
    event.add("dtstart", row.safe_day)
    event.add("dtend", row.safe_day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    latest = "" if row.day == row.safe_day else f"(最迟{row.day.month}月{row.day.day}日)"
    event.add("summary", f"{row.item}{latest}")
    event.add(
        "description", f"{row.rule.rule}。依据:{source(row)}。算法:{row.arithmetic}。{_note(row, None)}"
    )
    return event


def ics(rows: Sequence[Row], today: date) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//renda-assistant//deadlines//ZH")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    for row in rows:
        if row.day:
            calendar.add_component(_event(row, today))
    return bytes(calendar.to_ical())
