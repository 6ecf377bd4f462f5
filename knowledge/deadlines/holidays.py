"""Whether a day is a working day; used for a hint only, no date is ever moved by it (ambiguity ⑧)."""

import contextlib
from datetime import date

import chinese_calendar

_WEEKDAYS = "一二三四五六日"


def weekday(day: date) -> str:
    return f"周{_WEEKDAYS[day.weekday()]}"


def announced(day: date) -> bool:
    """Is the year's holiday schedule in the data? It is published late every autumn."""
    with contextlib.suppress(NotImplementedError):
        chinese_calendar.is_workday(day)
        return True
    return False


def day_off(day: date) -> bool:
    """A weekend or holiday; weekends alone decide where the schedule is not out yet."""
    try:
        return not chinese_calendar.is_workday(day)
    except NotImplementedError:
        return day.weekday() >= 5
