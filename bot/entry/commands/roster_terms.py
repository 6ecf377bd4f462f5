"""``renda roster term`` and ``by-election``: a new term (换届), and who came between two of them (补选)."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from bot.clock import system_clock
from bot.entry.commands.township import opened, require_township
from bot.errors import Refused
from bot.ledger import audit
from bot.ledger.export.request import read_day
from bot.ledger.papers.about import find_deputy
from bot.roster import terms
from bot.roster.columns import LEVEL_WORDS
from bot.settings import load_settings
from bot.texts import terms as texts

TownshipOption = Annotated[str, typer.Option("--township", help="哪个乡镇;不写就是设置里的那个")]
StationOption = Annotated[str, typer.Option("--station", help="联络站的编号或名称;有两位同名代表时要写")]


def term_command(
    level: Annotated[str, typer.Option("--level", help="乡镇、县级、市级、省级、全国")] = "乡镇",
    number: Annotated[int, typer.Option("--number", help="第几届;不写就列出已有的", min=0, max=99)] = 0,
    begins: Annotated[str, typer.Option("--from", help="从哪天起,如 2026-11-15")] = "",
    township: TownshipOption = "",
) -> None:
    """登记换届:新一届从哪天起。上一届和上一届代表的资格随之结束,履职记录都保留。"""
    settings, now = load_settings(), system_clock()
    with opened(settings) as database, database.write() as connection:
        where = require_township(connection, township or settings.office.township)
        if number:
            new = terms.open_term(connection, where, _level(level), number, read_day(begins))
            kept = terms.keep_mandates(connection, where, now.date())
            audit.record(connection, audit.COMMAND, "term", new.label, str(new.begins_on), now)
            typer.echo(texts.opened(new.label, new.begins_on, kept))
        known = terms.terms(connection, where)
        table = Table(*texts.TERM_HEADINGS)
        for each in known:
            held = str(terms.count_held(connection, each.id))
            table.add_row(each.label, str(each.begins_on), str(each.ends_on or texts.PRESENT), held)
    if known:
        Console().print(table)
    else:
        typer.echo(texts.NO_TERMS)


def by_election_command(
    deputy: Annotated[str, typer.Argument(help="代表姓名")],
    day: Annotated[str, typer.Option("--on", help="补选的日子,如 2027-03-08")],
    level: Annotated[str, typer.Option("--level", help="乡镇、县级、市级、省级、全国")] = "乡镇",
    station: StationOption = "",
    township: TownshipOption = "",
) -> None:
    """登记补选:届中进来的代表是哪天补选的(先导入花名册)。"""
    settings, now = load_settings(), system_clock()
    with opened(settings) as database, database.write() as connection:
        where = require_township(connection, township or settings.office.township)
        about = find_deputy(connection, where, deputy, station)
        held = terms.by_election(connection, where, about.id, _level(level), read_day(day))
        target, detail = f"person:{about.id}", f"{held.label} {day}"
        audit.record(connection, audit.COMMAND, "by_election", target, detail, now)
    typer.echo(texts.by_elected(about.name, held.label, read_day(day)))


def _level(text: str) -> str:
    level = LEVEL_WORDS.get(text.strip())
    if level is None:
        raise Refused(texts.BAD_LEVEL)
    return level
