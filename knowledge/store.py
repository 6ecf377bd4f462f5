"""The catalogue and its full-text index: documents, articles and passages in one SQLite file.

A passage is a way into an article: a piece of its text (kind ``text``), or a question that it answers (kind
``ask``, from guides and phrasings). Vectors live in Chroma; ``passages.embedded`` says which are there.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

import sqlite_utils

from knowledge.connections import Connections
from knowledge.records import Article, Document
from knowledge.words import bigrams, words

SCHEMA = 8  # raise it when the tables or the words in them change: the index is then built anew


class Store(Connections):
    """Documents, articles and passages; see :class:`Connections` for who may read and write when."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        with self._write_lock:
            self._migrate()

    def _migrate(self) -> None:
        db = self.db
        if db.execute("pragma user_version").fetchone()[0] != SCHEMA:
            imported = self._imported(db)
            for name in ("texts", "vocabulary", "passages", "articles", "documents"):
                db.execute(f"drop table if exists {name}")
            self._create(db)
            self._restore(imported)
            db.execute(f"pragma user_version={SCHEMA}")
            db.commit()

    def _imported(self, db: sqlite3.Connection) -> list[tuple[Document, list[Article]]]:
        """The office's own documents: not derivable from anything else, so a new schema carries them over."""
        if not db.execute("select 1 from sqlite_master where name='documents'").fetchone():
            return []
        rows = db.execute("select * from documents where id like 'doc:%'").fetchall()
        return [(_document(row), self.articles_of(row["id"])) for row in rows]

    def _restore(self, imported: list[tuple[Document, list[Article]]]) -> None:
        for document, articles in imported:
            self.put(self.db, document, articles)

    @staticmethod
    def _create(db: sqlite3.Connection) -> None:
        tables = sqlite_utils.Database(db)
        tables.table("documents").create(
            {f.name: (int if f.name in ("repealed", "retired") else str) for f in fields(Document)}, pk="id"
        )
        tables.table("articles").create(
            {"id": str, "document": str, "order": int, "number": str, "path": str, "text": str}, pk="id"
        )
        tables.table("articles").create_index(["document", "number"])
        tables.table("passages").create(
            {
                "id": int,
                "article": str,
                "kind": str,
                "origin": str,
                "text": str,
                "hash": str,
                "core": int,
                "embedded": int,
            },
            pk="id",
        )
        tables.table("passages").create_index(["article"])
        tables.table("passages").create_index(["hash"])
        tables.table("passages").create_index(["embedded"])
        db.execute("create virtual table texts using fts5(title, path, words, grams)")
        db.execute("create virtual table vocabulary using fts5vocab(texts, 'row')")

    # -- writing -------------------------------------------------------------------------------------------

    def put(self, db: sqlite3.Connection, document: Document, articles: Sequence[Article]) -> None:
        """A document with its articles, in the place of what it was before."""
        self.remove(db, document.id)
        tables = sqlite_utils.Database(db)
        tables.table("documents").insert(asdict(document), pk="id")
        tables.table("articles").insert_all((asdict(a) for a in articles), pk="id")

    def update(self, db: sqlite3.Connection, document: Document) -> None:
        sqlite_utils.Database(db).table("documents").update(document.id, asdict(document))

    def remove(self, db: sqlite3.Connection, document_id: str) -> None:
        owned = "(select id from articles where document=?)"
        db.execute(
            f"delete from texts where rowid in (select id from passages where article in {owned})",  # noqa: S608
            (document_id,),
        )
        db.execute(f"delete from passages where article in {owned}", (document_id,))  # noqa: S608
        db.execute("delete from articles where document=?", (document_id,))
        db.execute("delete from documents where id=?", (document_id,))

    def add_passages(self, db: sqlite3.Connection, rows: Iterable[dict[str, Any]]) -> None:
        """Rows of article, kind, origin, text, hash; ``title``, ``path`` and ``body`` are only indexed."""
        for row in rows:
            cursor = db.execute(
                "insert into passages (article, kind, origin, text, hash, core, embedded) "
                "values (?,?,?,?,?,?,0)",
                (row["article"], row["kind"], row["origin"], row["text"], row["hash"], row["core"]),
            )
            db.execute(
                "insert into texts (rowid, title, path, words, grams) values (?,?,?,?,?)",
                (
                    cursor.lastrowid,
                    " ".join(words(row["title"])),
                    " ".join(words(row["path"])),
                    " ".join(words(row["body"])),
                    " ".join(bigrams(row["body"])),
                ),
            )

    # -- reading -------------------------------------------------------------------------------------------

    def documents(self) -> list[Document]:
        return [_document(r) for r in self.db.execute("select * from documents order by title, version")]

    def document(self, document_id: str) -> Document | None:
        row = self.db.execute("select * from documents where id=?", (document_id,)).fetchone()
        return _document(row) if row else None

    def articles_of(self, document_id: str) -> list[Article]:
        rows = self.db.execute('select * from articles where document=? order by "order"', (document_id,))
        return [Article(**dict(r)) for r in rows]

    def articles(self, ids: Sequence[str]) -> dict[str, Article]:
        marks = ",".join("?" * len(ids))
        rows = self.db.execute(f"select * from articles where id in ({marks})", tuple(ids))  # noqa: S608
        return {r["id"]: Article(**dict(r)) for r in rows}

    def texts(self, ids: Sequence[str]) -> dict[str, str]:
        """Only the text of some articles, for a hundred candidates a question."""
        marks = ",".join("?" * len(ids))
        return dict(
            self.db.execute(f"select id, text from articles where id in ({marks})", tuple(ids)).fetchall()  # noqa: S608
        )

    def count(self, table: str, where: str = "1") -> int:
        return int(self.db.execute(f"select count(*) from {table} where {where}").fetchone()[0])  # noqa: S608


def _document(row: sqlite3.Row) -> Document:
    values = dict(row)
    return Document(**{**values, "repealed": bool(values["repealed"]), "retired": bool(values["retired"])})
