"""Procedure guides and everyday phrasings: the files under ``guides/`` and ``phrasings/``, read and typed.

Each sentence of a guide names the articles it rests on, or says on what else it rests: ``practice``
(实践做法),
``local`` (地方规定) or ``silent`` (法律没有规定).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
BASES = {"law": "", "practice": "实践做法", "local": "地方规定", "silent": "法律没有规定"}


@dataclass(frozen=True)
class Says:
    """One sentence of a guide: ``cites`` are "law#article", best first; ``basis`` is a key of ``BASES``."""

    text: str
    cites: tuple[str, ...]
    basis: str


@dataclass(frozen=True)
class Guide:
    id: str
    title: str
    group: str
    asks: tuple[str, ...]
    says: tuple[Says, ...]

    @property
    def cites(self) -> tuple[str, ...]:
        """Every article the guide rests on, each once, in the order it is first used."""
        return tuple(dict.fromkeys(cite for sentence in self.says for cite in sentence.cites))


@dataclass(frozen=True)
class Phrasing:
    law: str
    article: str
    asks: tuple[str, ...]


class BadGuide(ValueError):
    """A file under guides/ or phrasings/ is not of the form above; the message names the file."""


@lru_cache(maxsize=4)
def guides(folder: Path = HERE / "guides") -> tuple[Guide, ...]:
    return tuple(_guide(path) for path in sorted(folder.glob("*.toml")))


@lru_cache(maxsize=4)
def phrasings(folder: Path = HERE / "phrasings") -> tuple[Phrasing, ...]:
    return tuple(p for path in sorted(folder.glob("*.toml")) for p in _phrasings(path))


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadGuide(f"{path.name}: {error}") from error


def _guide(path: Path) -> Guide:
    raw = _read(path)
    try:
        says = tuple(_says(path, row) for row in raw["says"])
        return Guide(path.stem, raw["title"], raw.get("group", ""), tuple(raw["asks"]), says)
    except KeyError as error:
        raise BadGuide(f"{path.name}: {error} is missing") from error


def _says(path: Path, row: dict[str, Any]) -> Says:
    cites = tuple(row.get("cites", ()))
    basis = row.get("basis", "law")
    if basis not in BASES or (basis == "law" and not cites):
        raise BadGuide(f"{path.name}: {row['text']!r} needs cites or a basis of {list(BASES)[1:]}")
    return Says(row["text"], cites, basis)


def _phrasings(path: Path) -> Iterator[Phrasing]:
    for row in _read(path).get("article", ()):
        try:
            yield Phrasing(row["law"], row["article"], tuple(row["asks"]))
        except KeyError as error:
            raise BadGuide(f"{path.name}: {error} is missing in {row!r}") from error
