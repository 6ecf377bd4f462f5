"""``renda wechat``: publish the menu, print the codes, test the account's settings and rights."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy import Connection

from bot import scenes
from bot.clock import system_clock
from bot.errors import Refused
from bot.ledger import audit
from bot.roster import codes as binding_codes
from bot.roster.desk import RosterDesk
from bot.roster.known import find_township
from bot.roster.listing import Member, members
from bot.settings import Settings, load_settings
from bot.store.database import Database
from bot.texts import wechat_commands as texts
from bot.wechat import codes, menu, self_check
from bot.wechat.api import PlatformClient
from bot.wechat.error_codes import ApiFailed

app = typer.Typer(no_args_is_help=True, help="公众号:菜单、二维码、检查")
menu_app = typer.Typer(no_args_is_help=True, help="公众号菜单")
qrcode_app = typer.Typer(no_args_is_help=True, help="带参数二维码")
app.add_typer(menu_app, name="menu")
app.add_typer(qrcode_app, name="qrcode")

FontOption = Annotated[Path | None, typer.Option("--font", help="有中文的字体文件;不写就在本机找")]


@menu_app.command("push")
def menu_push() -> None:
    """把设置里的菜单发布到公众号。"""
    settings = _configured()
    try:
        menu.publish(PlatformClient(settings.wechat), settings.wechat.menu)
    except ApiFailed as failure:
        raise _refusal(failure) from failure
    typer.echo(texts.MENU_PUSHED)


@app.command("check")
def check() -> None:
    """检查令牌、IP 白名单、回调地址、菜单、模板和权限,告诉你到哪一页改什么。"""
    settings = load_settings()
    bad = 0
    for finding in self_check.check(settings, PlatformClient(settings.wechat)):
        bad += not finding.fine
        typer.echo(texts.check_line(texts.GOOD if finding.fine else texts.BAD, finding.what, finding.advice))
    raise typer.Exit(1 if bad else 0)


@qrcode_app.command("station")
def qrcode_station(
    station: Annotated[list[str] | None, typer.Argument(help="站点编号,如 A07;不写就是全部")] = None,
    out: Annotated[Path, typer.Option("--out", help="写到哪个文件夹")] = Path("二维码"),
    plain: Annotated[bool, typer.Option("--plain", help="不经公众号平台,只写一行“签到 编号”")] = False,
    font: FontOption = None,
) -> None:
    """生成贴在联络站墙上的签到码:扫一扫就签到。"""
    settings = load_settings() if plain else _configured()
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
                (f"{name} {code}", texts.SCAN_STATION),
            )
            for code, name in places
        ]
    except ApiFailed as failure:
        raise _refusal(failure) from failure
    if plain:
        typer.echo(texts.PLAIN_CODES)
    _write(sheets, out, font)


@qrcode_app.command("bind")
def qrcode_bind(
    station: Annotated[str, typer.Option("--station", help="只给一个联络站的人,编号或名称")] = "",
    out: Annotated[Path, typer.Option("--out", help="写到哪个文件夹")] = Path("绑定码"),
    font: FontOption = None,
) -> None:
    """给还没绑定的人各生成一张绑定码:本人扫一扫就绑定好,不用打字。原来的绑定码作废。"""
    settings = _configured()
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
        raise _refusal(failure) from failure
    _write(sheets, out, font)


def _issue(settings: Settings, station: str) -> list[tuple[Member, str]]:
    """A fresh code for everybody who is not bound."""
    now = system_clock()
    with _opened(settings) as database, database.write() as connection:
        people = members(connection, _township(connection, settings), station_text=station)
        waiting = [person for person in people if not person.bound]
        issued = [(p, binding_codes.issue(connection, p.id, settings, now)) for p in waiting]
        if not issued:
            raise Refused(texts.NOBODY_TO_BIND)
        count = f"count={len(issued)}"
        audit.record(connection, audit.COMMAND, "binding_codes", station or "all", count, now)
    return issued


def _stations(settings: Settings) -> list[tuple[str, str]]:
    with _opened(settings) as database, database.read() as connection:
        found = RosterDesk(connection).stations(_township(connection, settings))
    if not found:
        raise Refused(texts.NO_STATIONS)
    return [(place.code, place.name) for place in found]


@contextmanager
def _opened(settings: Settings) -> Iterator[Database]:
    database = Database(settings.database_url)
    database.migrate()
    try:
        yield database
    finally:
        database.close()


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


def _configured() -> Settings:
    settings = load_settings()
    missing = [f"wechat.{n}" for n in ("app_id", "app_secret") if not getattr(settings.wechat, n)]
    if missing:
        raise Refused(texts.NOT_CONFIGURED.format(names="、".join(missing)))
    return settings


def _refusal(failure: ApiFailed) -> Refused:
    return Refused(texts.api_failed(failure.code, failure.meaning.text, failure.detail))
