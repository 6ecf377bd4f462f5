"""``renda remind``: look at what would be sent, and send what is due."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table
from typer.core import TyperCommand

from bot.clock import SHANGHAI, system_clock
from bot.entry.commands import duty
from bot.entry.commands.moments import PRESENT, day_of, moment_of, opened
from bot.entry.effective import load_settings
from bot.errors import Refused
from bot.outbox.clerk_list import of_days, unreached
from bot.outbox.send import send_due
from bot.outbox.send_now import Draft, draft, send_now
from bot.outbox.ways import PHONE, Sender, in_order
from bot.reminders.feed import feed_address
from bot.reminders.ics import of_preview
from bot.reminders.plan import plan_all
from bot.reminders.preview import Line, preview
from bot.settings import Settings
from bot.texts import outbox as texts

app = typer.Typer(no_args_is_help=True, help="提醒:看看要发什么,把到时间的发出去")
app.add_typer(duty.app, name="duty")


class _NowAlone(TyperCommand):
    """Lets ``--now`` stand without a moment, meaning the present one."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        filled: list[str] = []
        for number, word in enumerate(args):
            filled.append(word)
            following = args[number + 1 : number + 2]
            if word == "--now" and (not following or following[0].startswith("-")):
                filled.append(PRESENT)
        return super().parse_args(ctx, filled)


@app.command("preview")
def preview_command(
    first: Annotated[str, typer.Option("--from", help="从哪天起,如 2026-12-01")],
    last: Annotated[str, typer.Option("--to", help="到哪天止,含当天")],
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
    ics: Annotated[Path | None, typer.Option("--ics", help="写成日历文件(.ics)")] = None,
    with_maybe: Annotated[bool, typer.Option("--all", help="连到时候看情况才发的也列出")] = False,
) -> None:
    """看看从哪天到哪天要给谁发什么(只看,不发)。"""
    start, end = day_of(first), day_of(last)
    if end < start:
        raise Refused(texts.BACKWARDS)
    settings = load_settings()
    with opened(settings).read() as connection:
        lines = preview(connection, settings, start, end, list(_channels(settings)), with_maybe=with_maybe)
    if ics:
        ics.write_bytes(of_preview(lines, settings.office.name, system_clock()))
        typer.echo(texts.ICS_WRITTEN.format(file=ics))
    elif as_json:
        typer.echo(json.dumps([line.as_json() for line in lines], ensure_ascii=False, indent=2))
    elif lines:
        Console().print(_table(lines))
    else:
        typer.echo(texts.NOTHING_PLANNED)


@app.command("run", cls=_NowAlone)
def run_command(
    now: Annotated[str, typer.Option("--now", help="当作几时,如 2026-12-09T17:00;不写就是现在")] = PRESENT,
) -> None:
    """把到时间的提醒发出去(发过的不会再发)。"""
    moment = moment_of(now)
    settings = load_settings()
    database = opened(settings)
    planned = plan_all(database, settings, moment)
    tally = send_due(database, _channels(settings), settings, moment)
    typer.echo(texts.run_summary(planned, tally.sent, tally.later, tally.unreached))
    if settings.reminders.trial:
        typer.echo(texts.TRIAL_HINT)


@app.command("now")
def now_command(
    text: Annotated[str, typer.Argument(help="要发的内容")],
    to: Annotated[
        list[str] | None, typer.Option("--to", help="姓名、联络站、小组或层级,可写多个;不写是全部代表")
    ] = None,
    code: Annotated[str, typer.Option("--code", help="预览里的确认码;不写就只看预览")] = "",
    township_name: Annotated[str, typer.Option("--township", help="哪个乡镇;不写就是设置里的那个")] = "",
) -> None:
    """马上发一条通知:先看预览,再确认。"""
    settings, moment = load_settings(), system_clock()
    ways = in_order(list(_channels(settings)), settings.reminders.ways)
    with opened(settings).write() as connection:
        here = duty.township_of(connection, settings, township_name)
        drafted = draft(connection, here, text, to or [], ways, moment)
        count = send_now(connection, settings, here, drafted, code, moment) if code else None
    typer.echo(_shown(drafted) if count is None else texts.NOW_DONE.format(count=count))


@app.command("list")
def list_command(
    first: Annotated[str, typer.Option("--from", help="从哪天起,如 2026-12-01")],
    last: Annotated[str, typer.Option("--to", help="到哪天止,含当天")],
    to_phone: Annotated[bool, typer.Option("--phone", help="只列没发到、要打电话的")] = False,
    township_name: Annotated[str, typer.Option("--township", help="哪个乡镇;不写就是设置里的那个")] = "",
) -> None:
    """看发件箱:每条提醒发出去没有,没有的为什么。"""
    settings, start, end = load_settings(), day_of(first), day_of(last)
    with opened(settings).read() as connection:
        here = duty.township_of(connection, settings, township_name)
        rows = unreached(connection, here) if to_phone else of_days(connection, here, start, end)
    shown = [row for row in rows if start <= row.due_at.astimezone(SHANGHAI).date() <= end]
    if not shown:
        typer.echo(texts.NOBODY_TO_PHONE if to_phone else texts.NOTHING_PLANNED)
        return
    table = Table(*texts.LIST_HEADINGS)
    for row in shown:
        said = texts.fate(row.state, row.error, row.channel)
        table.add_row(f"{row.due_at.astimezone(SHANGHAI):%m-%d %H:%M}", row.name, row.phone, said, row.text)
    Console().print(table)


@app.command("feed")
def feed_command(
    township_name: Annotated[str, typer.Option("--township", help="哪个乡镇;不写就是设置里的那个")] = "",
) -> None:
    """日历订阅地址:手机、电脑的日历订上它,接待日和值班的人自己会更新。"""
    settings = load_settings()
    with opened(settings).read() as connection:
        here = duty.township_of(connection, settings, township_name)
    typer.echo(feed_address(settings, here))
    typer.echo(texts.FEED_HINT if settings.server.public_url else texts.FEED_NEEDS_ADDRESS)


def _shown(drafted: Draft) -> str:
    names = [each.name for each in drafted.recipients]
    by_phone = [each.name for each in drafted.recipients if each.channel == PHONE]
    lines = [texts.NOW_PREVIEW.format(text=drafted.text, count=len(names), names="、".join(names))]
    if by_phone:
        lines.append(texts.NOW_BY_PHONE.format(count=len(by_phone), names="、".join(by_phone)))
    return "\n".join([*lines, texts.NOW_CONFIRM.format(code=drafted.code)])


def _channels(settings: Settings) -> dict[str, Sender]:
    from bot.outbox.ways.opened import open_ways

    return open_ways(settings)


def _table(lines: list[Line]) -> Table:
    table = Table(*texts.PREVIEW_HEADINGS)
    for line in lines:
        way = texts.WAYS.get(line.channel, line.channel)
        table.add_row(f"{line.at:%m-%d %H:%M}", line.occasion, line.person, way, line.text)
    return table
