"""``renda ledger file``, ``report``, ``roll`` and ``points``: papers about a deputy, a meeting, a year."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Annotated

import typer

from bot.clock import system_clock
from bot.entry.commands.township import opened, require_township
from bot.entry.effective import load_settings
from bot.errors import Refused
from bot.ledger import audit
from bot.ledger.export.office import write_tables
from bot.ledger.export.points import points_table
from bot.ledger.export.request import read_day, read_span, read_suffix
from bot.ledger.export.roll import find_meeting, roll_table
from bot.ledger.export.tally import in_office
from bot.ledger.papers import write
from bot.ledger.papers.about import find_deputy
from bot.ledger.papers.write import Wanted, write_paper
from bot.texts import exports, papers
from bot.texts import points as point_texts

REPORTS = {
    "述职": write.DUTY,
    "duty": write.DUTY,
    "述职报告": write.DUTY,
    "民情": write.RESIDENTS,
    "residents": write.RESIDENTS,
    "民情报告": write.RESIDENTS,
}
RESIDENTS_DAYS = 90

DeputyArgument = Annotated[str, typer.Argument(help="代表姓名")]
WordOption = Annotated[Path, typer.Option("--out", help="写到哪里,后缀 .docx")]
StationOption = Annotated[str, typer.Option("--station", help="联络站的编号或名称;有两位同名代表时要写")]
FromOption = Annotated[str, typer.Option("--from", help="从哪天起,如 2026-01-01")]
ToOption = Annotated[str, typer.Option("--to", help="到哪天止,含当天;不写就是今天")]
TownshipOption = Annotated[str, typer.Option("--township", help="哪个乡镇;不写就是设置里的那个")]
AssistedOption = Annotated[bool, typer.Option("--assisted", help="这份文字用过大模型:在文末和文件属性里标明")]


def file_command(
    deputy: DeputyArgument,
    out: WordOption,
    first: FromOption = "",
    last: ToOption = "",
    station: StationOption = "",
    township: TownshipOption = "",
) -> None:
    """出一位代表的履职档案(八部分,公文格式);不写日期就是今年。"""
    start, end = read_span(first, last, system_clock().date())
    _write(deputy, station, township, Wanted(write.FILE, start, end, out))


def report_command(
    kind: Annotated[str, typer.Argument(help="哪种报告:述职、民情")],
    deputy: DeputyArgument,
    out: WordOption,
    first: FromOption = "",
    last: ToOption = "",
    short: Annotated[bool, typer.Option("--short", help="述职的三分钟版(600到750字)")] = False,
    draft: Annotated[bool, typer.Option("--draft", help="照台账重新起草,不用代表已经交的稿子")] = False,
    assisted: AssistedOption = False,
    station: StationOption = "",
    township: TownshipOption = "",
) -> None:
    """出一位代表的述职报告或民情报告:交了稿的用她的稿,没交的照台账起草。"""
    found = REPORTS.get(kind.strip().lower())
    if found is None or (short and found != write.DUTY):
        raise Refused(papers.BAD_REPORT)
    today = system_clock().date()
    if found == write.RESIDENTS and not first:
        end = read_day(last) if last else today
        start = end - timedelta(days=RESIDENTS_DAYS)
    else:
        start, end = read_span(first, last, today)
    wanted = Wanted(write.SHORT if short else found, start, end, out, own_text=not draft, assisted=assisted)
    _write(deputy, station, township, wanted)


def roll_command(
    code: Annotated[str, typer.Argument(help="会议的编号,如 H1")],
    out: Annotated[Path, typer.Option("--out", help="写到哪里,后缀定格式:.xlsx .docx .csv .json")],
    day: Annotated[str, typer.Option("--day", help="开会的日子,如 2026-11-20;不写就是今天")] = "",
    township: TownshipOption = "",
) -> None:
    """出一次会议的签到表:应到、实到、请假和三分之二。"""
    settings, now = load_settings(), system_clock()
    read_suffix(out)
    on: date = read_day(day) if day else now.date()
    name = township or settings.office.township
    with opened(settings) as database:
        with database.read() as connection:
            where = require_township(connection, name)
            called = find_meeting(connection, where, code, on)
            table = roll_table(connection, where, name, called)
            count = write_tables([table], out, (on, on), settings, now, where=called.place)
        with database.write() as connection:
            target, detail = f"roll:{called.id}", f"file={out.name}"
            audit.record(connection, audit.COMMAND, "ledger_export", target, detail, now)
    typer.echo(exports.exported(out, count))


def points_command(
    out: Annotated[Path, typer.Option("--out", help="写到哪里,后缀定格式:.xlsx .docx .csv .json")],
    year: Annotated[int, typer.Option("--year", help="哪一年;不写就是今年")] = 0,
    township: TownshipOption = "",
) -> None:
    """逐条说明积分是怎么算的(打开了积分才有;按花名册次序,不排名)。"""
    settings, now = load_settings(), system_clock()
    if not settings.points.on:
        raise Refused(point_texts.OFF)
    read_suffix(out)
    of = year or now.year
    name = township or settings.office.township
    with opened(settings) as database:
        with database.read() as connection:
            where = require_township(connection, name)
            table = points_table(connection, where, name, of, settings.points)
            write_tables([table], out, (date(of, 1, 1), date(of, 12, 31)), settings, now)
            count = len(in_office(connection, where))
        with database.write() as connection:
            detail = f"{of} file={out.name}"
            audit.record(connection, audit.COMMAND, "ledger_export", "points", detail, now)
    typer.echo(point_texts.explained(out, count))


def _write(deputy: str, station: str, township: str, wanted: Wanted) -> None:
    settings, now = load_settings(), system_clock()
    with opened(settings) as database:
        with database.read() as connection:
            where = require_township(connection, township or settings.office.township)
            about = find_deputy(connection, where, deputy, station)
            count = write_paper(connection, about, wanted, settings, now.date())
        with database.write() as connection:
            detail = f"{wanted.kind} {wanted.first}..{wanted.last} file={wanted.out.name}"
            audit.record(connection, audit.COMMAND, "paper_export", f"person:{about.id}", detail, now)
    typer.echo(papers.paper_written(wanted.out, count))
