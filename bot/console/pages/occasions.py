"""Occasions (日子) of the settings: listed with their next days, made, changed, taken out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from pydantic import ValidationError
from starlette.responses import Response

from bot.console import overrides
from bot.console.access import TUNE
from bot.console.desk import Desk, NotFound
from bot.console.routing import Pages
from bot.errors import Refused
from bot.reminders.occasions import occasions as days_of
from bot.reminders.rules import all_rules
from bot.reminders.workdays import Workdays
from bot.settings.reminding import OccasionRule
from bot.texts import console as texts

PAGES = Pages("settings")
PATH = "/desk/settings/occasions"
SETTING = "reminders.occasions"
NEW = "new"
AHEAD = timedelta(days=400)
NEXT_DAYS = 3
MOST_OCCASIONS = 60


@PAGES.get(PATH, may=TUNE)
def occasions(desk: Desk) -> Response:
    reminders = desk.settings.reminders
    found = days_of(reminders, Workdays(reminders.workdays_file), desk.today, desk.today + AHEAD)
    following: dict[str, list[date]] = {}
    for each in found:
        following.setdefault(each.rule.key, []).append(each.day)
    rows = [(rule, following.get(rule.key, [])[:NEXT_DAYS]) for rule in all_rules(reminders)]
    own = {rule.key for rule in reminders.occasions}
    return desk.page("occasions.html", rows=rows, own=own)


@PAGES.get("/desk/settings/occasions/{occasion}", may=TUNE)
def one_occasion(desk: Desk, occasion: str) -> Response:
    shown = {"title": "", "hours": "9:00至11:30"} if occasion == NEW else _found(desk, occasion)
    return _form(desk, occasion, shown)


@PAGES.post("/desk/settings/occasions/{occasion}", may=TUNE)
def save_occasion(desk: Desk, occasion: str) -> Response:
    """What she typed stays in the form when it does not fit."""
    given = _given(desk)
    try:
        rule = OccasionRule.model_validate({"key": _key(desk, occasion), **given})
    except ValidationError as error:
        return _form(desk, occasion, given, texts.BAD_VALUE.format(why=_why(error)), 400)
    others = [it.model_dump(mode="json") for it in desk.settings.reminders.occasions if it.key != rule.key]
    if len(others) >= MOST_OCCASIONS:
        raise Refused(texts.TOO_MANY_OCCASIONS.format(most=MOST_OCCASIONS))
    _write(desk, [*others, rule.model_dump(mode="json")])
    return desk.go(PATH, texts.SETTING_SAVED)


@PAGES.post("/desk/settings/occasions/{occasion}/remove", may=TUNE)
def remove_occasion(desk: Desk, occasion: str) -> Response:
    gone = _found(desk, occasion)
    left = [it for it in desk.settings.reminders.occasions if it.key != occasion]
    _write(desk, [it.model_dump(mode="json") for it in left])
    return desk.go(PATH, texts.OCCASION_GONE.format(title=gone["title"]))


def _write(desk: Desk, rules: list[dict[str, Any]]) -> None:
    with desk.database.write() as connection:
        after = overrides.change(
            connection, desk.rooms.file_settings, SETTING, rules, by=desk.actor, reason="", now=desk.now
        )
    desk.rooms.apply(after)


def _given(desk: Desk) -> dict[str, Any]:
    """Only what the chosen repetition needs: a number left over in a hidden field must not be refused."""
    given: dict[str, Any] = {
        name: desk.field(name, most=60) for name in ("title", "repeat", "hours", "place", "workday", "scope")
    }
    for name in ("day", "weekday", "nth", "months", "announce_days"):
        text = desk.field(name, most=6)
        if text:
            given[name] = text
    given["start"] = desk.field("start", most=7)
    given["names"] = desk.field("names").replace("、", "\n").split()
    given["dates"] = desk.field("dates").replace("、", "\n").split()
    given["duty"], given["nudge"] = bool(desk.form.get("duty")), bool(desk.form.get("nudge"))
    given["preparations"] = _preparations(desk.field("preparations"))
    return given


def _preparations(text: str) -> list[dict[str, Any]]:
    """A line each: how many days before, then what."""
    lines = (line.split(maxsplit=1) for line in text.splitlines() if line.strip())
    return [{"days_before": line[0], "text": line[1] if len(line) > 1 else ""} for line in lines]


def _found(desk: Desk, key: str) -> dict[str, Any]:
    for rule in desk.settings.reminders.occasions:
        if rule.key == key:
            return rule.model_dump(mode="json")
    raise NotFound


def _key(desk: Desk, occasion: str) -> str:
    """A new one gets a name that was never used: pushes and duty rosters of an old one keep theirs."""
    if occasion != NEW:
        return str(_found(desk, occasion)["key"])
    return f"own_{desk.now:%y%m%d%H%M%S}"


def _why(error: ValidationError) -> str:
    first = error.errors()[0]
    where = str(first["loc"][0]) if first["loc"] else ""
    description = OccasionRule.model_fields[where].description if where in OccasionRule.model_fields else ""
    return str(description or first["msg"].removeprefix("Value error, "))


def _form(
    desk: Desk, occasion: str, shown: Mapping[str, Any], error: str = "", status: int = 200
) -> Response:
    defaults = {
        name: field.get_default()
        for name, field in OccasionRule.model_fields.items()
        if not field.is_required()
    }
    values = {"key": occasion, "title": "", **defaults, **shown}
    return desk.page(
        "one_occasion.html", status=status, key=occasion, is_new=occasion == NEW, it=values, error=error
    )
