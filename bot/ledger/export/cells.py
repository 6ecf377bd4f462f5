"""One line and one column to one typed value: the names behind the keys, and what a viewer may see."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from bot.ledger import stages
from bot.ledger.export.columns import Column
from bot.ledger.export.ledgers import LEDGERS
from bot.ledger.export.lines import Line
from bot.ledger.export.mask import mask_numbers, mask_resident
from bot.ledger.export.values import Value, typed
from bot.ledger.kinds import FIVE_ONES, KINDS, PROBLEM
from bot.ledger.states import WITHDRAWN
from bot.settings import Settings
from bot.texts import exports as texts
from bot.texts.field_labels import FIELD_LABELS

# Answers under these keys say which resident it was.
RESIDENT_KEYS = frozenset({"whom", "caller", "caller_name", "resident", "resident_name", "told_by"})
# Shown by columns that read the line itself, or a key into another table.
HIDDEN = frozenset({"at", "way", "stage", "grid", "station", "meeting"})
# On which day a problem took each step stands in the problem ledger; elsewhere it would bury what was said.
STEPS = frozenset(
    {
        "accepted_on",
        "assigned_on",
        "due_on",
        "answered_on",
        "rated_on",
        "told_on",
        "closed_on",
        "passed_up_on",
    }
)
SHOWN_BY = {"place_of_check_in": "place", "grid_registered": "grid_name"}  # source -> the answer it shows


@dataclass(frozen=True)
class View:
    """How lines are shown: the labels of the settings, and whether residents are masked."""

    item_labels: Mapping[str, str]
    question_labels: Mapping[tuple[str, str], str]  # (item, question key) -> label
    masked: bool = True
    whole_names: bool = False  # photo files by their full name (64 characters), for programs
    printed: frozenset[str] = frozenset()  # the answers that the paper's own columns show

    @classmethod
    def of(cls, settings: Settings, *, masked: bool, whole_names: bool) -> View:
        items = settings.five_ones
        questions = {(item.key, q.key): q.label for item in items for q in item.ask}
        return cls({item.key: item.label for item in items}, questions, masked, whole_names)

    def cell(self, column: Column, line: Line, order: int) -> Value:
        """A withdrawn entry keeps its number and loses its content: the account has no holes."""
        source = column.source
        if source == "order":
            return order
        if source.startswith("fields."):
            told = (self.answer(line, key, resident=column.resident) for key in column.keys)
            value = next((value for value in told if value not in (None, "")), None)
        elif source in SOURCES:
            value = SOURCES[source](self, line)
        else:
            value = getattr(line, source)
        return typed(value, column)

    def answers(self, line: Line, without: frozenset[str] = frozenset()) -> dict[str, Value]:
        """Label -> answer, in the order in which they were asked; empty ones left out."""
        if line.state == WITHDRAWN:
            return {}
        found: dict[str, Value] = {}
        for key in [key for key in line.fields if key not in HIDDEN | without]:
            value = self.answer(line, key)
            label = self.label(line, key)
            if label and value not in (None, ""):
                found[label] = value
        return found

    def label(self, line: Line, key: str) -> str:
        asked = self.question_labels.get((line.item, key))
        if asked and line.kind == FIVE_ONES.key:  # another kind that counts here was asked other questions
            return asked
        ledger = LEDGERS.get(line.kind)
        columns = ledger.columns if ledger else ()
        return next((c.title for c in columns if key in c.keys), FIELD_LABELS.get(key, key))

    def answer(self, line: Line, key: str, *, resident: bool = False) -> Value:
        value = line.fields.get(key)
        if line.state == WITHDRAWN or value is None:
            return None
        if isinstance(value, bool):
            return texts.YES if value else texts.NO
        if isinstance(value, Mapping):  # a place: its words, and perhaps a point
            value = value.get("words", "")
        if isinstance(value, list):
            value = "、".join(str(part) for part in value)
        if isinstance(value, str) and self.masked:
            return mask_resident(value) if resident or key in RESIDENT_KEYS else mask_numbers(value)
        return value if isinstance(value, str | int | float) else str(value)


def _ledger_label(_view: View, line: Line) -> str:
    kind = KINDS.get(line.kind)
    return kind.label if kind else line.kind


def _item(view: View, line: Line) -> str:
    return view.item_labels.get(line.item) or texts.ITEMS.get(line.item, line.item)


def _content(view: View, line: Line) -> str:
    if line.state == WITHDRAWN:
        return texts.WITHDRAWN_CONTENT
    return "\n".join(f"{label}:{value}" for label, value in view.answers(line, STEPS).items())


def _rest(view: View, line: Line) -> str:
    """The answers that no column here or of the line's own ledger shows: nothing told is lost on paper."""
    shown = shown_in(line.kind)
    if shown is None:
        return ""
    elsewhere = frozenset() if line.kind == PROBLEM.key or "accepted_on" in view.printed else STEPS
    left_out = shown | view.printed | elsewhere
    told = {key: view.answer(line, key) for key in line.fields if key not in left_out}
    return "\n".join(
        f"{view.label(line, key)}:{value}" for key, value in told.items() if value not in (None, "")
    )


@cache
def shown_in(kind: str) -> frozenset[str] | None:
    """The answers that a ledger's own columns show, and those that no reader wants; None: it shows all."""
    ledger = LEDGERS.get(kind)
    columns = ledger.columns if ledger else ()
    if any(column.source == "content" for column in columns):
        return None
    shown = {key for column in columns for key in column.keys}
    return HIDDEN | shown | {SHOWN_BY[column.source] for column in columns if column.source in SHOWN_BY}


def _photo_names(view: View, line: Line) -> str:
    names = [texts.PHOTO_STATES.get(name, name) for name in line.photos]
    if not view.whole_names:  # 12 of 64 digits find the file as well, and fit a printed page
        names = [f"{n[:12]}.{n.rpartition('.')[2]}" if len(n) > 64 else n for n in names]
    return "\n".join(names)


SOURCES: dict[str, Callable[[View, Line], Value]] = {
    "ledger": _ledger_label,
    "item": _item,
    "content": _content,
    "way": lambda _, line: texts.WAYS.get(line.item, line.item),
    "way_to_meeting": lambda _, line: texts.WAYS.get(str(line.fields.get("way")), ""),
    "place_of_check_in": lambda _, line: str(line.fields.get("place") or line.station),
    "grid_registered": lambda _, line: str(line.fields.get("grid_name") or line.grid),
    "photo_count": lambda _, line: len(line.photos),
    "photo_names": _photo_names,
    "rest": _rest,
    "stage": lambda _, line: stages.LABELS.get(line.stage, line.stage),
    "state": lambda _, line: texts.STATES.get(line.state, line.state),
}
