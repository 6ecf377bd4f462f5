"""``renda checkin``: bring in what an attendance machine exported, or read the machine itself."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.checkin.machine import import_times, read_times
from bot.checkin.terminal import PORT, Terminal, named, read_names, read_terminal
from bot.clock import system_clock
from bot.entry.effective import load_settings
from bot.errors import Refused
from bot.ledger import audit
from bot.ledger.desk import LedgerDesk
from bot.roster.desk import RosterDesk
from bot.roster.known import find_township
from bot.settings import Settings
from bot.store.database import Database
from bot.texts import checkin as texts
from bot.texts import roster as roster_texts

app = typer.Typer(no_args_is_help=True, help="签到:导入考勤机的记录")


@app.command("import")
def import_command(
    file: Annotated[Path, typer.Argument(help="考勤机导出的文件:.xlsx、.csv 或 .txt")],
    station: Annotated[str, typer.Option("--station", help="考勤机所在站点的编号,如 A07")],
    township: Annotated[str, typer.Option("--township", help="哪个乡镇;不写就是设置里的那个")] = "",
) -> None:
    """把考勤机的记录记成签到(导入两次不会重复)。"""
    settings, now = _switched_on(), system_clock()
    _write(settings, township, station, read_times(file), now)


@app.command("machine")
def machine_command(
    host: Annotated[str, typer.Argument(help="考勤机的网络地址,如 192.168.1.201")],
    station: Annotated[str, typer.Option("--station", help="考勤机所在站点的编号,如 A07")],
    people: Annotated[Path, typer.Option("--people", help="对照表 .csv:工号,姓名")],
    port: Annotated[int, typer.Option("--port", help="端口")] = PORT,
    password: Annotated[
        int, typer.Option("--password", envvar="RENDA_MACHINE_PASSWORD", help="通讯密码,没设就不写")
    ] = 0,
    udp: Annotated[bool, typer.Option("--udp", help="老式考勤机用 UDP")] = False,
    township: Annotated[str, typer.Option("--township", help="哪个乡镇;不写就是设置里的那个")] = "",
) -> None:
    """直接从中控(ZK)协议的考勤机读号码和时间,记成签到;不读指纹、姓名和密码。"""
    settings, now = _switched_on(), system_clock()
    names = read_names(people)
    times, nameless = named(read_terminal(Terminal(host, port, password, udp), now), names)
    _write(settings, township, station, times, now)
    if nameless:
        typer.echo(texts.nameless(nameless))


def _switched_on() -> Settings:
    settings = load_settings()
    if "machine" not in settings.check_in.ways:
        raise Refused(texts.MACHINE_OFF)
    return settings


def _write(
    settings: Settings, township: str, station: str, times: dict[tuple[str, str], datetime], now: datetime
) -> None:
    database = Database(settings.database_url)
    database.migrate()
    try:
        with database.write() as connection:
            name = township or settings.office.township
            home = find_township(connection, name)
            if home is None:
                raise Refused(roster_texts.no_such_township(name))
            roster = RosterDesk(connection)
            place = roster.station_by_code(home, station)
            if place is None:
                raise Refused(texts.no_such_station(station))
            done = import_times(LedgerDesk(connection, settings), roster, home, place, times, now)
            audit.record(
                connection, audit.COMMAND, "machine_import", f"station:{place.id}", str(done.added), now
            )
    finally:
        database.close()
    typer.echo(texts.imported(done.added, done.already, list(done.unknown)))
