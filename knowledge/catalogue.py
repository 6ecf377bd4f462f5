"""What is known about every article without reading its text: a snapshot of the store, made anew after a
change."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from knowledge import statutes
from knowledge.names import Names, weights
from knowledge.records import Article, Document, Status
from knowledge.store import Store


@dataclass(frozen=True)
class Entry:
    """Where an article stands."""

    id: str
    document: Document
    order: int
    number: str
    path: str
    weight: float


class Catalogue:
    """Titles, numbers, paths and dates of everything indexed (about 10 MB for all statutes)."""

    def __init__(self, store: Store) -> None:
        with store.snapshot() as db:
            self.documents = {d.id: d for d in store.documents()}
            rows = db.execute('select id, document, "order", number, path from articles').fetchall()
        own = [d.title for d in self.documents.values() if not d.retired]
        self.names = Names([*own, *statutes.titles()])
        self._store = store
        self._applying = lru_cache(maxsize=8)(self._work_out)
        self.entries: dict[str, Entry] = {}
        self.by_title: dict[str, list[Document]] = defaultdict(list)
        self._by_number: dict[tuple[str, str], Entry] = {}
        for document in self.documents.values():
            self.by_title[document.title].append(document)
        for row in rows:
            document = self.documents[row["document"]]
            weight = weights().get(document.title, 0.0)
            entry = Entry(row["id"], document, row["order"], row["number"], row["path"], weight)
            self.entries[entry.id] = entry
            self._by_number.setdefault((document.id, entry.number), entry)

    def status(self, document: Document, on: date) -> Status:
        """What a document is on a day; the effective date decides, not the word in the data."""
        day = on.isoformat()
        if document.retired:
            return "retired"
        if document.effective and document.effective > day:
            return "not yet in force"
        if document.until and document.until <= day:
            return "superseded"
        return "repealed" if document.repealed else "in force"

    def applies(self, document: Document, on: date, region: str | None) -> bool:
        """In force on that day and in that place: national law everywhere, a province's rules in the
        province."""
        if self.status(document, on) != "in force":
            return False
        return not document.region or region is None or _within(region, document.region)

    def applying(self, on: date, region: str | None) -> frozenset[str]:
        """The ids of the documents that apply; worked out once for a day and a place."""
        return self._applying(on, region)

    def _work_out(self, on: date, region: str | None) -> frozenset[str]:
        return frozenset(d.id for d in self.documents.values() if self.applies(d, on, region))

    def version_on(self, title: str, on: date) -> Document | None:
        """The version of a title in force on a day; failing that the one to come, then the latest of all."""
        versions = sorted(self.by_title.get(title, ()), key=lambda d: (d.effective, d.version))
        for wanted in ("in force", "not yet in force"):
            fitting = [d for d in versions if self.status(d, on) == wanted]
            if fitting:
                return fitting[-1]
        return versions[-1] if versions else None

    def find(self, document: Document, number: str) -> Entry | None:
        return self._by_number.get((document.id, number))

    def article(self, entry: Entry) -> Article:
        return self._store.articles([entry.id])[entry.id]


def _within(region: str, place: str) -> bool:
    """青岛市 lies in 山东省 when the region is written 山东省青岛市 or 山东省/青岛市."""
    return region.startswith(place) or place.startswith(region) or place in region
