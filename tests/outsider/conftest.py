from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from knowledge.base import Knowledge
from tests.chat.conftest import blank, shelf
from tests.chat.world import World
from tests.outsider.town import Town

__all__ = ["blank", "shelf"]


@pytest.fixture(scope="session")
def town_for(
    tmp_path_factory: pytest.TempPathFactory, shelf: Knowledge, blank: Path
) -> Iterator[Callable[[str], Town]]:
    """A town for each outsider, filled once: whatever she tries must leave it as it was."""
    towns: dict[str, Town] = {}

    def make(who: str) -> Town:
        if who not in towns:
            folder = tmp_path_factory.mktemp("town")
            shutil.copy(blank, folder / blank.name)
            towns[who] = Town(World(folder, shelf))
        return towns[who]

    yield make
    for town in towns.values():
        town.world.close()


@pytest.fixture
def town(town_for: Callable[[str], Town]) -> Town:
    """One that nobody tries anything on."""
    return town_for("nobody")
