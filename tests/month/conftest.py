from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.base import Knowledge
from tests.month.calendar import START, Month
from tests.month.world import MonthWorld, counted_ids, new_platform
from tests.wechat.server import serving


@pytest.fixture(scope="session")
def month(statutes_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Month]:
    """Played once; every test looks at the same month."""
    folder, shelf, platform = tmp_path_factory.mktemp("month"), Knowledge.open(statutes_dir), new_platform()
    with serving(platform.api_app) as api, counted_ids(START):
        world = MonthWorld(folder, api, platform, START, shelf)
        played = Month(world)
        played.play()
        yield played
        world.close()
    shelf.close()
