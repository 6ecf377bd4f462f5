"""The documents on the shelf: list, show, correct, retire, export. Nothing here touches the statutes' own
text."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path

from knowledge.catalogue import Catalogue
from knowledge.documents.intake import settle_versions
from knowledge.records import STATUS_LABELS, Article, Document
from knowledge.store import Store

CORRECTABLE = ("title", "kind", "issuer", "region", "version", "effective", "note")
_DATES = ("version", "effective")
HEADINGS = (
    "编号",
    "标题",
    "种类",
    "制定机关",
    "适用地区",
    "版本日期",
    "施行日期",
    "状态",
    "条数",
    "来源",
    "备注",
)


class NotOnShelf(Exception):
    """No such document, or a change that cannot be made; the text is for the clerk."""


@dataclass(frozen=True)
class Shelved:
    """A document with what a list shows of it."""

    document: Document
    status: str
    articles: int


def listing(store: Store, on: date) -> list[Shelved]:
    """Every document, the office's own first."""
    catalogue = Catalogue(store)
    counts = dict(store.db.execute("select document, count(*) from articles group by document").fetchall())
    found = [
        Shelved(d, STATUS_LABELS[catalogue.status(d, on)], counts.get(d.id, 0))
        for d in catalogue.documents.values()
    ]
    return sorted(
        found, key=lambda s: (not s.document.id.startswith("doc:"), s.document.title, s.document.version)
    )


def find(store: Store, key: str) -> Document:
    """By id, the beginning of an id, or the whole title (its newest version)."""
    documents = store.documents()
    for fits in (
        [d for d in documents if d.id == key],
        [d for d in documents if d.title == key],
        [d for d in documents if len(key) >= 6 and d.id.startswith(key)],
    ):
        if fits:
            return fits[-1]
    raise NotOnShelf(f"没有找到“{key}”,请用 renda kb list 查看编号。")


def correct(store: Store, key: str, changes: Mapping[str, str]) -> Document:
    """What the text or the file's name said wrongly is put right; the office's own documents only."""
    document = find(store, key)
    if not document.id.startswith("doc:"):
        raise NotOnShelf("自带法律库的内容不能改动。")
    for field, value in changes.items():
        if field not in CORRECTABLE:
            raise NotOnShelf(f"没有“{field}”这一项。")
        if field in _DATES and value and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
            raise NotOnShelf(f"日期要写成 2026-01-31 这样:{value}")
    changed = Document(**{**asdict(document), **changes})
    with store.writing() as db:
        store.update(db, changed)
    settle_versions(store)
    return changed


def retire(store: Store, key: str) -> Document:
    """The document is no longer quoted; it stays on the shelf. A second call changes nothing."""
    document = replace(find(store, key), retired=True)
    with store.writing() as db:
        store.update(db, document)
    settle_versions(store)
    return document


def export(store: Store, folder: Path, on: date) -> int:
    """The office's own documents as text files, and the whole catalogue as a table; returns the files
    written."""
    folder.mkdir(parents=True, exist_ok=True)
    shelved = listing(store, on)
    with (folder / "目录.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS)
        writer.writerows(_row(s) for s in shelved)
    own = [s.document for s in shelved if s.document.id.startswith("doc:")]
    for document in own:
        name = re.sub(r'[\\/:*?"<>|\s]', "", f"{document.title}({document.version or '日期不详'})")[:80]
        (folder / f"{name}.txt").write_text(full_text(document, store.articles_of(document.id)), "utf-8")
    return len(own) + 1


def full_text(document: Document, articles: list[Article]) -> str:
    lines, path = [document.title, ""], ""
    for article in articles:
        if article.path != path:
            path = article.path
            lines += ["", path] if path else []
        lines.append(f"{article.number} {article.text}")
    return "\n".join(lines) + "\n"


def _row(shelved: Shelved) -> list[str]:
    d = shelved.document
    cells = [
        d.id,
        d.title,
        d.kind,
        d.issuer,
        d.region or "全国",
        d.version,
        d.effective,
        shelved.status,
        str(shelved.articles),
        d.source,
        d.note,
    ]
    # A cell that a spreadsheet would take for a formula is text.
    return [f"'{cell}" if cell[:1] in ("=", "+", "-", "@") else cell for cell in cells]
