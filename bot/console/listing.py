"""Sorting and paging of a table, read from the address; whatever stands there, it stays within bounds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select

from bot.console.desk import Desk
from bot.texts import console as texts

PER_PAGE = 50
MAX_PAGE = 100_000


@dataclass
class Listing:
    """``columns``: what may be sorted by, by the name in the address. ``total`` is set by the page."""

    desk: Desk
    path: str
    columns: Mapping[str, ColumnElement[Any]]
    default: str
    descending_first: bool = True
    per_page: int = PER_PAGE
    total: int = 0
    more: bool = False  # than the total

    @property
    def count(self) -> str:
        """1,234, or 2,000 多 when nobody counted further."""
        return f"{self.total:,}" + (texts.AND_MORE if self.more else "")

    @property
    def sort(self) -> str:
        wanted = self.desk.query.get("sort", "").removeprefix("-")
        return wanted if wanted in self.columns else self.default

    @property
    def descending(self) -> bool:
        wanted = self.desk.query.get("sort", "")
        return wanted.startswith("-") if wanted.removeprefix("-") in self.columns else self.descending_first

    @property
    def page(self) -> int:
        wanted = self.desk.query.get("page", "1")
        number = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) <= 6 else 1
        return min(max(1, number), MAX_PAGE)

    @property
    def offset(self) -> int:
        return (self.page - 1) * self.per_page

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.per_page))

    @property
    def first(self) -> int:
        return min(self.offset + 1, self.total)

    @property
    def last(self) -> int:
        return min(self.offset + self.per_page, self.total)

    def applied(self, query: Select[Any], tie: Sequence[ColumnElement[Any]] = ()) -> Select[Any]:
        """``query`` in the wanted order, cut to the wanted page. ``tie``: what decides between equals."""
        columns = [self.columns[self.sort], *tie]
        ordered = query.order_by(*(c.desc() if self.descending else c.asc() for c in columns))
        return ordered.limit(self.per_page).offset(self.offset)

    def sorted_link(self, name: str) -> str:
        """A second click on a heading turns the order round."""
        turned = name == self.sort and not self.descending
        return self.desk.link(self.path, {"sort": f"-{name}" if turned else name, "page": ""})

    def page_link(self, number: int) -> str:
        return self.desk.link(self.path, {"page": number if number > 1 else ""})
