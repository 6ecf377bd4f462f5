"""``renda roster list`` and ``renda roster codes``: who is on the roster, and the binding codes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Column, Table

from bot.clock import system_clock
from bot.entry.commands.township import opened, require_township
from bot.entry.effective import load_settings
from bot.errors import Refused
from bot.ledger.export.atomic import write_whole
from bot.roster import hand_out
from bot.roster.columns import ROLES
from bot.roster.listing import members
from bot.texts import roster as texts

TownshipOption = Annotated[str, typer.Option("--township", help="哪个乡镇;不写就是设置里的那个")]
StationOption = Annotated[str, typer.Option("--station", help="只看一个联络站,编号或名称")]


def list_command(
    station: StationOption = "",
    gone: Annotated[bool, typer.Option("--all", help="离任的也列出来")] = False,
    township: TownshipOption = "",
) -> None:
    """列出花名册里的人。"""
    settings = load_settings()
    with opened(settings) as database, database.read() as connection:
        where = require_township(connection, township or settings.office.township)
        found = members(connection, where, station_text=station, gone=gone)
    table = _table(texts.LIST_HEADINGS)
    for m in found:
        bound = texts.BOUND if m.bound else texts.UNBOUND
        status = texts.IN_OFFICE if m.active else texts.LEFT
        role = ROLES.get(m.role, m.role)
        table.add_row(m.name, role, m.station, m.grid, m.phone, m.level, m.group, bound, status)
    Console().print(table)


def codes_command(
    station: StationOption = "",
    out: Annotated[
        Path | None, typer.Option("--out", help="写到文件,.xlsx 或 .csv;不写就显示在屏幕上")
    ] = None,
    again: Annotated[bool, typer.Option("--again", help="码还没过期的人也重发,原来的码作废")] = False,
    township: TownshipOption = "",
) -> None:
    """给还没绑定的人发绑定码。码只在这时看得到一次。"""
    settings = load_settings()
    writer = hand_out.as_csv if out is not None and suffix_of(out) == ".csv" else hand_out.as_xlsx
    with opened(settings) as database, database.write() as connection:
        where = require_township(connection, township or settings.office.township)
        given = hand_out.hand_out(
            connection, where, settings, system_clock(), station_text=station, again=again
        )
        if given.rows and out is not None:
            write_whole(out, writer(given.rows))  # before the commit: codes that nobody read are not issued
    if given.rows and out is not None:
        typer.echo(texts.wrote_codes(out, len(given.rows)))
    elif given.rows:
        table = _table(texts.CODE_HEADINGS[:-1])
        for row in given.rows:
            table.add_row(*row[:-1])
        Console().print(table)
        typer.echo(texts.CODES_ONCE)
    if given.kept:
        typer.echo(texts.codes_kept(given.kept))
    if not given.rows and not given.kept:
        typer.echo(texts.ALL_BOUND)


def _table(headings: Sequence[str]) -> Table:
    """Long texts go on below: a name or a code that is cut off is of no use."""
    return Table(*(Column(heading, overflow="fold") for heading in headings))


def suffix_of(path: Path) -> str:
    suffix = path.suffix.lower()
    if suffix not in (".xlsx", ".csv"):
        raise Refused(texts.bad_suffix(path))
    return suffix
