"""A sentence read in three steps: rules, examples, a language model. Each fills only what is open."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from bot.ledger import categories
from bot.notes import from_model, rules
from bot.notes.told import Told
from bot.settings.duties import Category

log = logging.getLogger(__name__)


class Nearest(Protocol):
    """Which label the examples nearest to a text have; None when they do not agree, or none are loaded."""

    def deed(self, said: str) -> str | None: ...

    def category(self, problem: str, known: Sequence[Category]) -> str | None: ...


@dataclass(frozen=True)
class Reader:
    """Slow by its second and third step: not to be called inside a transaction where it has them."""

    nearest: Nearest | None = None
    model: from_model.Model | None = None

    def read(self, said: str, today: date, known: Sequence[Category], grids: Iterable[str] = ()) -> Told:
        """Never raises: what no step knows is open, and will be asked."""
        grids = tuple(grids)
        told = _sorted_in(rules.tell(said, today, grids), said, known)
        if told.open_parts and self.nearest is not None:
            told = self._by_examples(told, said, known)
        if told.open_parts and self.model is not None:
            told = from_model.fill(told, said, today, [each.label for each in known], self.model)
        return told

    def _by_examples(self, told: Told, said: str, known: Sequence[Category]) -> Told:
        assert self.nearest is not None
        try:
            if told.deed is None:
                told = _sorted_in(replace(told, deed=self.nearest.deed(said)), said, known)
            if told.matter and told.category is None:
                told = replace(told, category=self.nearest.category(told.problem or said, known))
        except Exception:
            # The card is asked for without it; no fault of an embedder may keep a record back.
            log.exception("the examples could not be compared")
        return told


def _sorted_in(told: Told, said: str, known: Sequence[Category]) -> Told:
    """With the category that the words of the problem name."""
    if not told.matter or told.category is not None:
        return told
    return replace(told, category=categories.guess(told.problem or said, known))
