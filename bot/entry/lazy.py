"""Sub-commands that are imported when they are named: ``renda roster list`` loads no vector store."""

from __future__ import annotations

import importlib
from typing import Any, ClassVar

import typer
from typer.core import TyperGroup
from typer.main import get_command


class LazyGroup(TyperGroup):
    """``modules`` names, for each sub-command, its module in ``bot/entry/commands`` and its line of help.

    A module has either ``app``, a group of its own, or a function of the sub-command's name.
    """

    modules: ClassVar[dict[str, tuple[str, str]]] = {}

    def list_commands(self, ctx: Any) -> list[str]:
        return list(self.modules)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in self.modules:
            return None
        module_name, help_text = self.modules[cmd_name]
        module = importlib.import_module(f"bot.entry.commands.{module_name}")
        app = getattr(module, "app", None)
        if app is None:
            app = typer.Typer(add_completion=False)
            app.command(cmd_name, help=help_text)(getattr(module, cmd_name))
        command = get_command(app)
        command.name, command.short_help = cmd_name, help_text
        return command
