"""Bring the index up to date with its sources: statutes, guides, phrasings. What has not changed costs
nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Literal

from knowledge import guide_store, passages, statutes
from knowledge.names import short, weights
from knowledge.records import Article, Document
from knowledge.store import Store

Row = dict[str, Any]


def build_fulltext(
    store: Store,
    which: Literal["township", "all"],
    stopped: Callable[[], bool] = lambda: False,
    answerable: Callable[[], None] = lambda: None,
) -> dict[str, int]:
    """Statutes and their further ways in; returns how many documents were added, changed, removed and kept.

    ``answerable`` is called as soon as a township's questions can be answered; ``stopped`` ends it
    between two
    laws, and the next call goes on there.
    """
    report = {"added": 0, "changed": 0, "removed": 0, "kept": 0}
    before = {d.id: d.digest for d in store.documents() if d.id.startswith("law:")}
    wanted = {s.document.id: s for s in statutes.read(which)}
    with store.writing() as db:
        for gone in before.keys() - wanted.keys():
            store.remove(db, gone)
            report["removed"] += 1
    changed = [s for key, s in wanted.items() if before.get(key) != s.document.digest]
    report["kept"] = len(wanted) - len(changed)
    # The congress's own laws come first and each law is committed by itself: on a first start with all 378
    # laws the questions of a township are answered after five seconds, not after thirty.
    changed.sort(key=lambda s: -weights().get(s.document.title, 0))
    asked = False
    for statute in changed:
        if not asked and not weights().get(statute.document.title, 0):
            asked = sync_asks(store, changed=True)
            answerable()
        if stopped():
            return report
        report["changed" if statute.document.id in before else "added"] += 1
        put_document(store, statute.document, statute.articles)
    sync_asks(store, changed=bool(changed or report["removed"]))
    answerable()
    return report


def put_document(store: Store, document: Document, articles: Sequence[Article]) -> None:
    with store.writing() as db:
        store.put(db, document, articles)
        for article in articles:
            store.add_passages(db, passages.of_article(document, article))


def sync_asks(store: Store, *, changed: bool) -> bool:
    """The questions of guides and phrasings, as passages that point to articles."""
    with store.writing() as db:
        _sync_asks(store, db, changed=changed)
    return True


def _sync_asks(store: Store, db: Any, *, changed: bool) -> None:
    rows = list(_ask_rows(store))
    digest = hashlib.sha256(
        "\n".join(f"{r['article']}|{r['origin']}|{r['text']}" for r in rows).encode()
    ).hexdigest()
    known = db.execute("select hash from passages where kind='digest'").fetchone()
    if known and known[0] == digest and not changed:
        return
    # Vectors are kept by the text's hash, so rows that come back unchanged are not embedded again.
    db.execute("delete from texts where rowid in (select id from passages where kind='ask')")
    db.execute("delete from passages where kind in ('ask', 'digest')")
    store.add_passages(db, rows)
    db.execute(
        "insert into passages (article, kind, origin, text, hash, core, embedded) values "
        "('','digest','','',?,0,1)",
        (digest,),
    )


def _ask_rows(store: Store) -> Iterator[Row]:
    where = _current_articles(store)
    for guide in guide_store.guides():
        target = next((where[c] for c in guide.cites if c in where), None)
        if target is not None:
            for ask in (guide.title, *guide.asks):
                yield passages.of_ask(target[0], short(target[1]), ask, f"guide:{guide.id}")
    for phrasing in guide_store.phrasings():
        target = where.get(f"{phrasing.law}#{phrasing.article}")
        if target is not None:
            for ask in phrasing.asks:
                yield passages.of_ask(target[0], short(target[1]), ask, "phrasing")


def _current_articles(store: Store) -> dict[str, tuple[str, str]]:
    """ "law#number" to (article id, title), for the newest version of each law."""
    newest: dict[str, Document] = {}
    for document in store.documents():  # by title and version: the last one wins
        newest[document.title] = document
    found: dict[str, tuple[str, str]] = {}
    for document in newest.values():
        for article in store.articles_of(document.id):
            found.setdefault(f"{document.title}#{article.number}", (article.id, document.title))
    return found
