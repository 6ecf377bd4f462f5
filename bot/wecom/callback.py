"""``GET/POST /wecom``: the same shell as the official account's, with WeCom's envelope."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter

from bot.messages import Incoming
from bot.settings import Settings
from bot.wechat.callback import Headers, Shell
from bot.wechat.turns import Turns
from bot.wecom.envelope import WeComEnvelope


def wecom_router(
    settings: Settings, handle: Callable[[Incoming], str], *, turns: Turns | None = None
) -> APIRouter:
    """Include it only where ``wecom.corp_id`` is set."""
    return wecom_callback(settings, turns or Turns(handle)).router("/wecom")


def wecom_callback(settings: Settings, turns: Turns, headers: Headers = ()) -> Shell:
    """WeCom's endpoint; ``headers`` go with each of its answers."""
    return Shell("wecom", WeComEnvelope.of_section(settings.wecom), settings, turns, headers)
