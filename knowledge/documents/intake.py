"""Take files into the catalogue: idempotent, with versions and replaced titles sorted out afterwards."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from knowledge.documents.describe import describe
from knowledge.documents.read import Unreadable, read
from knowledge.documents.sources import items
from knowledge.documents.split import split
from knowledge.documents.tidy import tidy
from knowledge.index import put_document
from knowledge.records import Article, Document
from knowledge.store import Store
from knowledge.tables import table


@dataclass
class Report:
    """What an import did; every line can be shown to the clerk."""

    added: list[Document] = field(default_factory=list)
    changed: list[Document] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def import_paths(store: Store, paths: Iterable[Path]) -> Report:
    report = Report()
    for path in paths:
        for name, data in items(Path(path)):
            if isinstance(data, Unreadable):
                report.refused.append(str(data))
                continue
            try:
                _take(store, name, data, report)
            except Unreadable as reason:
                report.refused.append(str(reason))
    if report.added or report.changed:
        settle_versions(store)
    return report


def _take(store: Store, name: str, data: bytes, report: Report) -> None:
    text = read(name, data)
    lines = tidy(text)
    parts = split(lines)
    if not parts:
        raise Unreadable(f"{name}:读出来没有正文,请核对后重新导入。")
    about = describe(name, lines, text)
    national = next(
        (d for d in store.documents() if d.title == about.title and d.version == about.version), None
    )
    if national is not None and national.id.startswith("law:"):
        report.same.append(f"{name}:与自带法律库中的《{about.title}》是同一版本,不重复收录。")
        return
    document = Document(
        id="doc:" + hashlib.sha256(f"{about.title}|{about.version}".encode()).hexdigest()[:12],
        title=about.title,
        kind=about.kind,
        issuer=about.issuer,
        region=about.region,
        version=about.version,
        effective=about.effective,
        until="",
        repealed=False,
        retired=False,
        source=f"本单位导入:{name}",
        note="",
        digest=hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16],
        repeals="\n".join(about.repeals),
    )
    if about.note:
        report.remarks.append(f"{name}:{about.note}")
    before = store.document(document.id)
    if before is not None and before.digest == document.digest:
        report.same.append(f"{name}:《{about.title}》已经收录,没有变化。")
        return
    articles = [
        Article(f"{document.id}#{order}", document.id, order, part.number, part.path, part.text)
        for order, part in enumerate(parts)
    ]
    put_document(store, document, articles)
    (report.changed if before else report.added).append(document)


def settle_versions(store: Store) -> None:
    """A newer version, a declared repeal or a new name ends the older text's time."""
    documents = store.documents()
    ends: dict[str, str] = {}
    for older in documents:
        later = [d.effective for d in documents if _replaces(d, older) and d.effective]
        if later:
            ends[older.id] = min(later)
    with store.writing() as db:
        for document in documents:
            # The statutes' own versions are settled when they are read; here only what documents change.
            until = ends.get(document.id, "")
            if document.until != until and (document.id.startswith("doc:") or until):
                store.update(db, replace(document, until=until))


def _replaces(newer: Document, older: Document) -> bool:
    if newer.id == older.id or newer.retired:
        return False
    if newer.title == older.title:
        return newer.version > older.version
    named = older.title in newer.repeals.split("\n") or any(
        row["old"] == older.title and row["new"] == newer.title for row in table("renamed")["renamed"]
    )
    return named and newer.version > older.version
