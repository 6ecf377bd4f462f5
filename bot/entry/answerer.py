"""The knowledge base as the chat sees it: text for the phone, and a memory small enough for a row."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Callable, Mapping
from datetime import date
from threading import Lock
from typing import Any

from bot.console.pages import reading
from bot.dialog.turn import Answered
from bot.texts.console_library import READ_ON
from knowledge import chat
from knowledge.base import Knowledge
from knowledge.records import Answer, Citation

KEPT = 256  # recent answers; the search done before a transaction is found again inside it

Memory = Mapping[str, Any]


class KnowledgeAnswerer:
    """Implements :class:`bot.dialog.turn.Answerer`. Thread-safe."""

    def __init__(self, knowledge: Knowledge, today: Callable[[], date], public_url: str = "") -> None:
        """``public_url``: where the reading page is reached from outside; empty: no answer links to it."""
        self._knowledge = knowledge
        self._today = today
        self._outside = public_url.rstrip("/")
        self._recent: OrderedDict[tuple[str, str, date], Answer] = OrderedDict()
        self._lock = Lock()

    @property
    def slow(self) -> bool:
        return self._knowledge.has_model

    def prepare(self, question: str, memory: Memory | None) -> None:
        """Search now, outside any transaction, so that ``ask`` inside one finds it done."""
        self._answer(question, memory)

    def ask(self, question: str, memory: Memory | None) -> Answered:
        # Usually prepared; if not, no model is asked: this may be inside the turn's transaction.
        answer = self._answer(question, memory, rephrase=False)
        text = chat.answer_text(answer)
        if not answer.refused and answer.citations:
            text = self._linked(text, answer.citations[0])
        return Answered(text, answer.refused, chat.to_memory(answer))

    def more(self, memory: Memory, number: int) -> Answered | None:
        answer = chat.from_memory(memory)
        text = chat.source_text(answer, number)
        if text is None:
            return None
        return Answered(self._linked(text, answer.citations[number]), False, memory)

    def _linked(self, text: str, citation: Citation) -> str:
        """With a link to the article at leisure, where it has a page that can be reached."""
        path = reading.address(citation.id) if self._outside else ""
        return f"{text}\n{READ_ON.format(address=self._outside + path)}" if path else text

    def _answer(self, question: str, memory: Memory | None, *, rephrase: bool = True) -> Answer:
        asked_before = memory if memory and "menu" not in memory else None
        key = (question, json.dumps(asked_before, sort_keys=True, default=str), self._today())
        with self._lock:
            if key in self._recent:
                self._recent.move_to_end(key)
                return self._recent[key]
        previous = chat.from_memory(asked_before) if asked_before else None
        answer = self._knowledge.ask(question, on=key[2], previous=previous, rephrase=rephrase)
        with self._lock:
            self._recent[key] = answer
            while len(self._recent) > KEPT:
                self._recent.popitem(last=False)
        return answer
