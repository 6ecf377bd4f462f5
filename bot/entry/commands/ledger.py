"""``renda ledger``: look at a ledger, and write it to a file."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Column as Heading
from rich.table import Table

from bot.clock import system_clock
from bot.entry.commands import ledger_papers
from bot.entry.commands.township import opened, require_township
from bot.entry.effective import load_settings
from bot.ledger import audit
from bot.ledger.export.cells import View
from bot.ledger.export.keys import Span, count_lines
from bot.ledger.export.ledgers import ALL, LEDGERS
from bot.ledger.export.lines import read_lines
from bot.ledger.export.request import read_ledger, read_period, read_span, read_suffix
from bot.ledger.export.run import Request, export, summarise
from bot.ledger.export.values import as_text
from bot.texts import exports as texts

app = typer.Typer(no_args_is_help=True, help="台账:看一看,导出成表格")

KindArgument = Annotated[
    str, typer.Argument(help="哪种台账:" + "、".join(f"{a.key}({a.label})" for a in LEDGERS.values()))
]
FromOption = Annotated[str, typer.Option("--from", help="从哪天起,如 2026-11-01;不写就是今年1月1日")]
ToOption = Annotated[str, typer.Option("--to", help="到哪天止,含当天;不写就是今天")]
TownshipOption = Annotated[str, typer.Option("--township", help="哪个乡镇;不写就是设置里的那个")]


@app.command("export")
def export_command(
    kind: KindArgument,
    out: Annotated[Path, typer.Option("--out", help="写到哪里,后缀定格式:.xlsx .docx .csv .json")],
    first: FromOption = "",
    last: ToOption = "",
    unmasked: Annotated[bool, typer.Option("--unmasked", help="不隐去群众的姓名和电话(会留下记录)")] = False,
    township: TownshipOption = "",
) -> None:
    """导出一种台账,做成可以直接打印上报的表。"""
    settings, now = load_settings(), system_clock()
    ledger = read_ledger(kind)
    start, end = read_span(first, last, now.date())
    read_suffix(out)
    name = township or settings.office.township
    with opened(settings) as database:
        with database.read() as connection:
            where = require_township(connection, name)
            request = Request(ledger, where, name, start, end, out, masked=not unmasked)
            count = export(connection, request, settings, now)
        with database.write() as connection:
            detail = f"{start}..{end} lines={count} file={out.name} masked={not unmasked}"
            audit.record(connection, audit.COMMAND, "ledger_export", ledger.key, detail, now)
    typer.echo(texts.exported(out, count))


@app.command("list")
def list_command(
    kind: KindArgument = ALL.key,
    first: FromOption = "",
    last: ToOption = "",
    limit: Annotated[int, typer.Option("--limit", help="最多列几条", min=1)] = 50,
    township: TownshipOption = "",
) -> None:
    """在屏幕上列出一种台账。"""
    settings = load_settings()
    ledger = read_ledger(kind)
    start, end = read_span(first, last, system_clock().date())
    view = View.of(settings, masked=True, whole_names=False)
    columns = [column for column in ALL.columns if column.title in texts.LIST_HEADINGS]
    table = Table(*(Heading(column.title, overflow="fold") for column in columns))
    with opened(settings) as database, database.read() as connection:
        span = Span(
            require_township(connection, township or settings.office.township), ledger.key, start, end
        )
        found = count_lines(connection, span)
        for line in islice(read_lines(connection, span), limit):
            table.add_row(*(as_text(view.cell(column, line, 0)) for column in columns))
    if found:
        Console().print(table)
    typer.echo(texts.listed(found, min(found, limit)))


@app.command("summary")
def summary_command(
    out: Annotated[Path, typer.Option("--out", help="写到哪里,后缀定格式:.xlsx .docx .csv .json")],
    month: Annotated[str, typer.Option("--month", help="哪个月,如 2026-11;都不写就是本月")] = "",
    year: Annotated[str, typer.Option("--year", help="哪一年,如 2026")] = "",
    township: TownshipOption = "",
) -> None:
    """汇总五个一和登记报到:每个网格、每位代表还差什么(不排名)。"""
    settings, now = load_settings(), system_clock()
    period = read_period(month, year, now.date())
    name = township or settings.office.township
    with opened(settings) as database:
        with database.read() as connection:
            where = require_township(connection, name)
            count = summarise(connection, where, name, period, out, settings, now)
        with database.write() as connection:
            detail = f"{period[0]}..{period[1]} file={out.name}"
            audit.record(connection, audit.COMMAND, "ledger_export", "summary", detail, now)
    typer.echo(texts.summarised(out, count))


app.command("file")(ledger_papers.file_command)
app.command("report")(ledger_papers.report_command)
app.command("roll")(ledger_papers.roll_command)
app.command("points")(ledger_papers.points_command)
