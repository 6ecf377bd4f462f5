"""Photos are fetched after the turn, kept by their hash, tried again, and given up with a reason."""

from __future__ import annotations

import hashlib

from bot.errors import PushFailed
from bot.ledger.attachments import fetch_waiting, path_of
from tests.chat.rows import photos
from tests.chat.world import Phone, World


def _fetch(world: World) -> int:
    return fetch_waiting(world.house.database, world.house.channels, world.settings.data_dir, world.now)


def _with_photo(world: World, *contents: bytes) -> Phone:
    phone = world.deputy("张三")
    for word in ("办实事", "今天", "修路", "跳过"):
        phone.says(word)
    for content in contents:
        phone.sends_photo(content)
    return phone


def test_kept_by_hash_once(world: World) -> None:
    _with_photo(world, b"same", b"same", b"other")
    assert _fetch(world) == 3
    for row in photos(world):
        assert row.state == "kept"
        content = path_of(world.settings.data_dir, row.sha256, row.mime).read_bytes()
        assert hashlib.sha256(content).hexdigest() == row.sha256
    files = [p for p in (world.settings.data_dir / "attachments").rglob("*") if p.is_file()]
    assert len(files) == 2


def test_a_failed_fetch_is_tried_again_later(world: World) -> None:
    phone = _with_photo(world, b"x")
    (media_id,) = world.channel.photos
    content, world.channel.photos[media_id] = world.channel.photos[media_id], PushFailed("timeout")
    assert _fetch(world) == 0
    assert photos(world)[0].state == "waiting"
    world.channel.photos[media_id] = content
    assert _fetch(world) == 0  # not before a minute has passed
    world.passes(minutes=2)
    assert _fetch(world) == 1
    phone.says("好了")
    assert "照片1张" in phone.says("确认")


def test_what_the_platform_no_longer_has_is_lost_with_its_reason(world: World) -> None:
    _with_photo(world, b"x")
    (media_id,) = world.channel.photos
    world.channel.photos[media_id] = PushFailed("40007", "invalid media_id", permanent=True)
    _fetch(world)
    (row,) = photos(world)
    assert row.state == "lost"
    assert "40007" in row.error


def test_a_full_disk_keeps_the_photo_waiting(world: World) -> None:
    _with_photo(world, b"x")
    (world.settings.data_dir / "attachments").write_text("a file where the folder should be")
    assert _fetch(world) == 0
    assert photos(world)[0].state == "waiting"
