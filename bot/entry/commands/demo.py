"""``renda demo``: the real server with a sample township and a chat page that plays the WeChat client."""

from __future__ import annotations

import importlib.resources
import logging
from pathlib import Path
from typing import Annotated

import typer

from bot.entry.app import app_of
from bot.entry.commands.serve import run, show_first_run
from bot.entry.house import House, build
from bot.settings import load_settings
from bot.simulator.demo import prepare_demo
from bot.simulator.demo_settings import demo_settings
from bot.texts import commands as texts

log = logging.getLogger(__name__)
PLAN = "activity_plan.md"


def demo(
    host: Annotated[str, typer.Option(help="监听地址")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="监听端口")] = 8000,
) -> None:
    """演示:示例镇、真实的服务、一个像微信一样的聊天页面。"""
    settings = demo_settings(load_settings(), host, port)
    typer.echo(texts.DEMO_STARTING)
    house = build(settings)
    stage = prepare_demo(settings, house.database)
    _read_plan(house)
    app = app_of(house)
    stage.attach(app)
    stage.publish_menu_soon()
    typer.echo(stage.what_to_try())
    show_first_run(app, settings, host, port)
    run(app, settings)


def _read_plan(house: House) -> None:
    """The sample activity plan goes through the same import as an office's own documents."""
    with importlib.resources.as_file(importlib.resources.files("bot.simulator.sample") / PLAN) as file:
        house.knowledge.import_paths([Path(file)])
