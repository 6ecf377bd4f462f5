"""What people call a law. A name is matched whole: 《浙江省民法典实施办法》 is not the 民法典."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from knowledge.tables import table

PREFIX = "中华人民共和国"
_BRACKETED = re.compile(r"[《〈<]([^《》〈〉<>]{2,60})[》〉>]")
# A name that goes on into a longer title is another document: 代表法实施办法, 选举法修正案, 预算法实施条例.
_GOES_ON = re.compile(r"^(?:》|〉)?\s*(?:的)?(?:实施|修正案|办法|条例|细则|解释|若干规定)")
# ... and one that begins inside a longer word is another law: 国务院组织法 is not 组织法.
_PART_OF_LONGER = "院会局委员团体国方部人家党政织济军协治"


def bare(name: str) -> str:
    """The name without 中华人民共和国, brackets, spaces and a trailing (2025修正)."""
    name = re.sub(r"[《》〈〉<>\s　]", "", name)
    name = re.sub(r"[（(][^（）()]*(?:\d{4}|修正|修订)[^（）()]*[)）]$", "", name)
    return name.removeprefix(PREFIX)


@lru_cache(maxsize=1)
def _aliases() -> dict[str, str]:
    return {alias: law["name"] for law in table("laws")["law"] for alias in law["aliases"]}


@lru_cache(maxsize=1)
def _shorts() -> dict[str, str]:
    return {law["name"]: law["short"] for law in table("laws")["law"]}


@lru_cache(maxsize=1)
def weights() -> dict[str, float]:
    """How close each law is to a township congress, by its full name (0 when not listed)."""
    return {law["name"]: float(law["weight"]) for law in table("laws")["law"]}


@lru_cache(maxsize=1)
def homes() -> dict[str, re.Pattern[str]]:
    """For the laws that are about one thing, the words by which a question is about it."""
    return {law["name"]: re.compile(law["home"]) for law in table("laws")["law"] if "home" in law}


def short(name: str) -> str:
    """What a deputy would call it: 地方组织法, 代表法, 村民委员会组织法."""
    return _shorts().get(name) or bare(name)


class Names:
    """The names under which the documents of one knowledge base are known."""

    def __init__(self, titles: Iterable[str]) -> None:
        self._known: dict[str, str] = {}
        titles = list(titles)
        for title in titles:
            self._known.setdefault(bare(title), title)
        for alias, name in _aliases().items():
            self._known[alias] = name
        self._longest_first = sorted(self._known, key=len, reverse=True)
        self._pattern = (
            re.compile("|".join(re.escape(n) for n in self._longest_first)) if self._known else None
        )

    def resolve(self, name: str) -> str | None:
        """The title for a whole name, None when no document is called so."""
        return self._known.get(bare(name))

    def mentioned(self, question: str) -> list[str]:
        """The titles of the laws a question names, in its order."""
        return [title for title, _, _ in self.spans(question)]

    def spans(self, question: str) -> list[tuple[str, int, int]]:
        """(title, start, end) of each law that a question names, bracketed or not."""
        found: list[tuple[str, int, int]] = []
        taken: list[tuple[int, int]] = []
        for match in _BRACKETED.finditer(question):
            taken.append(match.span())
            title = self.resolve(match.group(1))
            if title and not _GOES_ON.match(question[match.end() :]):
                found.append((title, match.start(), match.end()))
        if self._pattern is not None:
            for match in self._pattern.finditer(question):
                if any(a <= match.start() < b for a, b in taken) or self._inside_longer(question, match):
                    continue
                found.append((self._known[match.group()], match.start(), match.end()))
        return sorted(found, key=lambda item: item[1])

    @staticmethod
    def _inside_longer(question: str, match: re.Match[str]) -> bool:
        before = question[: match.start()].removesuffix(PREFIX)
        if _GOES_ON.match(question[match.end() :]):
            return True
        cut_short = match.group() in {"组织法", "监督法", "自治法", "监察法", "保密法"}
        return cut_short and before != "" and before[-1] in _PART_OF_LONGER

    def unknown(self, question: str) -> list[str]:
        """Bracketed titles that no document here carries: 《中国共产党章程》."""
        return [m.group(1) for m in _BRACKETED.finditer(question) if self.resolve(m.group(1)) is None]
