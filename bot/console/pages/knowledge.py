"""Knowledge (知识库): documents with status and version, uploads to correct, how each was split, retiring."""

from __future__ import annotations

from datetime import date
from typing import Any

from starlette.responses import Response

from bot.console import uploads
from bot.console.access import LIBRARY, LOOK, SHELVE
from bot.console.desk import Desk, NotFound
from bot.console.library import Shelved
from bot.console.listing import Listing
from bot.console.routing import Pages
from bot.errors import Refused
from bot.texts import console_library as texts

PAGES = Pages("library")
PATH = "/desk/library"
KINDS = (".docx", ".doc", ".pdf", ".html", ".htm", ".md", ".markdown", ".txt", ".zip")
FIELDS = ("title", "kind", "issuer", "region", "version", "effective", "note")
DATES = ("version", "effective")
PIECES = 60  # of one document on a page


@PAGES.get(PATH, may=LIBRARY)
def documents(desk: Desk) -> Response:
    found = [it for it in desk.rooms.library.documents(desk.today) if _fits(desk, it)]
    listing = Listing(desk, PATH, {}, "")
    listing.total = len(found)
    return desk.page(
        "library.html",
        rows=found[listing.offset : listing.offset + listing.per_page],
        listing=listing,
        state=desk.rooms.library.state(),
        shelve=desk.may(SHELVE),
        kinds=KINDS,
        asks=desk.may(LOOK),
    )


def _fits(desk: Desk, it: Shelved) -> bool:
    wanted = desk.query.get("q", "").strip()[:40]
    return (not desk.query.get("own") or it.is_own) and (not wanted or wanted in it.document.title)


@PAGES.post("/desk/library/upload", may=SHELVE, upload=True)
def upload(desk: Desk) -> Response:
    """What was read of title and dates is shown to be corrected, before anybody relies on it."""
    with uploads.received(desk, KINDS) as path:
        taken = desk.rooms.library.take_in([path])
        name = path.name
    with desk.database.write() as connection:
        desk.audit(connection, "document_add", "library", f"{name} count={len(taken.ids)}")
    for line in taken.lines[:3]:
        desk.say(line, "note")
    if not taken.ids:
        return desk.go(PATH)
    if len(taken.ids) == 1:
        return desk.go(f"{PATH}/documents/{taken.ids[0]}", texts.TAKEN)
    return desk.go(PATH, texts.TAKEN_SEVERAL.format(count=len(taken.ids)), own="1")


@PAGES.get("/desk/library/documents/{document}", may=LIBRARY)
def one_document(desk: Desk, document: str) -> Response:
    it, pieces = _found(desk, document)
    listing = Listing(desk, f"{PATH}/documents/{document}", {}, "", per_page=PIECES)
    listing.total = len(pieces)
    return desk.page(
        "one_document.html",
        it=it,
        pieces=pieces[listing.offset : listing.offset + PIECES],
        listing=listing,
        is_own=str(it.id).startswith("doc:"),
        shelve=desk.may(SHELVE),
    )


@PAGES.post("/desk/library/documents/{document}", may=SHELVE)
def correct(desk: Desk, document: str) -> Response:
    it, _ = _found(desk, document)
    given = {name: desk.field(name, most=120) for name in FIELDS}
    for name in DATES:
        _checked_date(given[name])
    changes = {name: value for name, value in given.items() if value != getattr(it, name)}
    desk.rooms.library.correct(it.id, changes)
    with desk.database.write() as connection:
        desk.audit(connection, "document_correct", f"document:{it.id}", " ".join(sorted(changes)))
    return desk.back(f"{PATH}/documents/{it.id}", texts.CORRECTED)


@PAGES.post("/desk/library/documents/{document}/retire", may=SHELVE)
def retire(desk: Desk, document: str) -> Response:
    it, _ = _found(desk, document)
    desk.rooms.library.retire(it.id)
    with desk.database.write() as connection:
        desk.audit(connection, "document_retire", f"document:{it.id}", it.title)
    return desk.back(PATH, texts.RETIRED)


def _checked_date(text: str) -> None:
    try:
        if text:
            date.fromisoformat(text)
    except ValueError as error:
        raise Refused(texts.BAD_DATE) from error


def _found(desk: Desk, document: str) -> tuple[Any, Any]:
    """Only by its whole id: the shelf would take a title or the beginning of an id as well."""
    found = desk.rooms.library.show(document)
    if found is None or found[0].id != document:
        raise NotFound
    return found
