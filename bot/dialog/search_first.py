"""Taking back a turn that needs a search, so that no search is ever made inside a transaction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.dialog.turn import Answered, Answerer


class SearchFirst(Exception):
    """The turn asks the knowledge base; its rows are taken back until the answer is at hand."""

    def __init__(self, question: str, memory: Mapping[str, Any] | None) -> None:
        super().__init__("search first")
        self.question, self.memory = question, memory


class Unsearched:
    """An :class:`bot.dialog.turn.Answerer` that has not searched yet: whoever asks it learns to wait."""

    def __init__(self, answerer: Answerer) -> None:
        self._answerer = answerer

    @property
    def slow(self) -> bool:
        return self._answerer.slow

    def ask(self, question: str, memory: Mapping[str, Any] | None) -> Answered:
        raise SearchFirst(question, memory)

    def more(self, memory: Mapping[str, Any], number: int) -> Answered | None:
        return self._answerer.more(memory, number)
