"""Local rules that say otherwise than national law: both are shown, and which prevails
(``data/conflicts.toml``)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.tables import table


@dataclass(frozen=True)
class Conflict:
    """``local`` is "title#article", or "*#*" for any local text with the words; ``national`` is
    "law#article"."""

    title: str
    article: str
    contains: str
    national: str
    detail: str

    def concerns(self, title: str, article: str, text: str) -> bool:
        """Does this local article say the thing that conflicts?"""
        named = self.title == "*" or (self.title == title and self.article == article)
        return named and self.contains in text


def conflicts() -> list[Conflict]:
    return [Conflict(**row) for row in table("conflicts")["conflict"]]


def found_in(articles: Iterable[tuple[str, str, str]]) -> list[Conflict]:
    """The conflicts of some (title, article, text), each once."""
    articles = list(articles)
    return [c for c in conflicts() if any(c.concerns(*article) for article in articles)]


def about(national: str) -> list[Conflict]:
    """The conflicts with a national article "law#article", whatever local document is at hand."""
    return [c for c in conflicts() if c.national == national and c.title != "*"]
