"""``renda serve``: callback, reminders and background work in one process."""

from __future__ import annotations

import gc
from typing import Annotated

import typer
import uvicorn
from fastapi import FastAPI

from bot.entry.app import create_app
from bot.entry.health import missing_settings
from bot.settings import Settings, load_settings
from bot.simulator.demo_settings import local_address
from bot.texts import commands as texts
from bot.texts import console as console_texts


def serve(
    host: Annotated[str | None, typer.Option(help="监听地址")] = None,
    port: Annotated[int | None, typer.Option(help="监听端口")] = None,
) -> None:
    """启动服务:公众号回调、提醒、知识库。"""
    settings = load_settings()
    missing = missing_settings(settings)
    if missing:
        typer.echo(texts.NOT_CONFIGURED.format(missing="、".join(missing)), err=True)
    app = create_app(settings)
    show_first_run(app, settings, host, port)
    run(app, settings, host, port)


def show_first_run(app: FastAPI, settings: Settings, host: str | None, port: int | None) -> None:
    """Where the first account is made; nothing once there is one."""
    server = settings.server
    here = local_address(host or server.host, port or server.port)
    address = app.state.first_run.address(server.public_url.rstrip("/") or here)
    if address:
        typer.echo(console_texts.first_run(address))


def _calm_collector() -> None:
    """What was built by now stays to the end: Python's collector need not look through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


def run(app: FastAPI, settings: Settings, host: str | None = None, port: int | None = None) -> None:
    _calm_collector()
    uvicorn.run(
        app,
        host=host or settings.server.host,
        port=port or settings.server.port,
        access_log=False,  # the platform's query carries the OpenID
        log_config=None,
        server_header=False,
        timeout_graceful_shutdown=10,
    )
