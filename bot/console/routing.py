"""Routes of the desk: each declares who may open it, and whether looking at it is looking at persons.

A page is a plain function ``page(desk, **path)`` that runs in the thread pool. Before it runs, in this order:
session, right, size of the body, token of the form. A route without a right cannot be written.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from starlette.responses import Response

from bot.console.access import OPEN, Right

Page = Callable[..., Response]
FORM_BYTES = 256 * 1024  # a form without files


@dataclass(frozen=True)
class DeskRoute:
    """``shows``: what of persons it shows, for the trail; empty: nothing. ``upload``: takes a file.

    A form shows persons too where its answer is a page: a difference to look at, what was typed once more.
    """

    method: str
    path: str
    page: Page
    may: Right
    shows: str = ""
    upload: bool = False
    active: str = ""


class Pages:
    """The routes of one area. ``active``: which line of the menu is lit on its pages."""

    def __init__(self, active: str = "") -> None:
        self._active = active
        self.routes: list[DeskRoute] = []

    def get(self, path: str, *, may: Right, shows: str = "") -> Callable[[Page], Page]:
        return self._add("GET", path, may, shows, upload=False)

    def post(self, path: str, *, may: Right, shows: str = "", upload: bool = False) -> Callable[[Page], Page]:
        return self._add("POST", path, may, shows, upload)

    def _add(self, method: str, path: str, may: Right, shows: str, upload: bool) -> Callable[[Page], Page]:
        if shows and may is OPEN:
            raise ValueError(f"{path} shows persons to anybody")

        def keep(page: Page) -> Page:
            self.routes.append(DeskRoute(method, path, page, may, shows, upload, self._active))
            return page

        return keep
