"""``renda checkin``: bring in what an attendance machine exported."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.checkin.machine import import_times, read_times
from bot.clock import system_clock
from bot.errors import Refused
from bot.ledger import audit
from bot.ledger.desk import LedgerDesk
from bot.roster.desk import RosterDesk
from bot.roster.known import find_township
from bot.settings import load_settings
from bot.store.database import Database
from bot.texts import checkin as texts
from bot.texts import roster as roster_texts

app = typer.Typer(no_args_is_help=True, help="签到:导入考勤机的记录")


@app.callback()
def group() -> None:
    """Keeps ``import`` a sub-command although it is the only one."""


@app.command("import")
def import_command(
    file: Annotated[Path, typer.Argument(help="考勤机导出的文件:.xlsx、.csv 或 .txt")],
    station: Annotated[str, typer.Option("--station", help="考勤机所在站点的编号,如 A07")],
    township: Annotated[str, typer.Option("--township", help="哪个乡镇;不写就是设置里的那个")] = "",
) -> None:
    """把考勤机的记录记成签到(导入两次不会重复)。"""
    settings, now = load_settings(), system_clock()
    if "machine" not in settings.check_in.ways:
        raise Refused(texts.MACHINE_OFF)
    times = read_times(file)
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
