"""``renda remind duty``: the duty roster – proposed, imported, confirmed, shown."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from sqlalchemy import Connection, select

from bot.clock import system_clock
from bot.entry.commands.moments import day_of, opened
from bot.entry.effective import load_settings
from bot.errors import Refused
from bot.reminders.duty.board import gaps, lines
from bot.reminders.duty.candidates import ABSENT, PREFERS, deputy_of, forget_wishes, wish, wishes
from bot.reminders.duty.desk import confirm_roster, propose_roster
from bot.reminders.duty.importing import import_duty
from bot.settings import Settings
from bot.store.tables import township
from bot.texts import duty as texts

app = typer.Typer(no_args_is_help=True, help="值班表:排班、导入、确认、查看")

From = Annotated[str, typer.Option("--from", help="从哪天起,如 2026-12-01")]
To = Annotated[str, typer.Option("--to", help="到哪天止,含当天")]
TownshipOption = Annotated[str, typer.Option("--township", help="哪个乡镇;不写就是设置里的那个")]


@app.command("propose")
def propose_command(
    first: From,
    last: To,
    confirm: Annotated[bool, typer.Option("--confirm", help="照这样生效")] = False,
    township_name: TownshipOption = "",
) -> None:
    """公平轮流排班:人人轮到,请假和愿望照顾;加 --confirm 才生效。"""
    settings = load_settings()
    start, end = day_of(first), day_of(last)
    with opened(settings).write() as connection:
        here = township_of(connection, settings, township_name)
        if not confirm:
            propose_roster(connection, settings, here, start, end, system_clock())
        count = confirm_roster(connection, here, start, end) if confirm else None
        _show(connection, here, start, end)
    if count is not None:
        typer.echo(texts.CONFIRMED.format(count=count))
    else:
        typer.echo(texts.PROPOSED_HINT)


@app.command("import")
def import_command(
    file: Annotated[Path, typer.Argument(help="值班表 .xlsx 或 .csv,列名:日期、联络站、代表")],
    township_name: TownshipOption = "",
) -> None:
    """导入排好的值班表。有一行不对,整份都不导入。"""
    settings = load_settings()
    with opened(settings).write() as connection:
        here = township_of(connection, settings, township_name)
        count = import_duty(connection, settings, here, file, system_clock())
    typer.echo(texts.IMPORTED.format(count=count))


@app.command("show")
def show_command(first: From, last: To, township_name: TownshipOption = "") -> None:
    """看值班表,缺人的地方标出来。"""
    settings = load_settings()
    with opened(settings).read() as connection:
        here = township_of(connection, settings, township_name)
        _show(connection, here, day_of(first), day_of(last))


@app.command("wish")
def wish_command(
    name: Annotated[str, typer.Argument(help="代表姓名")],
    first: From,
    last: To,
    prefers: Annotated[bool, typer.Option("--prefers", help="愿意值这几天;不写就是这几天来不了")] = False,
    forget: Annotated[bool, typer.Option("--forget", help="去掉这几天里记过的")] = False,
    township_name: TownshipOption = "",
) -> None:
    """记下代表哪几天来不了,或者愿意哪几天值班;排班时照顾。"""
    settings, start, end = load_settings(), day_of(first), day_of(last)
    with opened(settings).write() as connection:
        here = township_of(connection, settings, township_name)
        who = deputy_of(connection, here, name)
        if forget:
            forget_wishes(connection, who, start, end)
        else:
            wish(connection, who, PREFERS if prefers else ABSENT, start, end)
        kept = wishes(connection, here)
    typer.echo("\n".join(texts.wish_line(*each) for each in kept) or texts.NO_WISHES)


def township_of(connection: Connection, settings: Settings, name: str) -> str:
    """The id of the one named, of the settings' one, or of the only one there is."""
    rows = connection.execute(select(township.c.id, township.c.name)).all()
    by_name = {row.name: str(row.id) for row in rows}
    found = by_name.get(name or settings.office.township)
    if found is None and not name and len(rows) == 1:
        found = str(rows[0].id)
    if found is None:
        raise Refused(texts.WHICH_TOWNSHIP.format(names="、".join(by_name)) if rows else texts.NO_TOWNSHIP)
    return found


def _show(connection: Connection, township_id: str, first: date, last: date) -> None:
    found = lines(connection, township_id, first, last)
    if not found:
        typer.echo(texts.NOTHING)
        return
    table = Table(*texts.HEADINGS)
    for line in found:
        table.add_row(line.day.isoformat(), line.station, line.person, texts.STATES[line.state])
    for gap in gaps(connection, township_id, first, last):
        table.add_row(gap.day.isoformat(), gap.station, "", texts.GAP)
    Console().print(table)
