"""What the account's commands share: settings that are filled in, and a refusal as a sentence."""

from __future__ import annotations

from bot.errors import Refused
from bot.settings import Settings, load_settings
from bot.texts import wechat_commands as texts
from bot.wechat.error_codes import ApiFailed


def configured() -> Settings:
    settings = load_settings()
    missing = [f"wechat.{n}" for n in ("app_id", "app_secret") if not getattr(settings.wechat, n)]
    if missing:
        raise Refused(texts.NOT_CONFIGURED.format(names="、".join(missing)))
    return settings


def refusal(failure: ApiFailed) -> Refused:
    return Refused(texts.api_failed(failure.code, failure.meaning.text, failure.detail))
