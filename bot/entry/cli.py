"""The command ``renda``: one sub-command a file in ``bot/entry/commands``."""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path
from typing import Annotated, ClassVar

import typer

from bot.entry.lazy import LazyGroup
from bot.errors import Refused
from bot.settings.load import CONFIG_VARIABLE


class Commands(LazyGroup):
    """In the order of the help."""

    modules: ClassVar[dict[str, tuple[str, str]]] = {
        "serve": ("serve", "启动服务:公众号回调、提醒、知识库"),
        "demo": ("demo", "演示:示例镇和一个像微信一样的聊天页面"),
        "ask": ("ask", "问一句规程"),
        "dates": ("dates", "算法定日期和人数门槛"),
        "kb": ("kb", "知识库"),
        "roster": ("roster", "花名册:代表、联络站、网格、绑定码"),
        "ledger": ("ledger", "台账"),
        "checkin": ("checkin", "签到:导入考勤机的记录"),
        "remind": ("remind", "提醒"),
        "desk": ("desk", "工作台:账号"),
        "wechat": ("wechat", "公众号:菜单、二维码、检查"),
        "doctor": ("doctor", "检查设置、数据库、留痕、照片、知识库、发件箱和磁盘"),
        "backup": ("backup", "备份成一个文件(不用停服务)"),
        "restore": ("restore", "把备份放回一个空的数据文件夹"),
    }


app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    help="乡镇人大履职助手",
    pretty_exceptions_enable=False,
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


def main() -> None:
    """A refusal is a sentence and exit code 2; anything else is a fault of ours and shows its trace."""
    try:
        app()
    except Refused as refusal:
        typer.echo(refusal.text, err=True)
        sys.exit(2)
