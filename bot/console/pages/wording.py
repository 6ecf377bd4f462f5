"""Wording (说法): the labels and questions of the five ones, which differ by place and year."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError
from starlette.responses import Response

from bot.console import overrides
from bot.console.access import TUNE
from bot.console.desk import Desk, NotFound
from bot.console.routing import Pages
from bot.errors import Refused
from bot.texts import console as texts

PAGES = Pages("settings")
PATH = "/desk/settings/wording"
SETTING = "five_ones"
LABEL_CHARS, ASK_CHARS = 20, 200


@PAGES.get(PATH, may=TUNE)
def wording(desk: Desk) -> Response:
    return desk.page("wording.html", items=desk.settings.five_ones)


@PAGES.post("/desk/settings/wording/{item}", may=TUNE)
def change_wording(desk: Desk, item: str) -> Response:
    """Keys stay: they are in the ledger. Only what people read changes."""
    items: list[dict[str, Any]] = [each.model_dump(mode="json") for each in desk.settings.five_ones]
    mine = next((each for each in items if each["key"] == item), None)
    if mine is None:
        raise NotFound
    mine["label"] = _text(desk, "label", LABEL_CHARS)
    for question in mine["ask"]:
        question["ask"] = _text(desk, f"ask-{question['key']}", ASK_CHARS)
    try:
        with desk.database.write() as connection:
            after = overrides.change(
                connection, desk.rooms.file_settings, SETTING, items, by=desk.actor, reason=item, now=desk.now
            )
    except ValidationError as error:
        raise Refused(texts.BAD_VALUE.format(why=error.errors()[0]["msg"])) from error
    desk.rooms.apply(after)
    return desk.go(PATH, texts.SETTING_SAVED)


def _text(desk: Desk, name: str, most: int) -> str:
    text = desk.field(name, most=most)
    if not text:
        raise Refused(texts.TEXT_NEEDED)
    return text
