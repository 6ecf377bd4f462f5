"""``renda roster``: the template and the import; the list and the binding codes are in ``roster_people``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from bot.clock import system_clock
from bot.entry.commands import roster_people, roster_terms
from bot.entry.commands.roster_people import TownshipOption, suffix_of
from bot.entry.commands.township import opened
from bot.errors import Refused
from bot.ledger.export.atomic import write_whole
from bot.roster import diff
from bot.roster.importing import Report, import_roster
from bot.roster.plan import Action
from bot.roster.template import template_csv, template_xlsx
from bot.settings import load_settings
from bot.texts import roster as texts

app = typer.Typer(no_args_is_help=True, help="花名册:代表、专干、联络站、网格,以及绑定码")


@app.command("template")
def template_command(
    out: Annotated[Path, typer.Option("--out", help="写到哪里,.xlsx 或 .csv")] = Path("花名册模板.xlsx"),
) -> None:
    """生成一份花名册模板,照着填就能导入。"""
    write_whole(out, template_csv() if suffix_of(out) == ".csv" else template_xlsx())
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
    with opened(settings) as database:
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


app.command("list")(roster_people.list_command)
app.command("codes")(roster_people.codes_command)
app.command("term")(roster_terms.term_command)
app.command("by-election")(roster_terms.by_election_command)
