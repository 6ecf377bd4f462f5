"""``renda doctor``: what is in order and what is not, with what to do; ends with 1 when something is not."""

from __future__ import annotations

from collections.abc import Iterator

import typer
from sqlalchemy.exc import SQLAlchemyError

from bot.clock import system_clock
from bot.entry import checkup
from bot.entry.checkup import Line
from bot.entry.house import open_database
from bot.settings import Settings, load_settings
from bot.texts import doctor as texts


def doctor() -> None:
    """检查设置、数据库、留痕、照片、发件箱、知识库和磁盘。"""
    problems = 0
    for line in _lines(load_settings()):
        problems += not line.fine
        typer.echo(f"[好] {line.text}" if line.fine else f"[!!] {line.text}")
    raise typer.Exit(1 if problems else 0)


def _lines(settings: Settings) -> Iterator[Line]:
    try:
        database = open_database(settings)
        try:
            with database.read() as connection:
                yield from checkup.of_everything(connection, settings, system_clock())
        finally:
            database.close()
    except SQLAlchemyError as error:
        yield Line(False, texts.database_unusable(type(error).__name__))
