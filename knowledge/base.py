"""The knowledge base of one office: ask it, build it, feed it documents.

``Knowledge.open`` costs milliseconds; ``build`` makes the full text first (a township's set in about five
seconds) and the vectors after, while ``ask`` already answers.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from langchain_core.embeddings import Embeddings

from knowledge import index
from knowledge import words_of_answers as say
from knowledge.embedder import packaged
from knowledge.engine import Engine
from knowledge.records import Answer
from knowledge.store import Store

if TYPE_CHECKING:
    from knowledge.vectors import Vectors  # chromadb takes a second to import: only when it is needed

log = logging.getLogger(__name__)
Progress = Callable[[int, int], None]


class Knowledge:
    def __init__(
        self,
        store: Store,
        statutes: Literal["township", "all"],
        region: str | None,
        embedder: Embeddings | None,
        model: Any | None,
    ) -> None:
        self._store = store
        self._statutes = statutes
        self._region = region
        self._embedder = embedder
        self._model = model
        self._engine: Engine | None = None
        self._engine_lock = threading.Lock()
        self._vector_index: Vectors | None = None
        self._vectors_lock = threading.Lock()
        self._without_vectors = False
        self._builder: threading.Thread | None = None
        self._stop = threading.Event()
        self.on_refused: Callable[[Answer], None] | None = None

    @classmethod
    def open(
        cls,
        data_dir: Path,
        *,
        statutes: Literal["township", "all"] = "township",
        region: str | None = None,
        embedder: Embeddings | None = None,
        model: Any | None = None,
    ) -> Knowledge:
        """The knowledge base under ``data_dir``, made there when it is not; ``region`` is the office's province."""
        return cls(Store(Path(data_dir) / "knowledge.db"), statutes, region or None, embedder, model)

    # -- asking --------------------------------------------------------------------------------------------

    def ask(self, question: str, *, on: date | None = None, previous: Answer | None = None) -> Answer:
        """One answer; safe from any thread. ``on`` asks for the law of a day, ``previous`` makes a follow-up."""
        started = time.perf_counter()
        answer = self.engine().ask(question, on or date.today(), previous)  # noqa: DTZ011 (the office's own day)
        answer = replace(answer, elapsed_ms=(time.perf_counter() - started) * 1000)
        if answer.refused and self.on_refused is not None:
            self.on_refused(answer)
        return answer

    def engine(self) -> Engine:
        """The present view of the index, for benchmarks and the evaluation."""
        with self._engine_lock:
            if self._engine is None:
                if not self._store.count("articles"):
                    index.build_fulltext(self._store, self._statutes)
                vectors = self._vectors() if self.state()["ready_vectors"] else None
                self._engine = Engine(self._store, self._region, vectors)
            return self._engine

    # -- building ------------------------------------------------------------------------------------------

    def build(self, progress: Progress | None = None) -> dict[str, int]:
        """Bring catalogue and full text up to date, then the vectors; what is unchanged costs nothing."""
        report = index.build_fulltext(self._store, self._statutes)
        self._refresh()
        vectors = self._vectors()
        if vectors is not None and vectors.make(progress, self._stop.is_set):
            self._refresh()
        return report

    def _vectors(self) -> Vectors | None:
        """The vector index; None where there is no embedder, which is said once."""
        with self._vectors_lock:
            if self._vector_index is None and self._embedder is None and not self._without_vectors:
                self._embedder = packaged()
                if self._embedder is None:
                    self._without_vectors = True
                    log.warning(say.EMBEDDER_MISSING)
            if self._vector_index is None and self._embedder is not None:
                from knowledge.vectors import Vectors

                self._vector_index = Vectors(self._store.path.parent / "vectors", self._store, self._embedder)
            return self._vector_index

    def start_background_build(self) -> None:
        """``build`` in a thread of its own; a second call while it runs does nothing."""
        if self._builder is None or not self._builder.is_alive():
            self._builder = threading.Thread(target=self._build_quietly, name="knowledge-build", daemon=True)
            self._builder.start()

    def _build_quietly(self) -> None:
        try:
            self.build()
        except Exception:
            log.exception("building the knowledge index failed; answers go on from what is there")

    def _refresh(self) -> None:
        with self._engine_lock:
            self._engine = None

    def state(self) -> dict[str, int | bool]:
        """For /healthz."""
        articles = self._store.count("articles")
        total = self._store.count("passages", "kind != 'digest'")
        done = self._store.count("passages", "embedded=1 and kind != 'digest'")
        return {
            "documents": self._store.count("documents"),
            "articles": articles,
            "vectors_done": done,
            "vectors_total": total,
            "ready_fulltext": articles > 0,
            "ready_vectors": 0 < total == done,
        }

    def close(self) -> None:
        self._stop.set()
        if self._builder is not None:
            self._builder.join(timeout=10)
        self._store.close()
