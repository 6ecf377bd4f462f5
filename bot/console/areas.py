"""The pages about people, places, duty, pushes and the knowledge base; ``router.py`` has the others."""

from __future__ import annotations

from types import ModuleType

from bot.console.pages import (
    calendar,
    calendar_move,
    knowledge,
    knowledge_questions,
    people,
    people_codes,
    people_import,
    places,
    poster,
    pushes,
)

AREAS: tuple[ModuleType, ...] = (
    people_import,
    people_codes,
    people,
    places,
    poster,
    calendar,
    calendar_move,
    pushes,
    knowledge_questions,
    knowledge,
)
