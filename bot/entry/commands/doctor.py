"""``renda doctor``: what is in order and what is not, with the command that mends it."""

from __future__ import annotations

import shutil

import typer

from bot.entry.health import missing_settings
from bot.entry.house import open_database, open_knowledge
from bot.settings import load_settings

LOW_DISK_MB = 500


def doctor() -> None:
    """检查设置、数据库、知识库和磁盘。"""
    settings = load_settings()
    problems = 0

    def say(fine: bool, good: str, bad: str) -> None:
        nonlocal problems
        problems += not fine
        typer.echo(f"[好] {good}" if fine else f"[!!] {bad}")

    database = open_database(settings)
    try:
        database.check()
        say(True, "数据库可以读写。", "")
    finally:
        database.close()
    missing = missing_settings(settings)
    say(not missing, "公众号设置齐全。", f"公众号设置不全,请填 {'、'.join(missing)}。")
    knowledge = open_knowledge(settings)
    state = knowledge.state()
    knowledge.close()
    say(
        bool(state["ready_fulltext"]),
        f"知识库有{state['articles']}条。",
        "知识库还没有建好:请运行 renda kb rebuild。",
    )
    free_mb = shutil.disk_usage(settings.data_dir).free // 1_000_000
    say(free_mb > LOW_DISK_MB, f"磁盘还有 {free_mb} MB。", f"磁盘只剩 {free_mb} MB,请清理。")
    raise typer.Exit(1 if problems else 0)
