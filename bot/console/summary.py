"""An entry in one line: what kind, and the beginning of what it says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.ledger.kinds import KINDS
from bot.settings import Settings

SAYS = ("content", "problem", "title", "opinion", "summary", "whom", "grid_name", "policy")


def kind_of(settings: Settings, kind: str, item: str) -> str:
    """The label of the five ones' item where it is one, else of the ledger."""
    labels = {each.key: each.label for each in settings.five_ones}
    return labels.get(item) or (KINDS[kind].label if kind in KINDS else kind)


def says(fields: Mapping[str, Any], most: int = 80) -> str:
    """The first thing it says in words; empty when it says nothing."""
    for name in SAYS:
        value = fields.get(name)
        if isinstance(value, str) and value:
            return value if len(value) <= most else value[: most - 1] + "…"
    return ""
