"""The knowledge base of one office: ask it, build it, feed it documents.

``Knowledge.open`` costs milliseconds; ``build`` makes the full text first (a township's set in about five
seconds) and the vectors after, while ``ask`` already answers.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from langchain_core.embeddings import Embeddings

from knowledge.building import ASKS_ARE_IN, Building
from knowledge.desk import Desk, today
from knowledge.engine import Reading
from knowledge.records import Answer
from knowledge.store import Store
from knowledge.sums import worked_out

if TYPE_CHECKING:
    from knowledge.model.rephrase import Rephraser


class Knowledge(Building, Desk):
    """Open it with :meth:`open`; then ``ask`` is safe from any thread."""

    def __init__(
        self,
        store: Store,
        statutes: Literal["township", "all"],
        region: str | None,
        embedder: Embeddings | None,
        model: Rephraser | None,
    ) -> None:
        super().__init__(store, statutes, region, embedder, model)
        self.on_refused: Callable[[Answer], None] | None = None

    @classmethod
    def open(
        cls,
        data_dir: Path,
        *,
        statutes: Literal["township", "all"] = "township",
        region: str | None = None,
        embedder: Embeddings | None = None,
        model: Rephraser | None = None,
    ) -> Knowledge:
        """The knowledge base under ``data_dir``, made there when it is not; ``region`` is the office's
        province."""
        return cls(Store(Path(data_dir) / "knowledge.db"), statutes, region or None, embedder, model)

    @property
    def loaded_embedder(self) -> Embeddings | None:
        """The embedder in use; None before the first text was embedded, and where there is none."""
        return self._embedder

    @property
    def has_model(self) -> bool:
        """Whether a language model takes part; answers then take seconds instead of milliseconds."""
        return self._model is not None

    # -- asking --------------------------------------------------------------------------------------------

    def ask(
        self, question: str, *, on: date | None = None, previous: Answer | None = None, rephrase: bool = True
    ) -> Answer:
        """One answer; safe from any thread. ``on`` asks for the law of a day, ``previous`` makes a follow-up.

        With a model this takes seconds: inside a transaction ask with ``rephrase=False``.
        """
        started = time.perf_counter()
        engine, day = self.engine(), on or today()
        answer = worked_out(question, day, self._region, engine)
        if answer is None:
            answer = engine.ask(question, day, previous)
            if rephrase and self._model is not None:
                answer = self._model.rephrase(answer, engine.catalogue, day)
        answer = replace(answer, elapsed_ms=(time.perf_counter() - started) * 1000)
        if answer.refused and self.on_refused is not None:
            self.on_refused(answer)
        return answer

    def article(self, law: str, number: str, on: date | None = None) -> Reading | None:
        """An article as it stands on a day, with its neighbours, for the reading page."""
        return self.engine().reading(law, number, on or today())

    def state(self) -> dict[str, int | bool]:
        """For /healthz."""
        articles = self.store.count("articles")
        total = self.store.count("passages", "kind != 'digest'")
        done = self.store.count("passages", "embedded=1 and kind != 'digest'")
        return {
            "documents": self.store.count("documents"),
            "articles": articles,
            "vectors_done": done,
            "vectors_total": total,
            "ready_fulltext": self._answers_at_once(),
            "ready_vectors": 0 < total == done,
        }

    def _answers_at_once(self) -> bool:
        building = self._builder is not None and self._builder.is_alive()
        return self._engine is not None if building else self.store.count("passages", ASKS_ARE_IN) > 0

    def close(self) -> None:
        self._stop.set()
        if self._builder is not None:
            self._builder.join()  # it stops between two laws, or between two batches of vectors
        self.store.close()
