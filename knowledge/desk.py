"""What a clerk does with the office's own documents: take in, list, show, correct, retire, export."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from knowledge import shelf
from knowledge.documents.intake import Report, import_paths
from knowledge.records import Article, Document
from knowledge.store import Store

SHANGHAI = ZoneInfo("Asia/Shanghai")


def today() -> date:
    """The office's own day: the law of Beijing time, whatever the server's clock is set to."""
    return datetime.now(SHANGHAI).date()


class Desk:
    """Every change is followed by a new view, so that the next question knows of it."""

    store: Store

    def refresh(self) -> None:
        raise NotImplementedError

    def import_paths(self, paths: Iterable[Path]) -> Report:
        """Take files, folders and zips in; a file that is there already costs nothing."""
        report = import_paths(self.store, paths)
        self.refresh()
        return report

    def list_documents(self, on: date | None = None) -> list[shelf.Shelved]:
        return shelf.listing(self.store, on or today())

    def show(self, key: str) -> tuple[Document, list[Article]]:
        """A document by id or title, with its articles; raises ``shelf.NotOnShelf``."""
        document = shelf.find(self.store, key)
        return document, self.store.articles_of(document.id)

    def correct(self, key: str, changes: Mapping[str, str]) -> Document:
        document = shelf.correct(self.store, key, changes)
        self.refresh()
        return document

    def retire(self, key: str) -> Document:
        document = shelf.retire(self.store, key)
        self.refresh()
        return document

    def export(self, folder: Path) -> int:
        return shelf.export(self.store, folder, today())
