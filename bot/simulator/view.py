"""What the chat page is told, as plain JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from bot.simulator.platform import Bubble
from bot.simulator.stage import Card, SampleUser, Stage


def stage_json(stage: Stage) -> dict[str, Any]:
    return {
        "account": stage.account_name,
        "people": [person_json(person) for person in stage.people],
        "places": [
            {"label": it.label, "latitude": it.latitude, "longitude": it.longitude} for it in stage.places
        ],
        "happenings": [{"key": it.key, "title": it.title} for it in stage.happenings],
        "scenes": [{"title": it.title, "scene": it.scene, "note": it.note} for it in stage.codes],
    }


def person_json(person: SampleUser) -> dict[str, Any]:
    return {"key": person.key, "name": person.name, "title": person.title}


def tries_json(person: SampleUser) -> list[dict[str, str]]:
    return [{"title": it.title, "says": it.says} for it in person.tries()]


def bubble_json(bubble: Bubble, card: Card) -> dict[str, Any]:
    media = f"simulator/media/{quote(bubble.media_id, safe='')}" if bubble.media_id else ""
    return {
        "seq": bubble.seq,
        "at": bubble.at.isoformat(),
        "who": bubble.who,
        "text": bubble.text,
        "media": media,
        "url": bubble.url,
        "point": f"{bubble.latitude:g}, {bubble.longitude:g}" if bubble.kind == "location" else "",
        **_pushed(bubble, card),
    }


def _pushed(bubble: Bubble, card: Card) -> dict[str, Any]:
    """A template message is a card; a customer-service message looks like any other, as in WeChat."""
    if bubble.kind != "push":
        return {"kind": bubble.kind}
    pairs = [line.partition("：") for line in bubble.text.split("\n")]
    if not all(key in card.labels for key, _, _ in pairs):
        return {"kind": "text"}
    fields = [[card.labels[key], value] for key, _, value in pairs]
    return {"kind": "card", "title": card.title, "fields": fields}


def received(bubbles: Iterable[Bubble]) -> int:
    """How many messages of the account somebody has; the page shows the difference to what she has seen."""
    return sum(bubble.who == "account" for bubble in bubbles)


def buttons(menu: dict[str, Any] | None) -> list[dict[str, Any]]:
    """The buttons of a published menu, whichever of the platform's two spellings it comes in."""
    found = (menu or {}).get("menu", menu or {}).get("button", [])
    return list(found)
