"""The plan of an import as a clerk reads it: counts first, then what changes for whom."""

from __future__ import annotations

from collections.abc import Iterator

from bot.roster.plan import Action, Change, Plan
from bot.texts import roster as texts

_SIGNS = {Action.ADDED: "+", Action.CHANGED: "~", Action.LEFT: "-"}


def summary_rows(plan: Plan) -> Iterator[tuple[str, ...]]:
    """One row a kind: added, changed, left, same, absent."""
    order = (Action.ADDED, Action.CHANGED, Action.LEFT, Action.SAME, Action.ABSENT)
    for what, title in texts.WHAT.items():
        yield (title, *(str(len(plan.of(action, what))) for action in order))


def lines(plan: Plan) -> Iterator[str]:
    """What is added, changed and ended, one line each, in the order of the file."""
    for action, sign in _SIGNS.items():
        for change in plan.of(action):
            yield f"  {sign} {texts.ACTIONS[action.value]} {_label(change)}{_differences(change)}"


def _label(change: Change) -> str:
    return change.label if change.what == "person" else f"{texts.WHAT[change.what]} {change.label}"


def _differences(change: Change) -> str:
    if not change.differences:
        return ""
    return ":" + ";".join(f"{d.title} {d.old} → {d.new}" for d in change.differences)
