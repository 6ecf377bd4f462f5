"""Attendance machines (考勤机): reading what they export, and writing the check-ins of those who are known.

Writes entries ``check_in``, one a person and day, by the first time of the day. A second import adds nothing.
Off by default (``check_in.ways``). Fingerprints stay in the machine: only names and times are read.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from openpyxl import load_workbook

from bot.checkin.record import Comer, check_in
from bot.clock import SHANGHAI
from bot.errors import Refused
from bot.ledger.desk import LedgerDesk
from bot.roster.desk import Place, RosterDesk
from bot.texts import checkin as texts

NAME_HEADINGS = ("姓名", "名字", "人员姓名", "name")
TIME_HEADINGS = ("日期时间", "打卡时间", "考勤时间", "刷卡时间", "签到时间", "时间", "datetime", "time")
DAY_HEADINGS = ("日期", "考勤日期", "date")
_MOMENT = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?\s+(\d{1,2}):(\d{2})")
ENCODINGS = ("utf-8-sig", "gb18030")


@dataclass(frozen=True)
class Imported:
    added: int
    already: int
    unknown: tuple[str, ...]  # names that are nobody's, or two persons'


def read_times(path: Path) -> dict[tuple[str, str], datetime]:
    """(name, day) -> the first time of that day. Raises :class:`Refused` when there is no such table."""
    rows = _xlsx(path) if path.suffix.lower() == ".xlsx" else _text(path)
    head = next((i for i, row in enumerate(rows) if _column(row, NAME_HEADINGS) is not None), None)
    if head is None:
        raise Refused(texts.no_headings(path.name))
    name_at, time_at = _column(rows[head], NAME_HEADINGS), _column(rows[head], TIME_HEADINGS)
    day_at = _column(rows[head], DAY_HEADINGS)
    if name_at is None or time_at is None:
        raise Refused(texts.no_headings(path.name))
    first: dict[tuple[str, str], datetime] = {}
    for row in rows[head + 1 :]:
        if len(row) <= max(name_at, time_at):
            continue
        day = row[day_at] if day_at is not None and day_at < len(row) else ""
        moment = _moment(row[time_at]) or _moment(f"{day} {row[time_at]}")
        name = re.sub(r"\s+", "", row[name_at])
        if moment is None or not name:
            continue
        key = (name, moment.date().isoformat())
        first[key] = min(first.get(key, moment), moment)
    return first


def import_times(
    ledger: LedgerDesk,
    roster: RosterDesk,
    township_id: str,
    place: Place,
    times: dict[tuple[str, str], datetime],
    now: datetime,
) -> Imported:
    """Two deputies of one name are not guessed apart: they are reported like an unknown one."""
    added = already = 0
    unknown: set[str] = set()
    for (name, _day), moment in sorted(times.items(), key=lambda each: each[1]):
        known = roster.deputies(township_id, name=name)
        if len(known) != 1 or moment > now:
            unknown.add(name)
            continue
        done = check_in(ledger, Comer.of(known[0]), place, "machine", moment, now, by="machine")
        added, already = added + (not done.again), already + done.again
    return Imported(added, already, tuple(sorted(unknown)))


def _column(row: list[str], headings: tuple[str, ...]) -> int | None:
    labels = [entry_text.strip().lower() for entry_text in row]
    return next((labels.index(heading) for heading in headings if heading in labels), None)


def _moment(text: str) -> datetime | None:
    found = _MOMENT.search(text)
    try:
        return datetime(*(int(part) for part in found.groups()), tzinfo=SHANGHAI) if found else None  # type: ignore[misc, arg-type]
    except ValueError:
        return None


def _xlsx(path: Path) -> list[list[str]]:
    try:
        sheet = load_workbook(path, read_only=True, data_only=True).worksheets[0]
    except (OSError, KeyError, ValueError) as error:
        raise Refused(texts.unreadable(path.name)) from error
    return [
        [str(entry_text) if entry_text is not None else "" for entry_text in row]
        for row in sheet.iter_rows(values_only=True)
    ]


def _text(path: Path) -> list[list[str]]:
    """Comma or tab; machines write UTF-8 or GBK."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise Refused(texts.unreadable(path.name)) from error
    for encoding in ENCODINGS:
        try:
            lines = raw.decode(encoding).splitlines()
        except UnicodeDecodeError:
            continue
        tabs = sum("\t" in line for line in lines) > len(lines) // 2
        return list(csv.reader(lines, delimiter="\t" if tabs else ","))
    raise Refused(texts.unreadable(path.name))
