"""``renda desk``: accounts of the clerk's desk from the machine itself, for whoever is locked out of it."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from bot.clock import system_clock
from bot.console import account_changes, accounts
from bot.console.access import ROLES
from bot.console.accounts import Account
from bot.entry.house import open_database
from bot.errors import Refused
from bot.ledger.audit import COMMAND
from bot.settings import load_settings
from bot.store.database import Database
from bot.texts import console as texts

app = typer.Typer(no_args_is_help=True, help="工作台:账号")
account_app = typer.Typer(no_args_is_help=True, help="账号:列出、新建、重设密码")
app.add_typer(account_app, name="user")


@account_app.command("list")
def list_command() -> None:
    """列出所有账号。"""
    table = Table("登录名", "姓名", "身份", "乡镇", "两步登录", "状态")
    with _database().read() as connection:
        for it in accounts.all_of(connection):
            roles = "、".join(ROLES[role] for role in it.roles)
            places = "、".join(name for _, name in it.townships)
            step, state = "有" if it.has_totp else "没有", "在用" if it.active else "停用"
            table.add_row(it.name, it.display_name, roles, places, step, state)
    Console().print(table)


@account_app.command("add")
def add_command(
    name: Annotated[str, typer.Argument(help="登录名")],
    role: Annotated[list[str], typer.Option("--role", help="身份,可写多个:" + "、".join(ROLES))],
    display_name: Annotated[str, typer.Option("--name", help="姓名")] = "",
    township: Annotated[
        list[str] | None, typer.Option("--township", help="能看的乡镇,可写多个;不写就是全部")
    ] = None,
) -> None:
    """新建账号,打印第一次登录的密码。"""
    unknown = [each for each in role if each not in ROLES]
    if unknown:
        raise Refused(texts.NO_SUCH_ROLE.format(name=unknown[0], known="、".join(ROLES)))
    password = account_changes.fresh_password()
    with _database().write() as connection:
        known = accounts.townships(connection)
        by_name = {each: identifier for identifier, each in known}
        wanted = township if township is not None else list(by_name)
        missing = [each for each in wanted if each not in by_name]
        if missing:
            raise Refused(texts.NO_SUCH_TOWNSHIP.format(name=missing[0]))
        account_changes.add(
            connection,
            name=name,
            display_name=display_name,
            roles=role,
            township_ids=[by_name[each] for each in wanted],
            password=password,
            by=COMMAND,
            now=system_clock(),
        )
    typer.echo(texts.ACCOUNT_ADDED.format(name=name, password=password))


@account_app.command("reset")
def reset_command(name: Annotated[str, typer.Argument(help="登录名")]) -> None:
    """给一个新密码,解锁,关掉两步登录。"""
    password, now = account_changes.fresh_password(), system_clock()
    with _database().write() as connection:
        found: Account | None = accounts.named(connection, name)
        if found is None:
            raise Refused(texts.NO_SUCH_ACCOUNT.format(name=name))
        account_changes.set_password(connection, found, password, by=COMMAND, now=now, must_change=True)
        account_changes.drop_totp(connection, found, by=COMMAND, now=now)
    typer.echo(texts.ACCOUNT_RESET.format(name=found.display_name, password=password))


def _database() -> Database:
    return open_database(load_settings())
