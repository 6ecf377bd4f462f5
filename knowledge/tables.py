"""Data files of the package (``knowledge/data``), read once."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"


@lru_cache(maxsize=32)
def table(name: str) -> dict[str, Any]:
    """The TOML table ``knowledge/data/<name>.toml``; callers must not change it."""
    with (DATA / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)
