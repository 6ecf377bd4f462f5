"""The menu of the settings in the platform's form, and publishing it.

Turning on server mode makes a menu made in the console vanish; one published from here stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.errors import Refused
from bot.settings.menu import SCAN, MenuButton, MenuColumn
from bot.texts import wechat_commands as texts
from bot.wechat.api import PlatformClient

MAX_COLUMNS, MAX_BUTTONS = 3, 5
COLUMN_BYTES, BUTTON_BYTES, KEY_BYTES, URL_BYTES = 16, 60, 128, 1024


def publish(client: PlatformClient, columns: Sequence[MenuColumn]) -> None:
    """Raises :class:`Refused` before anything is sent, :class:`ApiFailed` when it is not taken."""
    client.post("menu/create", data={"button": buttons(columns)})


def buttons(columns: Sequence[MenuColumn]) -> list[dict[str, Any]]:
    """Checked against the platform's limits, so that the sentence names the button and not a number."""
    if not 1 <= len(columns) <= MAX_COLUMNS:
        raise Refused(texts.menu_columns(len(columns), MAX_COLUMNS))
    return [_column(column) for column in columns]


def _column(column: MenuColumn) -> dict[str, Any]:
    if not 1 <= len(column.buttons) <= MAX_BUTTONS:
        raise Refused(texts.menu_buttons(column.name, MAX_BUTTONS))
    _check(column.name, COLUMN_BYTES)
    if len(column.buttons) == 1:
        return {**_button(column.buttons[0]), "name": column.name}
    return {"name": column.name, "sub_button": [_button(button) for button in column.buttons]}


def _button(button: MenuButton) -> dict[str, Any]:
    _check(button.name, BUTTON_BYTES)
    if bool(button.does) == bool(button.url):
        raise Refused(texts.menu_does(button.name))
    if button.url:
        if len(button.url.encode()) > URL_BYTES or not button.url.startswith(("http://", "https://")):
            raise Refused(texts.menu_url(button.name))
        return {"name": button.name, "type": "view", "url": button.url}
    if len(button.does.encode()) > KEY_BYTES:
        raise Refused(texts.menu_does(button.name))
    # 扫一扫 waits for our answer to what was scanned (facts §2); the other keys name a flow.
    kind = "scancode_waitmsg" if button.does == SCAN else "click"
    return {"name": button.name, "type": kind, "key": button.does}


def _check(name: str, max_bytes: int) -> None:
    if not 1 <= len(name.encode()) <= max_bytes:
        raise Refused(texts.menu_name(name, max_bytes))
