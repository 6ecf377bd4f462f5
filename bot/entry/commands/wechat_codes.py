"""``renda wechat qrcode``: printable sheets for the stations' walls and for binding."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy import Connection

from bot import scenes
from bot.clock import system_clock
from bot.entry.commands.township import opened
from bot.entry.commands.wechat_account import configured, refusal
from bot.errors import Refused
from bot.ledger import audit
from bot.roster import codes as binding_codes
from bot.roster.desk import RosterDesk
from bot.roster.known import find_township
from bot.roster.listing import Member, members
from bot.settings import Settings, load_settings
from bot.texts import wechat_commands as texts
from bot.wechat import codes
from bot.wechat.api import PlatformClient
from bot.wechat.error_codes import ApiFailed

app = typer.Typer(no_args_is_help=True, help="带参数二维码")

FontOption = Annotated[Path | None, typer.Option("--font", help="有中文的字体文件;不写就在本机找")]


@app.command("station")
def qrcode_station(
    station: Annotated[list[str] | None, typer.Argument(help="站点编号,如 A07;不写就是全部")] = None,
    out: Annotated[Path, typer.Option("--out", help="写到哪个文件夹")] = Path("二维码"),
    plain: Annotated[bool, typer.Option("--plain", help="不经公众号平台,只写一行“签到 编号”")] = False,
    font: FontOption = None,
) -> None:
    """生成贴在联络站墙上的签到码:扫一扫就签到。"""
    settings = load_settings() if plain else configured()
    wanted = {code.upper() for code in station or []}
    places = [place for place in _stations(settings) if not wanted or place[0] in wanted]
    unknown = wanted - {code for code, _ in places}
    if unknown:
        raise Refused(texts.no_such_station("、".join(sorted(unknown))))
    client = PlatformClient(settings.wechat)
    try:
        sheets = [
            codes.Sheet(
                f"签到 {code}" if plain else codes.permanent(client, scenes.station_scene(code)),
                code,
                (f"{name} {code}", texts.SCAN_PLAIN if plain else texts.SCAN_STATION),
            )
            for code, name in places
        ]
    except ApiFailed as failure:
        raise refusal(failure) from failure
    if plain:
        typer.echo(texts.PLAIN_CODES)
    _write(sheets, out, font)


@app.command("bind")
def qrcode_bind(
    station: Annotated[str, typer.Option("--station", help="只给一个联络站的人,编号或名称")] = "",
    out: Annotated[Path, typer.Option("--out", help="写到哪个文件夹")] = Path("绑定码"),
    font: FontOption = None,
) -> None:
    """给还没绑定的人各生成一张绑定码:本人扫一扫就绑定好,不用打字。原来的绑定码作废。"""
    settings = configured()
    client, seconds = PlatformClient(settings.wechat), settings.binding.code_days * 86400
    try:
        codes.temporary(client, "check", 60)  # without the right to make codes nobody's old code is voided
        issued = _issue(settings, station)
        sheets = [
            codes.Sheet(
                codes.temporary(client, scenes.bind_scene(person.id, code), seconds),
                f"{number:03d}{person.name}",
                (f"{person.name} {person.station}".strip(), texts.SCAN_BIND),
            )
            for number, (person, code) in enumerate(issued, 1)
        ]
    except ApiFailed as failure:
        raise refusal(failure) from failure
    _write(sheets, out, font)


def _issue(settings: Settings, station: str) -> list[tuple[Member, str]]:
    """A fresh code for everybody who is not bound."""
    now = system_clock()
    with opened(settings) as database, database.write() as connection:
        people = members(connection, _township(connection, settings), station_text=station)
        waiting = [person for person in people if not person.bound]
        issued = [(p, binding_codes.issue(connection, p.id, settings, now)) for p in waiting]
        if not issued:
            raise Refused(texts.NOBODY_TO_BIND)
        count = f"count={len(issued)}"
        audit.record(connection, audit.COMMAND, "binding_codes", station or "all", count, now)
    return issued


def _stations(settings: Settings) -> list[tuple[str, str]]:
    with opened(settings) as database, database.read() as connection:
        found = RosterDesk(connection).stations(_township(connection, settings))
    if not found:
        raise Refused(texts.NO_STATIONS)
    return [(place.code, place.name) for place in found]


def _township(connection: Connection, settings: Settings) -> str:
    found = find_township(connection, settings.office.township)
    if not found:
        raise Refused(texts.NO_STATIONS)
    return found


def _write(sheets: list[codes.Sheet], out: Path, font: Path | None) -> None:
    """One PNG a code, and one web page with all of them."""
    font = font or codes.chinese_font()
    if font is None:
        typer.echo(texts.NO_CHINESE_FONT)
    out.mkdir(parents=True, exist_ok=True)
    for sheet in sheets:
        file = out / f"{sheet.name}.png"
        file.write_bytes(codes.png(sheet, font))
        typer.echo(texts.wrote(file))
    page = out / f"{texts.SHEET_TITLE}.html"
    page.write_text(codes.page(texts.SHEET_TITLE, sheets, [codes.bare(sheet) for sheet in sheets]), "utf-8")
    typer.echo(texts.wrote_sheet(page, len(sheets)))
