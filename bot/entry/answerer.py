"""The knowledge base as the chat sees it: text for the phone, and a memory small enough for a row."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from datetime import date
from threading import Lock
from typing import Any

from bot.dialog.turn import Answered
from knowledge.base import Knowledge
from knowledge.chat import answer_text, from_memory, source_text, to_memory
from knowledge.records import Answer

KEPT = 256  # recent answers; the search done before a transaction is found again inside it


class KnowledgeAnswerer:
    """Implements :class:`bot.dialog.turn.Answerer`. Thread-safe."""

    def __init__(self, knowledge: Knowledge, today: Callable[[], date]) -> None:
        self._knowledge = knowledge
        self._today = today
        self._recent: OrderedDict[tuple[str, date], Answer] = OrderedDict()
        self._lock = Lock()

    def prepare(self, question: str) -> None:
        """Search now, outside any transaction, so that ``ask`` inside one finds it done."""
        self._search(question, None)

    def ask(self, question: str, memory: Mapping[str, Any] | None) -> Answered:
        previous = from_memory(memory) if memory and "menu" not in memory else None
        answer = self._search(question, previous)
        return Answered(answer_text(answer), answer.refused, to_memory(answer))

    def more(self, memory: Mapping[str, Any], number: int) -> Answered | None:
        text = source_text(from_memory(memory), number)
        return None if text is None else Answered(text, False, memory)

    def _search(self, question: str, previous: Answer | None) -> Answer:
        key = (question, self._today())
        if previous is None:
            with self._lock:
                known = self._recent.get(key)
            if known is not None:
                return known
        answer = self._knowledge.ask(question, on=key[1], previous=previous)
        if previous is None:
            with self._lock:
                self._recent[key] = answer
                while len(self._recent) > KEPT:
                    self._recent.popitem(last=False)
        return answer
