"""The documents that the office imported, as a file: the only part of the index that is not derived."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Literal

from knowledge.index import build_fulltext, put_document
from knowledge.records import Article, Document
from knowledge.store import Store

OWN = "doc:"


def written_down(data_dir: Path) -> bytes:
    """JSON; an empty list when there is no knowledge base yet."""
    path = data_dir / "knowledge.db"
    return _json(Store(path)) if path.is_file() else b"[]"


def _json(store: Store) -> bytes:
    try:
        found = [
            {
                "document": dataclasses.asdict(document),
                "articles": [dataclasses.asdict(article) for article in store.articles_of(document.id)],
            }
            for document in store.documents()
            if document.id.startswith(OWN)
        ]
    finally:
        store.close()
    return json.dumps(found, ensure_ascii=False).encode()


def put_back(data_dir: Path, raw: bytes, statutes: Literal["township", "all"]) -> int:
    """Into the knowledge base under ``data_dir``; how many. Vectors are made when it is next built."""
    found = json.loads(raw)
    if not found:
        return 0
    store = Store(data_dir / "knowledge.db")
    try:
        build_fulltext(store, statutes)
        for each in found:
            articles = [Article(**article) for article in each["articles"]]
            put_document(store, Document(**each["document"]), articles)
    finally:
        store.close()
    return len(found)
