"""``renda roster``: the template, the import, the list and the binding codes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Column, Table
from sqlalchemy import Connection

from bot.clock import system_clock
from bot.entry.commands import roster_terms
from bot.errors import Refused
from bot.ledger.export.atomic import write_whole
from bot.roster import diff, hand_out
from bot.roster.columns import ROLES
from bot.roster.importing import Report, import_roster
from bot.roster.known import find_township
from bot.roster.listing import members
from bot.roster.plan import Action
from bot.roster.template import template_csv, template_xlsx
from bot.settings import Settings, load_settings
from bot.store.database import Database
from bot.texts import roster as texts

app = typer.Typer(no_args_is_help=True, help="花名册:代表、专干、联络站、网格,以及绑定码")

TownshipOption = Annotated[str, typer.Option("--township", help="哪个乡镇;不写就是设置里的那个")]
StationOption = Annotated[str, typer.Option("--station", help="只看一个联络站,编号或名称")]


@app.command("template")
def template_command(
    out: Annotated[Path, typer.Option("--out", help="写到哪里,.xlsx 或 .csv")] = Path("花名册模板.xlsx"),
) -> None:
    """生成一份花名册模板,照着填就能导入。"""
    write_whole(out, template_csv() if _suffix(out) == ".csv" else template_xlsx())
    typer.echo(texts.wrote(out))


@app.command("import")
def import_command(
    file: Annotated[Path, typer.Argument(help="填好的花名册,.xlsx 或 .csv")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只看会改什么,不真改")] = False,
    full: Annotated[bool, typer.Option("--full", help="这份是完整名单:不在表里的人转为离任")] = False,
    township: TownshipOption = "",
) -> None:
    """导入花名册。有一行不对,整份都不导入;重复导入不会重复加人。"""
    settings = load_settings()
    name = township or settings.office.township
    with _opened(settings) as database:
        report = import_roster(database, file, name, system_clock(), dry_run=dry_run, full=full)
    for hint in report.hints:
        typer.echo(hint)
    if report.complaints:
        typer.echo(texts.bad_rows(len(report.complaints)))
        for complaint in report.complaints:
            typer.echo(f"  {complaint.where}:{complaint.reason}")
        raise Refused(texts.NOTHING_CHANGED)
    _show(report)
    if dry_run:
        typer.echo(texts.DRY_RUN)
    else:
        typer.echo(texts.nothing_new(name) if report.plan.idle else texts.imported(name))


@app.command("list")
def list_command(
    station: StationOption = "",
    gone: Annotated[bool, typer.Option("--all", help="离任的也列出来")] = False,
    township: TownshipOption = "",
) -> None:
    """列出花名册里的人。"""
    settings = load_settings()
    with _opened(settings) as database, database.read() as connection:
        found = members(
            connection, _township(connection, settings, township), station_text=station, gone=gone
        )
    table = _table(texts.LIST_HEADINGS)
    for m in found:
        bound = texts.BOUND if m.bound else texts.UNBOUND
        status = texts.IN_OFFICE if m.active else texts.LEFT
        role = ROLES.get(m.role, m.role)
        table.add_row(m.name, role, m.station, m.grid, m.phone, m.level, m.group, bound, status)
    Console().print(table)


@app.command("codes")
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
    writer = hand_out.as_csv if out is not None and _suffix(out) == ".csv" else hand_out.as_xlsx
    with _opened(settings) as database, database.write() as connection:
        where = _township(connection, settings, township)
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


def _show(report: Report) -> None:
    table = Table(*texts.SUMMARY_HEADINGS)
    for row in diff.summary_rows(report.plan):
        table.add_row(*row)
    Console().print(table)
    for line in diff.lines(report.plan):
        typer.echo(line)
    absent = len(report.plan.of(Action.ABSENT))
    if absent:
        typer.echo(texts.would_stay(absent))


@contextmanager
def _opened(settings: Settings) -> Iterator[Database]:
    database = Database(settings.database_url)
    try:
        database.migrate()
        yield database
    finally:
        database.close()


def _township(connection: Connection, settings: Settings, name: str) -> str:
    """Raises :class:`Refused` for a township without a roster."""
    wanted = name or settings.office.township
    found = find_township(connection, wanted)
    if found is None:
        raise Refused(texts.no_such_township(wanted))
    return found


def _suffix(path: Path) -> str:
    suffix = path.suffix.lower()
    if suffix not in (".xlsx", ".csv"):
        raise Refused(texts.bad_suffix(path))
    return suffix


app.command("term")(roster_terms.term_command)
app.command("by-election")(roster_terms.by_election_command)
