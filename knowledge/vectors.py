"""Vectors of passages in Chroma: made in the background, in small commits, kept by the hash of the
passage."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from knowledge import packed
from knowledge.embedder import name_of
from knowledge.fulltext import Found
from knowledge.store import Store

if TYPE_CHECKING:
    from langchain_chroma import Chroma

# Between two commits: small enough that a stop loses a few seconds of work.
BATCH = 64
PACKED_BATCH = 1000
KINDS = ("ask", "text")


class Vectors:
    def __init__(self, folder: Path, store: Store, embedder: Embeddings) -> None:
        import chromadb
        from langchain_chroma import Chroma

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

    # -- making --------------------------------------------------------------------------------------------

    def make(
        self,
        progress: Callable[[int, int], None] | None,
        stopped: Callable[[], bool],
        usable: Callable[[], None] | None,
    ) -> bool:
        """Vectors for the passages that have none, congress law first; False when stopped before the end.

        ``usable`` is called once, when congress law and all questions have theirs.
        """
        self.take_packed(packed.CORE)
        if usable is not None and not self._store.count("passages", "embedded=0 and core=1"):
            usable()
            usable = None
        self.take_packed(packed.REST, stopped)
        total = self._store.count("passages", "kind != 'digest'")
        done = self._store.count("passages", "kind != 'digest' and embedded = 1")
        while rows := self._waiting():
            if stopped():
                return False
            self._embed(rows)
            with self._store.writing() as db:
                db.executemany("update passages set embedded=1 where id=?", [(row["id"],) for row in rows])
            done += len(rows)
            if progress is not None:
                progress(done, total)
            if usable is not None and not self._store.count("passages", "embedded=0 and core=1"):
                usable()
                usable = None
        return True

    def take_packed(self, file: Path, stopped: Callable[[], bool] = lambda: False) -> int:
        """Give passages the vectors that came with the package; returns how many. Seconds, not minutes."""
        if file == packed.CORE:
            self._forget_strangers()
        elif not self._store.count("passages", "embedded=0 and core=0"):
            return 0
        have = packed.load(self.embedder_name, file)
        rows = self._store.db.execute("select id, kind, hash from passages where embedded=0").fetchall()
        waiting = {
            kind: [row for row in rows if row["kind"] == kind and row["hash"] in have] for kind in KINDS
        }
        taken = 0
        for kind, each in waiting.items():
            for start in range(0, len(each), PACKED_BATCH):
                if stopped():
                    return taken
                some = each[start : start + PACKED_BATCH]
                keys = list(dict.fromkeys(row["hash"] for row in some))
                self.put(kind, keys, np.stack([have[key] for key in keys]))
                with self._store.writing() as db:
                    db.executemany(
                        "update passages set embedded=1 where id=?", [(row["id"],) for row in some]
                    )
                taken += len(some)
        return taken

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

    def _waiting(self) -> list[sqlite3.Row]:
        return self._store.db.execute(
            "select id, kind, hash, text from passages where embedded=0 order by kind='ask' "
            "desc, core desc, id limit ?",
            (BATCH,),
        ).fetchall()

    def _embed(self, rows: list[sqlite3.Row]) -> None:
        for kind in KINDS:
            wanted = {row["hash"]: row["text"] for row in rows if row["kind"] == kind}
            if not wanted:
                continue
            chroma = self._collections[kind]
            have = set(chroma.get(ids=list(wanted), include=[])["ids"])
            missing = {key: text for key, text in wanted.items() if key not in have}
            if missing:
                chroma.add_texts(list(missing.values()), ids=list(missing))

    def _forget_strangers(self) -> None:
        """Vectors without a passage go; passages whose vectors are gone (a deleted folder) are made again."""
        for kind, chroma in self._collections.items():
            there = set(chroma.get(include=[])["ids"])
            rows = self._store.db.execute(
                "select hash, embedded from passages where kind=?", (kind,)
            ).fetchall()
            strangers = list(there - {row[0] for row in rows})
            for start in range(0, len(strangers), 1000):
                chroma.delete(strangers[start : start + 1000])
            lost = [(row[0],) for row in rows if row[1] and row[0] not in there]
            if lost:
                with self._store.writing() as db:
                    db.executemany("update passages set embedded=0 where hash=?", lost)

    # -- searching -----------------------------------------------------------------------------------------

    def search(self, text: str, limit: int) -> list[list[Found]]:
        """The passages nearest to a question, for each kind, nearest first; the score is the cosine."""
        vector = self._embedder.embed_query(text)
        return [self._nearest(chroma, vector, limit) for chroma in self._collections.values()]

    def _nearest(self, chroma: Chroma, vector: list[float], limit: int) -> list[Found]:
        # Only ids and distances: LangChain's own search also fetches 60 texts, which takes longer than
        # finding them.
        answer = self._raw[chroma._collection_name].query(
            query_embeddings=np.asarray([vector], np.float32), n_results=limit, include=["distances"]
        )
        distances = answer["distances"] or [[]]
        scores = {key: 1.0 - distance for key, distance in zip(answer["ids"][0], distances[0], strict=True)}
        marks = ",".join("?" * len(scores))
        rows = self._store.db.execute(
            f"select hash, id, article, kind from passages where hash in ({marks})",  # noqa: S608
            tuple(scores),
        )
        found = [Found(row["id"], row["article"], row["kind"], scores[row["hash"]]) for row in rows]
        return sorted(found, key=lambda f: -f.score)


def _slug(name: str) -> str:
    return "".join(c if c.isalnum() else "-" for c in name.lower()).strip("-")[:40] or "embedder"
