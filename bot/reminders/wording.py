"""From an occasion and one of its moments to the words that one person reads."""

from __future__ import annotations

from collections import defaultdict

from bot.reminders.occasions import ANNOUNCE, ASK, EVE, MORNING, NUDGE, Moment, Occasion
from bot.reminders.people import AnyRow, Township
from bot.texts import reminders as texts


def words(
    township: Township, occasion: Occasion, moment: Moment, row: AnyRow, deputies: list[AnyRow]
) -> tuple[str, dict[str, str]]:
    """The text, and the fields of a template by our own names."""
    rule, day = occasion.rule, occasion.day
    station, address = township.place(occasion, row)
    what = texts.field_what(rule.title, moment.stage, moment.note)
    where = texts.field_place(township.name if moment.stage == ANNOUNCE else station, address)
    fields = {"what": what, "when": texts.field_time(day, rule.hours), "where": where}
    if moment.stage == ANNOUNCE:
        return public_notice(township, occasion, deputies), fields
    place = texts.place_of(station, address)
    if moment.stage == ASK:
        return texts.ask(rule.title, day, rule.hours, place), fields
    if moment.stage in (EVE, MORNING):
        if moment.stage == MORNING:
            return texts.morning(rule.title, day, rule.hours, place, rule.duty), fields
        on_roster = (occasion.key, row.id) in township.posts
        return texts.eve(rule.title, day, rule.hours, place, rule.duty, on_roster), fields
    if moment.stage == NUDGE:
        return texts.nudge(rule.title, day), fields
    return texts.prepare(rule.title, day, moment.note), fields


def public_notice(township: Township, occasion: Occasion, deputies: list[AnyRow]) -> str:
    """The draft of what the public is told; ``deputies``: those who receive."""
    receivers = _receivers(township, occasion, deputies)
    return texts.announcement(occasion.rule.title, occasion.day, occasion.rule.hours, receivers)


def _receivers(township: Township, occasion: Occasion, deputies: list[AnyRow]) -> list[tuple[str, list[str]]]:
    """Place and names, place by place."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in deputies:
        name, address = township.place(occasion, row)
        found[texts.place_of(name, address)].append(row.name)
    return sorted(found.items())
