"""Vectors of passages in Chroma, kept by the hash of the passage: put in, taken out, searched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import chromadb
import numpy as np
from langchain_chroma import Chroma
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from knowledge.embedder import name_of
from knowledge.fulltext import Found
from knowledge.store import Store

KINDS = ("ask", "text")


class VectorStore:
    def __init__(self, folder: Path, store: Store, embedder: Embeddings) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._store = store
        self._embedder = embedder
        self.embedder_name = name_of(embedder)
        self._client = chromadb.PersistentClient(
            path=str(folder), settings=chromadb.config.Settings(anonymized_telemetry=False)
        )
        # Questions lie nearer to a question than any article does: in one collection they would crowd it out.
        self._collections = {
            kind: Chroma(
                client=self._client,
                collection_name=f"{kind}-{_slug(self.embedder_name)}",
                embedding_function=embedder,
                collection_configuration={
                    "hnsw": {"space": "cosine", "sync_threshold": 2000, "batch_size": 500}
                },
            )
            for kind in KINDS
        }
        # Looked up once: by name it costs a question two milliseconds each time.
        self._raw = {
            c._collection_name: self._client.get_collection(c._collection_name)
            for c in self._collections.values()
        }

    def put(self, kind: str, keys: list[str], vectors: NDArray[np.float32]) -> None:
        """Store vectors that were made elsewhere."""
        collection = self._raw[self._collections[kind]._collection_name]
        collection.upsert(ids=keys, embeddings=vectors, documents=keys)

    def stored(self, *, core_only: bool) -> Iterator[tuple[str, Sequence[float]]]:
        """(hash, vector) of what is there."""
        for kind, chroma in self._collections.items():
            rows = self._store.db.execute(
                "select distinct hash from passages where kind=? and embedded=1 and core>=?",
                (kind, int(core_only)),
            )
            keys = [row[0] for row in rows]
            for start in range(0, len(keys), 1000):
                found = chroma.get(ids=keys[start : start + 1000], include=["embeddings"])
                yield from zip(found["ids"], found["embeddings"], strict=True)

    def search(self, text: str, limit: int) -> list[list[Found]]:
        return self.nearest(self.embed(text), limit)

    def embed(self, text: str) -> list[float]:
        """A question's vector: the slow part, which needs nothing of the index."""
        return self._embedder.embed_query(text)

    def nearest(self, vector: Sequence[float], limit: int) -> list[list[Found]]:
        """The passages nearest to a question, for each kind, nearest first; the score is the cosine."""
        each = [self._scores(chroma, vector, limit) for chroma in self._collections.values()]
        every = [key for scores in each for key in scores]
        marks = ",".join("?" * len(every))
        rows = self._store.db.execute(
            f"select hash, id, article, kind from passages where hash in ({marks})",  # noqa: S608
            every,
        )
        where = {(key, kind): (passage, article) for key, passage, article, kind in rows}
        return [
            [
                Found(*where[key, kind], kind, score)
                for key, score in sorted(scores.items(), key=lambda item: -item[1])
                if (key, kind) in where
            ]
            for kind, scores in zip(self._collections, each, strict=True)
        ]

    def _scores(self, chroma: Chroma, vector: Sequence[float], limit: int) -> dict[str, float]:
        # Only ids and distances: LangChain's own search also fetches 60 texts, which takes longer than
        # finding them.
        answer = self._raw[chroma._collection_name].query(
            query_embeddings=np.asarray([vector], np.float32), n_results=limit, include=["distances"]
        )
        distances = answer["distances"] or [[]]
        return {key: 1.0 - distance for key, distance in zip(answer["ids"][0], distances[0], strict=True)}


def _slug(name: str) -> str:
    return "".join(c if c.isalnum() else "-" for c in name.lower()).strip("-")[:40] or "embedder"
