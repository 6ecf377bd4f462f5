"""An answer that is a day: 今天, 昨天, 11月20日, 20号."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from bot.dialog import words
from bot.dialog.flow import NotAnAnswer, Reader
from bot.dialog.turn import Turn
from bot.messages import Choice
from bot.texts import dialog as texts

_DAYS_AGO = {
    "今天": 0,
    "今日": 0,
    "今早": 0,
    "今晚": 0,
    "刚才": 0,
    "昨天": 1,
    "昨日": 1,
    "昨晚": 1,
    "前天": 2,
}
_DATE = re.compile(r"^(?:(\d{4}|\d{2})[年./-])?(\d{1,2})[月./-](\d{1,2})[日号]?$")
_DAY = re.compile(r"^(?:本月|这个月)?(\d{1,2})[日号]$")


@dataclass(frozen=True)
class DateReader(Reader):
    """A day that is not in the future and at most ``max_age_days`` back."""

    max_age_days: int = 400

    def read(self, turn: Turn, so_far: Any) -> str:
        day = parse_day(words.squeezed(turn.text), turn.now.date())
        if day is None:
            raise NotAnAnswer(texts.NEED_DATE)
        if day > turn.now.date():
            raise NotAnAnswer(texts.date_in_future(day))
        if (turn.now.date() - day).days > self.max_age_days:
            raise NotAnAnswer(texts.date_too_old(day))
        return day.isoformat()

    def show(self, turn: Turn, value: Any) -> str:
        return texts.day(date.fromisoformat(value))

    def choices(self, turn: Turn) -> tuple[Choice, ...]:
        return (Choice("今天", "今天"), Choice("昨天", "昨天"))


def parse_day(said: str, today: date) -> date | None:
    """The day that is meant; without a year the latest such day that is not in the future."""
    for word, ago in _DAYS_AGO.items():
        if said in (word, word + "上午", word + "下午", word + "晚上"):
            return today - timedelta(days=ago)
    try:
        if found := _DATE.match(said):
            year, month, day = found.groups()
            if year:
                return date(int(year) if len(year) == 4 else 2000 + int(year), int(month), int(day))
            this_year = date(today.year, int(month), int(day))
            return this_year if this_year <= today else date(today.year - 1, int(month), int(day))
        if found := _DAY.match(said):
            return today.replace(day=int(found.group(1)))
    except ValueError:
        return None
    return None
