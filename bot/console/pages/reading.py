"""``GET /law/…``: one article to read at leisure, for everybody: with its place, neighbours and version.

Only what is published: statutes and local regulations. What an office took in beside them stays inside.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from bot.clock import Clock
from bot.console.library import Library
from bot.console.render import ENVIRONMENT
from bot.texts import console_library as texts

PUBLISHED = ("地方性法规",)
STATUTE = "law:"
NAME_CHARS = 80
KEPT = {"Cache-Control": "public, max-age=3600"}


@dataclass(frozen=True)
class Leaf:
    """An article between its neighbours; ``note`` says what to mind about the version."""

    document: Any
    article: Any
    before: Any
    after: Any
    note: str

    @property
    def paragraphs(self) -> list[str]:
        return [line for line in self.article.text.splitlines() if line.strip()]


def reading_router(library: Library, clock: Clock, office: Callable[[], str]) -> APIRouter:
    router = APIRouter()

    @router.get("/law/{law}/{number}", include_in_schema=False)
    def read(law: str, number: str, on: str = "") -> HTMLResponse:
        """``law``: a name, or a document's number as the chat's links have it; then ``number`` is a place."""
        if not library.state()["ready_fulltext"]:
            return _page(office(), None, texts.NOT_READY, 503)
        day = _day(on, clock().date())
        leaf = None
        if day is not None and len(law) <= NAME_CHARS and len(number) <= NAME_CHARS:
            leaf = (
                _at(library, law, int(number), day)
                if _is_place(number)
                else _named(library, law, number, day)
            )
        if leaf is None or not _published(leaf.document):
            return _page(office(), None, texts.NO_ARTICLE, 404)
        return _page(office(), leaf, "", 200)

    return router


def address(article_id: str) -> str:
    """Where an article is read, short enough for a message; empty for one that is not published so."""
    document, _, order = article_id.partition("#")
    if not document.startswith(STATUTE) or not _is_place(order):
        return ""
    return f"/law/{quote(document.removeprefix(STATUTE), safe='')}/{order}"


def _is_place(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 5


def _at(library: Library, law: str, order: int, day: date) -> Leaf | None:
    found = library.show(STATUTE + law)
    if found is None or found[0].id != STATUTE + law:
        return None
    article = next((it for it in found[1] if it.order == order), None)
    reading = None if article is None else library.article(found[0].title, article.number, day)
    if article is None:
        return None
    at = found[1].index(article)
    before, after = (found[1][i] if 0 <= i < len(found[1]) else None for i in (at - 1, at + 1))
    is_present = reading is not None and reading.document.id == found[0].id
    note = reading.note if is_present and reading is not None else texts.OTHER_VERSION
    return Leaf(found[0], article, before, after, note)


def _named(library: Library, law: str, number: str, day: date) -> Leaf | None:
    found = library.article(law, number, day)
    return found and Leaf(found.document, found.article, found.before, found.after, found.note)


def _published(document: Any) -> bool:
    return str(document.id).startswith(STATUTE) or (document.kind in PUBLISHED and not document.retired)


def _day(text: str, today: date) -> date | None:
    try:
        return date.fromisoformat(text) if text else today
    except ValueError:
        return None


def _page(office: str, leaf: Leaf | None, text: str, status: int) -> HTMLResponse:
    body = ENVIRONMENT.get_template("law.html").render(it=leaf, text=text, office=office, link=_link)
    return HTMLResponse(body, status, headers=KEPT if status == 200 else None)


def _link(leaf: Leaf, article: Any) -> str:
    """A neighbour's address, in the same version."""
    return (
        address(article.id) or f"/law/{quote(leaf.document.title, safe='')}/{quote(article.number, safe='')}"
    )
