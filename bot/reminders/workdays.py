"""Which days are workdays (工作日), with the days worked in exchange for a holiday (调休).

The national calendar comes from ``chinesecalendar``, whose data for a year ships late in the year before. A
local file goes before it; a year that neither knows is counted Monday to Friday, and the clerk is told so.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Literal

import chinese_calendar

from bot.errors import Refused
from bot.texts import reminders as texts

WORK, REST = "班", "休"
KNOWN_YEARS = frozenset(day.year for day in chinese_calendar.holidays)
MAX_SHIFT_DAYS = 20  # the longest holiday has nine


class Workdays:
    def __init__(self, file: str = "") -> None:
        self._local = _read(Path(file)) if file else {}
        self._years = KNOWN_YEARS | {day.year for day in self._local}

    @property
    def fingerprint(self) -> str:
        """Changes when the local file or the national data changes."""
        return f"{max(KNOWN_YEARS)}{sorted(self._local.items())}"

    def knows(self, year: int) -> bool:
        return year in self._years

    def is_workday(self, day: date) -> bool:
        if day in self._local:
            return self._local[day]
        if day.year in KNOWN_YEARS:
            return bool(chinese_calendar.is_workday(day))
        return day.isoweekday() <= 5

    def shifted(self, day: date, rule: Literal["keep", "next", "previous"]) -> date:
        """The day itself, or the nearest workday in the direction of the rule."""
        if rule == "keep":
            return day
        step = timedelta(days=1 if rule == "next" else -1)
        for _ in range(MAX_SHIFT_DAYS):
            if self.is_workday(day):
                break
            day += step
        return day


def _read(file: Path) -> dict[date, bool]:
    """Lines like ``2027-02-07 班``; what follows is a note. Raises :class:`Refused`."""
    if not file.is_file():
        raise Refused(texts.NO_WORKDAYS_FILE.format(file=file))
    local: dict[date, bool] = {}
    for number, line in enumerate(file.read_text(encoding="utf-8-sig").splitlines(), 1):
        words = line.split("#")[0].split()
        if not words:
            continue
        try:
            day, mark = date.fromisoformat(words[0]), words[1]
            local[day] = {WORK: True, REST: False}[mark]
        except (ValueError, IndexError, KeyError) as error:
            raise Refused(texts.BAD_WORKDAYS_LINE.format(file=file, number=number)) from error
    return local
