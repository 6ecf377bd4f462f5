"""Handing out binding codes: who gets one, and the sheet to cut up and give to each in person."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import datetime

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from sqlalchemy import Connection

from bot.ledger import audit
from bot.roster.codes import issue, live_holders
from bot.roster.columns import ROLES
from bot.roster.listing import Member, members
from bot.settings import Settings
from bot.store.tables import binding_code
from bot.texts import roster as texts


@dataclass(frozen=True)
class HandOut:
    """``rows`` in the order of texts.CODE_HEADINGS; ``kept``: people whose earlier code is still good."""

    rows: tuple[tuple[str, ...], ...]
    kept: int


def hand_out(
    connection: Connection,
    township_id: str,
    settings: Settings,
    now: datetime,
    *,
    station_text: str,
    again: bool,
    person_id: str = "",
    by: str = audit.COMMAND,
) -> HandOut:
    """Issues a code to everybody in office who is not bound; ``again`` voids codes that are still good.

    ``person_id``: to her alone, bound or not: she may have a new phone.
    """
    everybody = members(connection, township_id, station_text=station_text)
    waiting = [m for m in everybody if (m.id == person_id if person_id else not m.bound)]
    holders = set() if again else live_holders(connection, now)
    rows = [_row(connection, m, settings, now) for m in waiting if m.id not in holders]
    if rows:
        detail = f"count={len(rows)}"
        whose = f"person:{person_id}" if person_id else station_text or "all"
        audit.record(connection, by, "binding_codes", whose, detail, now)
    return HandOut(tuple(rows), len(waiting) - len(rows))


def _row(connection: Connection, member: Member, settings: Settings, now: datetime) -> tuple[str, ...]:
    code = issue(connection, member.id, settings, now)
    expires = connection.execute(
        binding_code.select()
        .with_only_columns(binding_code.c.expires_at)
        .where(binding_code.c.person_id == member.id)
    ).scalar_one()
    until = f"{expires.year}年{expires.month}月{expires.day}日"
    name, role = member.name, ROLES.get(member.role, member.role)
    return (name, role, member.station, member.grid, code, until, texts.how_to_bind(name, code))


def as_csv(rows: tuple[tuple[str, ...], ...]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(texts.CODE_HEADINGS)
    # ="012345" keeps the leading zero in Excel, which would show a bare 012345 as 12345.
    writer.writerows([*row[:4], f'="{row[4]}"', *row[5:]] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(rows: tuple[tuple[str, ...], ...]) -> bytes:
    """One A4 sheet to print and cut along the lines."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = texts.CODES_TITLE
    sheet.append([texts.CODES_TITLE])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(texts.CODE_HEADINGS))
    sheet.append(list(texts.CODE_HEADINGS))
    for row in rows:
        sheet.append(list(row))
    line = Border(bottom=Side(style="dashed"), top=Side(style="dashed"))
    for number in range(3, sheet.max_row + 1):
        sheet.row_dimensions[number].height = 32
    for index, width in enumerate((12, 9, 26, 20, 12, 18, 36), start=1):
        sheet.column_dimensions[get_column_letter(index)].width = width
        for number in range(2, sheet.max_row + 1):
            cell = sheet.cell(number, index)
            cell.border, cell.number_format = line, "@"
            cell.font = Font(name="微软雅黑", size=16 if index == 5 and number > 2 else 11, bold=number == 2)
            cell.alignment = Alignment(vertical="center", wrap_text=True)
    sheet["A1"].font = Font(name="微软雅黑", size=18, bold=True)
    sheet["A1"].alignment = Alignment(horizontal="center")
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]
    sheet.print_title_rows = "2:2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
