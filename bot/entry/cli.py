"""The command ``renda``: one sub-command a file in ``bot/entry/commands``."""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.entry.commands import ask, demo, doctor, kb, ledger, remind, roster, serve
from bot.errors import Refused
from bot.settings.load import CONFIG_VARIABLE

app = typer.Typer(
    no_args_is_help=True, add_completion=False, help="乡镇人大履职助手", pretty_exceptions_enable=False
)


@app.callback()
def root(
    config: Annotated[
        Path | None, typer.Option("--config", help="设置文件,默认用 RENDA_CONFIG 或内置默认值")
    ] = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="多写日志")] = False,
) -> None:
    logging.basicConfig(
        level=logging.DEBUG if verbose else logging.INFO,
        format="%(asctime)s %(levelname)s %(name)s %(message)s",
        stream=sys.stderr,
    )
    for noisy in ("httpx", "chromadb", "apscheduler", "jieba", "alembic", "urllib3", "httpcore"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    if config is not None:
        os.environ[CONFIG_VARIABLE] = str(config)


app.command("serve")(serve.serve)
app.command("demo")(demo.demo)
app.command("ask")(ask.ask)
app.command("doctor")(doctor.doctor)
app.add_typer(kb.app, name="kb", help="知识库")
app.add_typer(roster.app, name="roster", help="花名册:代表、联络站、网格、绑定码")
app.add_typer(ledger.app, name="ledger", help="台账")
app.add_typer(remind.app, name="remind", help="提醒")


def main() -> None:
    """A refusal is a sentence and exit code 2; anything else is a fault of ours and shows its trace."""
    try:
        app()
    except Refused as refusal:
        typer.echo(refusal.text, err=True)
        sys.exit(2)
