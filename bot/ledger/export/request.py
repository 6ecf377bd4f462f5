"""What a clerk asks for, read leniently: which ledger, from which day to which, into what kind of file."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from pathlib import Path

from bot.errors import Refused
from bot.ledger.export.columns import Ledger
from bot.ledger.export.ledgers import LEDGERS
from bot.roster.clean import squeezed
from bot.texts import exports as texts

_WORDS = {"五个1": "five_ones", "5个一": "five_ones", "总": "all", "总表": "all", "签到表": "check_in"}
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")


def read_ledger(text: str) -> Ledger:
    """By key or Chinese name. Raises :class:`Refused` naming those there are."""
    plain = squeezed(text).removesuffix("台账").replace("-", "_").lower()
    key = _WORDS.get(plain, plain)
    found = next((ledger for ledger in LEDGERS.values() if key in (ledger.key, ledger.label)), None)
    if found is None:
        known = "、".join(f"{ledger.key}({ledger.label})" for ledger in LEDGERS.values())
        raise Refused(texts.unknown_kind(text, known))
    return found


def read_day(text: str) -> date:
    """2026-11-01, 2026/11/1, 20261101, 2026年11月1日. Raises :class:`Refused`."""
    plain = squeezed(text)
    found = _DAY.fullmatch(plain) or re.fullmatch(r"(\d{4})(\d\d)(\d\d)", plain)
    try:
        year, month, day = (int(part) for part in found.groups()) if found else (0, 0, 0)
        return date(year, month, day)
    except ValueError as error:
        raise Refused(texts.bad_day(text)) from error


def read_span(first: str, last: str, today: date) -> tuple[date, date]:
    """Without days: this year until today. Raises :class:`Refused` when they are the wrong way round."""
    start = read_day(first) if first else date(today.year, 1, 1)
    end = read_day(last) if last else today
    if end < start:
        raise Refused(texts.BACKWARDS)
    return start, end


def read_period(month: str, year: str, today: date) -> tuple[date, date]:
    """A whole month or a whole year; without either, this month. Raises :class:`Refused`."""
    found = re.fullmatch(r"(\d{4})[-年/.](\d{1,2})月?", squeezed(month)) if month else None
    alone = re.fullmatch(r"(\d{4})年?", squeezed(year)) if year else None
    if (month and year) or (month and not found) or (year and not alone):
        raise Refused(texts.BAD_PERIOD)
    if alone:
        return date(int(alone.group(1)), 1, 1), date(int(alone.group(1)), 12, 31)
    which, number = (int(found.group(1)), int(found.group(2))) if found else (today.year, today.month)
    if not 1 <= number <= 12:
        raise Refused(texts.BAD_PERIOD)
    return date(which, number, 1), date(which, number, monthrange(which, number)[1])


def read_suffix(path: Path) -> str:
    suffix = path.suffix.lower()
    if suffix not in (".xlsx", ".docx", ".csv", ".json"):
        raise Refused(texts.unknown_suffix(path))
    return suffix
