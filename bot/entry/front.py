"""The application's front door: the channels' endpoints first, the framework behind it for all else."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from starlette.types import ASGIApp, Receive, Scope, Send


class Front(FastAPI):
    """A FastAPI application some of whose paths belong to bare ASGI applications.

    ``doors`` maps a path to its application. None of the framework's layers sees their requests.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.doors: dict[str, ASGIApp] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        door = self.doors.get(scope["path"]) if scope["type"] == "http" else None
        if door is not None:
            await door(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)
