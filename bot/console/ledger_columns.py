"""Which columns of a ledger the desk shows: those she ticked, else the few that a screen has room for."""

from __future__ import annotations

from collections.abc import Sequence

from bot.console.desk import Desk
from bot.ledger.export.columns import Ledger

# What a screen shows until she chooses: the official tables have up to twenty-two columns.
UNSHOWN = frozenset({"order", "rest", "level", "photo_names", "created_at"})
AT_FIRST = {
    "problem": ("number", "happened_on", "person", "grid", "problem", "category", "due_on", "stage"),
    "reception": ("number", "happened_on", "station", "person", "caller", "content", "stage", "state"),
}
BESIDE = frozenset({"number", "happened_on", "person", "content", "problem", "state", "stage", "title"})


def chosen_columns(desk: Desk, ledger: Ledger) -> list[int]:
    """By their places in the ledger's table; another ledger has others."""
    key, _, places = desk.query.get("columns", "")[:200].partition(":")
    asked = places.split(".") if key == ledger.key else []
    found = sorted({int(each) for each in asked if each.isascii() and each.isdigit() and len(each) < 3})
    if known := [index for index in found if index < len(ledger.columns)]:
        return known
    first = AT_FIRST.get(ledger.key)
    return [
        index
        for index, column in enumerate(ledger.columns)
        if (column.source not in UNSHOWN if first is None else {column.source, *column.keys} & set(first))
    ]


def few_columns(ledger: Ledger, chosen: Sequence[int]) -> Sequence[int]:
    """Beside an open entry there is room for little: which one, when, whose, and what it says."""
    few = [i for i in chosen if {ledger.columns[i].source, *ledger.columns[i].keys} & BESIDE]
    return few or chosen[:4]


def title_of(ledger: Ledger, index: int) -> str:
    column = ledger.columns[index]
    return f"{column.group}{column.title}" if column.group in ("照片", "选民") else column.title
