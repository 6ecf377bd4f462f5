"""``GET/POST /wecom``: the same shell as the official account's, with WeCom's envelope."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter

from bot.messages import Incoming
from bot.settings import Settings
from bot.wechat.callback import Shell
from bot.wechat.turns import Turns
from bot.wecom.envelope import WeComEnvelope


def wecom_router(
    settings: Settings, handle: Callable[[Incoming], str], *, turns: Turns | None = None
) -> APIRouter:
    """Include it only where ``wecom.corp_id`` is set."""
    envelope = WeComEnvelope.of_section(settings.wecom)
    return Shell("wecom", envelope, settings, turns or Turns(handle)).router("/wecom")
