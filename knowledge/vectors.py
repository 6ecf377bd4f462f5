"""Vectors made in the background, in small commits, congress law first; those that come with the package are
only copied."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import numpy as np

from knowledge import packed
from knowledge.vector_store import KINDS, VectorStore

# Between two commits: small enough that a stop loses a few seconds of work.
BATCH = 64
PACKED_BATCH = 1000


class Vectors(VectorStore):
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
