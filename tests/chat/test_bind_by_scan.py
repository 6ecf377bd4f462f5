from __future__ import annotations

from bot.messages import Kind
from bot.scenes import bind_of, bind_scene


def sheet(world, name: str) -> str:
    return bind_scene(name, world.code_for(name))  # in the test township a person's id is her name


def test_scanning_ones_own_sheet_binds_without_typing(world):
    reply = world.phone("o-new").sends(Kind.SCAN, scene=sheet(world, "张三"))
    assert "绑定成功" in reply
    assert "张三" in reply


def test_following_by_the_sheet_binds_at_once(world):
    assert "绑定成功" in world.phone("o-new").sends(Kind.FOLLOW, scene=sheet(world, "李四"))


def test_a_used_sheet_binds_nobody_else(world):
    scene = sheet(world, "张三")
    world.phone("o-first").sends(Kind.SCAN, scene=scene)
    assert "绑定成功" not in world.phone("o-second").sends(Kind.SCAN, scene=scene)


def test_guessing_by_scanning_is_locked_like_guessing_by_typing(world):
    stranger, scene = world.phone("o-x"), sheet(world, "张三")
    for n in range(5):
        stranger.sends(Kind.SCAN, scene=f"bind_张三_{n:06d}")
    assert "绑定成功" not in stranger.sends(Kind.SCAN, scene=scene)


def test_other_scenes_are_no_sheets():
    assert bind_of("station_A07") is None
    assert bind_of("bind_") is None
    assert bind_of("bind_x_abc") is None
    assert bind_of(bind_scene("018f", "000123")) == ("018f", "000123")
