from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.chat.world import World


@pytest.fixture
def world(data_dir: Path) -> Iterator[World]:
    made = World(data_dir, limits={"burst_messages": 10, "burst_seconds": 60})
    yield made
    made.house.close()
