"""``renda kb``: the knowledge base from the command line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import typer
from rich.console import Console
from rich.progress import Progress

from bot.settings import Settings, load_settings
from knowledge.base import Knowledge

app = typer.Typer(no_args_is_help=True, help="知识库")


def opened(settings: Settings) -> Knowledge:
    """The knowledge base of these settings."""
    return Knowledge.open(
        settings.data_dir, statutes=settings.knowledge.statutes, region=settings.office.province
    )


@contextmanager
def ready(settings: Settings) -> Iterator[Knowledge]:
    """The knowledge base, brought up to date first, with the progress on standard error."""
    knowledge = opened(settings)
    try:
        _build(knowledge)
        yield knowledge
    finally:
        knowledge.close()


def _build(knowledge: Knowledge) -> dict[str, int]:
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("建立索引", total=None)
        return knowledge.build(lambda done, total: bar.update(task, completed=done, total=total))


@app.command("rebuild")
def rebuild() -> None:
    """把索引补建到最新(没有变化的不会重做)。"""
    with ready(load_settings()) as knowledge:
        state = knowledge.state()
    typer.echo(f"文献{state['documents']}件,条文{state['articles']}条。")
