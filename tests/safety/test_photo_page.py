"""A web page where a photo should be (a proxy's error, a log-in) is no reason to give the photo up."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.errors import PushFailed
from bot.store.tables import attachment
from tests.chat.world import World


@pytest.mark.parametrize(("code", "gone", "state"), [("kind", False, "waiting"), ("40007", True, "lost")])
def test_only_what_the_platform_has_dropped_is_lost(world: World, code: str, gone: bool, state: str) -> None:
    phone = world.deputy("张三")
    for word in ("五个一", "3", "今天", "东街路口", "路灯坏了半个月"):
        phone.says(word)
    phone.sends_photo()
    for media in world.channel.photos:
        world.channel.photos[media] = PushFailed(code, permanent=gone)
    world.house.run_errands()
    with world.house.database.read() as connection:
        assert connection.execute(select(attachment.c.state)).scalar_one() == state
