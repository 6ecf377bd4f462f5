"""``renda wechat check``: the account's settings and rights, each tried; what fails says what to change."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from bot.settings import Settings
from bot.texts import wechat_commands as texts
from bot.wechat import menu
from bot.wechat.api import PlatformClient
from bot.wechat.error_codes import ApiFailed

NO_MENU, NO_CALLBACK, BAD_RECIPIENT = 46003, 40201, 40003
NOBODY = "oNobodyNobodyNobodyNobodyNob"  # of an OpenID's form, and nobody's


@dataclass(frozen=True)
class Finding:
    fine: bool
    what: str
    advice: str = ""


def check(settings: Settings, client: PlatformClient) -> Iterator[Finding]:
    """In the order in which a technician mends things; stops where everything further would fail alike."""
    missing = _missing(settings)
    yield Finding(not missing, texts.CHECK_SETTINGS, texts.missing("、".join(missing)) if missing else "")
    if missing:
        return
    token = _tried(texts.CHECK_TOKEN, lambda: _ignore(client.fetch_access_token()))
    yield token
    if not token.fine:
        return
    yield _tried(texts.CHECK_CALLBACK, lambda: _callback(settings, client))
    yield _tried(texts.CHECK_MENU, lambda: _menu(settings, client))
    if settings.wechat.template_id or not settings.reminders.subscription_template_id:
        yield _tried(texts.CHECK_TEMPLATE, lambda: _template(settings, client))
    if settings.reminders.subscription_template_id:  # the platform's interface names no way to ask for it
        yield Finding(True, texts.SUBSCRIPTION_UNSEEN)
    yield _tried(texts.CHECK_CODES, lambda: _codes(client))
    yield _tried(texts.CHECK_CUSTOMER_SERVICE, lambda: _customer_service(client))


def _missing(settings: Settings) -> list[str]:
    needed = ["app_id", "app_secret", "token"] + ["encoding_aes_key"] * (settings.wechat.mode != "plain")
    return [f"wechat.{name}" for name in needed if not getattr(settings.wechat, name)]


def _tried(what: str, attempt: Callable[[], str]) -> Finding:
    """``attempt`` gives the advice, empty when all is well."""
    try:
        advice = attempt()
    except ApiFailed as failure:
        advice = texts.api_failed(failure.code, failure.meaning.text, failure.detail)
    return Finding(not advice, what, advice)


def _ignore(_answer: object) -> str:
    return ""


def _callback(settings: Settings, client: PlatformClient) -> str:
    url = settings.server.public_url.rstrip("/") + "/wechat" if settings.server.public_url else ""
    try:
        answer = client.post("callback/check", data={"action": "all", "check_operator": "DEFAULT"})
    except ApiFailed as failure:
        if failure.code != NO_CALLBACK:
            raise
        return texts.CALLBACK_NOT_SET.format(url=url) if url else texts.PUBLIC_URL_MISSING
    losses = [str(ping.get("package_loss", "")) for ping in answer.get("ping", [])]
    worst = next((loss for loss in losses if loss not in ("0%", "")), "")
    return texts.CALLBACK_LOST.format(loss=worst) if worst else ""


def _menu(settings: Settings, client: PlatformClient) -> str:
    try:
        published = client.get("menu/get")
    except ApiFailed as failure:
        if failure.code == NO_MENU:
            return texts.MENU_MISSING
        raise
    wanted = menu.buttons(settings.wechat.menu)
    found = (published.get("menu") or {}).get("button", [])
    return "" if _names(found) == _names(wanted) else texts.MENU_DIFFERS


def _names(buttons: list[dict[str, Any]]) -> list[Any]:
    """What a menu shows and does, without what the platform adds to it."""
    return [
        (button.get("name"), button.get("key"), button.get("url"), _names(button.get("sub_button") or []))
        for button in buttons
    ]


def _template(settings: Settings, client: PlatformClient) -> str:
    wanted = settings.wechat.template_id
    if not wanted:
        return texts.TEMPLATE_NOT_SET
    answer = client.get("template/get_all_private_template")
    listed = {t.get("template_id"): str(t.get("content", "")) for t in answer.get("template_list", [])}
    if wanted not in listed:
        return texts.TEMPLATE_NOT_FOUND
    there = set(re.findall(r"\{\{(\w+)\.DATA\}\}", listed[wanted]))
    absent = sorted(set(settings.wechat.template_fields.values()) - there)
    return texts.TEMPLATE_FIELDS.format(names="、".join(absent)) if absent else ""


def _codes(client: PlatformClient) -> str:
    scene = {"scene": {"scene_str": "check"}}
    client.post(
        "qrcode/create", data={"action_name": "QR_STR_SCENE", "expire_seconds": 60, "action_info": scene}
    )
    return ""


def _customer_service(client: PlatformClient) -> str:
    """Asked for somebody who is not there: the refusal tells whether we may ask at all."""
    try:
        client.post("message/custom/typing", data={"touser": NOBODY, "command": "Typing"})
    except ApiFailed as failure:
        if failure.code != BAD_RECIPIENT:
            raise
    return ""
