"""How the index comes about while questions are already answered: full text first, then the vectors."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from langchain_core.embeddings import Embeddings

from knowledge import index, packed
from knowledge import words_of_answers as say
from knowledge.desk import today
from knowledge.embedder import packaged
from knowledge.engine import Engine
from knowledge.store import Store

if TYPE_CHECKING:
    from knowledge.model.rephrase import Rephraser
    from knowledge.vectors import Vectors  # chromadb takes a second to import: only when it is needed

log = logging.getLogger(__name__)
Progress = Callable[[int, int], None]
ASKS_ARE_IN = "kind='digest'"  # written with the guides' questions, the last thing that a first answer needs
FIRST_BUILD_SECONDS = 120
WARMING_QUESTION = "代表有哪些权利?"  # loads the word list, the embedder and the vectors


class Building:
    """Holds the present view (``engine``) and replaces it whenever more of the index is there."""

    def __init__(
        self,
        store: Store,
        statutes: Literal["township", "all"],
        region: str | None,
        embedder: Embeddings | None,
        model: Rephraser | None,
    ) -> None:
        self.store = store
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
        self._build_lock = threading.Lock()
        self._published = threading.Event()
        self._stop = threading.Event()

    def engine(self) -> Engine:
        """The present view of the index, for benchmarks and the evaluation."""
        if self._engine is None and self._builder is not None and self._builder.is_alive():
            self._published.wait(FIRST_BUILD_SECONDS)
        with self._engine_lock:
            if self._engine is None:
                if not self.store.count("passages", ASKS_ARE_IN):
                    self._build_fulltext()
                self._engine = self._view()
            return self._engine

    def _view(self, *, with_vectors: bool = True) -> Engine:
        vectors = self.vector_index() if with_vectors and self._vectors_usable() else None
        return Engine(self.store, self._region, vectors)

    def _build_fulltext(self) -> dict[str, int]:
        with self._build_lock:
            return index.build_fulltext(self.store, self._statutes, self._stop.is_set, self._publish)

    def _vectors_usable(self) -> bool:
        """Vectors of congress law and of all questions are there; those of other laws may still be
        missing."""
        waiting = self.store.count("passages", "core=1 and embedded=0")
        return not waiting and self.store.count("passages", "core=1") > 0

    def build(
        self, progress: Progress | None = None, *, vectors: Literal["all", "packed", "none"] = "all"
    ) -> dict[str, int]:
        """Bring catalogue and full text up to date, then the vectors; what is unchanged costs nothing.

        ``packed`` takes only the vectors that come with the package (seconds), ``all`` makes the rest too.
        """
        report = self._build_fulltext()
        self.refresh()
        made = self.vector_index() if vectors != "none" else None
        if made is not None and vectors == "packed":
            for file in packed.FILES:
                made.take_packed(file)
            self.refresh()
        elif made is not None and made.make(progress, self._stop.is_set, self.refresh):
            self.refresh()
        return report

    def vector_index(self) -> Vectors | None:
        """The vector index; None where there is no embedder, which is said once."""
        with self._vectors_lock:
            if self._vector_index is None and self._embedder is None and not self._without_vectors:
                self._embedder = packaged()
                if self._embedder is None:
                    self._without_vectors = True
                    log.warning(say.EMBEDDER_MISSING)
            if self._vector_index is None and self._embedder is not None:
                from knowledge.vectors import Vectors

                self._vector_index = Vectors(self.store.path.parent / "vectors", self.store, self._embedder)
            return self._vector_index

    def start_background_build(self, vectors: Literal["all", "packed", "none"] = "all") -> None:
        """``build`` in a thread of its own; a second call while it runs does nothing."""
        if self._builder is None or not self._builder.is_alive():
            self._builder = threading.Thread(
                target=self._build_quietly, args=(vectors,), name="knowledge-build", daemon=True
            )
            self._builder.start()

    @property
    def building(self) -> bool:
        """Whether a background build is at work."""
        return self._builder is not None and self._builder.is_alive()

    def wait_for_build(self) -> None:
        """Until the background build has ended, if there is one."""
        if self._builder is not None:
            self._builder.join()

    def _build_quietly(self, vectors: Literal["all", "packed", "none"]) -> None:
        try:
            self.warm_model()
            self.build(vectors=vectors)
        except Exception:
            log.exception("building the knowledge index failed; answers go on from what is there")

    def warm_model(self) -> None:
        """Load the model's library (seconds), which the first question would wait for otherwise."""
        if self._model is not None:
            self._model.warm()

    def _publish(self) -> None:
        """A first view from full text alone: opening the vectors takes seconds, and somebody may wait."""
        if self._builder is threading.current_thread() and self._engine is None:
            view = self._view(with_vectors=False)
            with self._engine_lock:
                self._engine = self._engine or view
            self._published.set()

    def refresh(self) -> None:
        """A new view, warm before it takes the old one's place, so that no question waits for it."""
        if self._engine is None and self._builder is not threading.current_thread():
            return  # nobody has asked yet; the first question makes the view
        view = self._view()
        view.ask(WARMING_QUESTION, today())
        with self._engine_lock:
            self._engine = view
