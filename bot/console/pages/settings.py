"""Settings (设置) that are changed at the desk, each with its history; the rest is in the config file."""

from __future__ import annotations

from starlette.responses import Response

from bot.console import editable, overrides
from bot.console.access import TUNE
from bot.console.accounts import actor_names
from bot.console.desk import Desk, NotFound
from bot.console.routing import Pages
from bot.texts import console as texts
from bot.texts.exports import ITEMS

PAGES = Pages("settings")
PATH = "/desk/settings"
SHOWN_CHANGES = 30
LABELS = {"reminders.occasions": "日子", "five_ones": "五个一的说法"}


@PAGES.get(PATH, may=TUNE)
def settings(desk: Desk) -> Response:
    with desk.database.read() as connection:
        changed = overrides.values(connection)
        past = overrides.history(connection, SHOWN_CHANGES)
        names = actor_names(connection, {row.changed_by for row in past})
    groups = editable.groups(desk.settings, changed)
    labels = LABELS | {each.path: each.label for group in groups for each in group.fields}
    items = ITEMS | {item.key: item.label for item in desk.settings.five_ones}
    return desk.page("settings.html", groups=groups, history=past, names=names, labels=labels, items=items)


@PAGES.post("/desk/settings/{path}", may=TUNE)
def change(desk: Desk, path: str) -> Response:
    field = editable.find(desk.settings, path)
    if field is None:
        raise NotFound
    ticked = field.read_many(desk.fields("value")) if field.shape == "ticks" else None
    value = field.read(desk.field("value", most=4000)) if ticked is None else ticked
    if value == overrides.value_of(desk.settings, path):
        return desk.go(PATH, texts.SETTING_SAME, "note")
    reason = desk.field("reason", most=200)
    with desk.database.write() as connection:
        after = overrides.change(
            connection, desk.rooms.file_settings, path, value, by=desk.actor, reason=reason, now=desk.now
        )
    desk.rooms.apply(after)
    return desk.go(PATH, texts.SETTING_SAVED)


@PAGES.post("/desk/settings/{path}/back", may=TUNE)
def give_back(desk: Desk, path: str) -> Response:
    if editable.find(desk.settings, path) is None:
        raise NotFound
    with desk.database.write() as connection:
        after = overrides.give_back(connection, desk.rooms.file_settings, path, by=desk.actor, now=desk.now)
    desk.rooms.apply(after)
    return desk.go(PATH, texts.SETTING_BACK)
