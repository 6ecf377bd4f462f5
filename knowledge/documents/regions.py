"""Where a rule applies: "" for the whole country, 浙江省, or 山东省青岛市."""

from __future__ import annotations

import re
from functools import lru_cache

from knowledge.tables import table


@lru_cache(maxsize=1)
def _openings() -> dict[str, str]:
    """What a title may begin with, and the region it stands for."""
    found = {}
    for province, cities in table("regions")["provinces"].items():
        found[province] = province
        found.setdefault(re.sub(r"(?:省|市|(?:壮族|回族|维吾尔)?自治区)$", "", province), province)
        for city in cities.split():
            for ending in ("市", "自治州", "州"):
                found[city + ending] = f"{province}{city}市"
    return found


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    names = sorted(_openings(), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, names)))


def region_of(title: str, issuer_line: str = "") -> str:
    """The region of a title; failing that of the congress that passed it."""
    for text in (title.lstrip("《关于"), issuer_line):
        match = _pattern().match(text)
        if match:
            return _openings()[match.group()]
    return ""


def province_of(region: str) -> str:
    match = _pattern().match(region)
    name = _openings()[match.group()] if match else region
    return next((p for p in table("regions")["provinces"] if name.startswith(p)), name)
