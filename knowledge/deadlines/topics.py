"""Which threshold a sentence asks about, and whether it holds the numbers for it (`topics.toml`)."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from knowledge.deadlines.quantities import Quantities
from knowledge.deadlines.tasks import ShareTask, Topic


def _topic(entry: dict[str, Any]) -> Topic:
    fields: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()
    }
    return Topic(**fields)


@cache
def topics() -> tuple[Topic, ...]:
    table = tomllib.loads(files("knowledge.deadlines").joinpath("topics.toml").read_text(encoding="utf-8"))
    return tuple(_topic(entry) for entry in table["topic"])


def fits(topic: Topic, text: str, scene: str) -> bool:
    return (
        topic.scene == scene
        and re.search(topic.words, text) is not None
        and not (topic.unless and re.search(topic.unless, text))
    )


def _denominators(found: Quantities, text: str) -> tuple[int | None, int | None]:
    """Deputies in office and, where vacancies or a quota are mentioned, all seats by law (ambiguity ④)."""
    deputies = found.first(("deputies", "expected"))
    vacancies, quota = found.numbers.get("vacancies"), found.numbers.get("quota")
    if vacancies is None:
        return (deputies, quota) if deputies is not None else (quota, None)
    if deputies is not None and re.search(r"实有|现有|实际", text):
        return deputies, quota if quota is not None else deputies + vacancies
    seats = quota if quota is not None else deputies
    return (None, None) if seats is None else (deputies if quota and deputies else seats - vacancies, seats)


def share_task(topic: Topic, found: Quantities, text: str) -> ShareTask | None:
    whole, by_quota = found.first(topic.whole), None
    if topic.whole[0] == "deputies":
        whole, by_quota = _denominators(found, text)
    part = found.first(topic.part)
    absent = found.numbers.get("absent")
    if part is None and absent is not None and whole and by_quota is None and topic.part == ("present",):
        part = whole - absent
    if whole is None or (part is None and not topic.alone):
        return None
    return ShareTask(topic, whole, part, by_quota)
