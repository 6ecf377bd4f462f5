"""The pages about people, places, duty, pushes and the knowledge base; ``router.py`` has the others."""

from __future__ import annotations

from types import ModuleType

from bot.console.pages import (
    calendar,
    knowledge,
    knowledge_questions,
    people,
    people_codes,
    people_import,
    places,
    pushes,
)

AREAS: tuple[ModuleType, ...] = (
    people_import,
    people_codes,
    people,
    places,
    calendar,
    pushes,
    knowledge_questions,
    knowledge,
)
