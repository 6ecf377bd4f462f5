"""``renda dates``: the calendar or the thresholds that hang on a day or a number, as text, .ics or .xlsx."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Annotated

import typer
from openpyxl import Workbook

from bot.clock import system_clock
from bot.errors import Refused
from bot.ledger.export.atomic import write_whole
from bot.settings import load_settings
from bot.texts import commands as texts
from knowledge.deadlines import Computed, compute


def dates(
    said: Annotated[str, typer.Argument(help="如“选举日是12月20日”“代表52人,到会38人能开会吗”")],
    out: Annotated[Path | None, typer.Option("--out", help="写成日历 .ics 或表格 .xlsx")] = None,
) -> None:
    """算法定日期和人数门槛;--out 写成日历或表格。"""
    settings = load_settings()
    computed = compute(said, system_clock().date(), settings.office.province or None)
    if computed is None:
        raise Refused(texts.NOT_A_SUM)
    typer.echo(computed.chat_text())
    if out is not None:
        write_whole(out, _file(computed, out.suffix.lower()))
        typer.echo(texts.WROTE.format(file=out))


def _file(computed: Computed, suffix: str) -> bytes:
    if not computed.rows:
        raise Refused(texts.NOTHING_TO_WRITE)
    if suffix == ".ics":
        return computed.ics()
    if suffix != ".xlsx":
        raise Refused(texts.ICS_OR_XLSX)
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in computed.table():
        sheet.append(list(line))
    sheet.freeze_panes = "A2"
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()
