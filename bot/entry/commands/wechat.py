"""``renda wechat``: publish the menu, print the codes, test the account's settings and rights."""

from __future__ import annotations

import typer

from bot.entry.commands import wechat_codes
from bot.entry.commands.wechat_account import configured, refusal
from bot.settings import load_settings
from bot.texts import wechat_commands as texts
from bot.wechat import menu, self_check
from bot.wechat.api import PlatformClient
from bot.wechat.error_codes import ApiFailed

app = typer.Typer(no_args_is_help=True, help="公众号:菜单、二维码、检查")
menu_app = typer.Typer(no_args_is_help=True, help="公众号菜单")
app.add_typer(menu_app, name="menu")
app.add_typer(wechat_codes.app, name="qrcode")


@menu_app.command("push")
def menu_push() -> None:
    """把设置里的菜单发布到公众号。"""
    settings = configured()
    try:
        menu.publish(PlatformClient(settings.wechat), settings.wechat.menu)
    except ApiFailed as failure:
        raise refusal(failure) from failure
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
